using EksConnector.Core;

namespace EksConnector.Aws.Errors;

/// <summary>Makes values of AWS fit to be shown.</summary>
internal static class AwsText
{
    // An ARN has at most 2048 characters.
    private const int Longest = 2048;

    /// <summary>Cleans a value as <see cref="OutsideText"/> does.</summary>
    /// <param name="text">The value; null stays null.</param>
    public static string? Clean(string? text) => text is null ? null : OutsideText.Line(text, Longest);
}
