using EksConnector.Core;

namespace EksConnector.Aws.Errors;

/// <summary>Cleans values from AWS for display.</summary>
internal static class AwsText
{
    // An ARN has at most 2048 characters.
    private const int MaximumLength = 2048;

    /// <summary>Cleans a value with <see cref="OutsideText"/>.</summary>
    /// <param name="text">The value; null returns null.</param>
    public static string? Clean(string? text) => text is null ? null : OutsideText.Line(text, MaximumLength);
}
