using System.Globalization;
using System.Text;

namespace EksConnector.Aws.Errors;

/// <summary>Makes text of AWS, of a profile or of the environment fit to be shown: one line without secrets and without what a terminal obeys.</summary>
internal static class AwsText
{
    // An ARN has at most 2048 characters.
    private const int Longest = 2048;

    /// <summary>Cleans a text.</summary>
    /// <param name="text">The text; null stays null.</param>
    public static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }

        // First redacted, then shortened: half a secret is not recognised as one.
        string redacted = Redactor.Redact(text);
        if (redacted.Length <= Longest && !redacted.Any(IsHidden))
        {
            return redacted;
        }

        var clean = new StringBuilder(Math.Min(redacted.Length, Longest));
        foreach (char character in redacted.AsSpan(0, Math.Min(redacted.Length, Longest)))
        {
            if (!IsHidden(character))
            {
                clean.Append(character);
            }
            else if (char.IsWhiteSpace(character))
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().Trim();
    }

    // Line breaks, control characters, and those that change the direction of the text.
    private static bool IsHidden(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
