using System.Text;

namespace EksConnector.Core;

/// <summary>Makes text from outside fit for a property: cleaned by <see cref="OutsideText"/>, and white space folded into single blanks.</summary>
internal static class OneLine
{
    public static string Of(string text)
    {
        string redacted = OutsideText.Clean(text);
        var line = new StringBuilder(redacted.Length);
        foreach (char character in redacted)
        {
            if (!char.IsWhiteSpace(character))
            {
                line.Append(character);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>Shortens a text in its middle: what it is about stands first, and the reason stands last.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">How many characters it may have, 8 or more.</param>
    /// <returns>The text, or its beginning and its end.</returns>
    public static string Shorten(string text, int longest)
    {
        const string gap = " ... ";
        if (text.Length <= longest)
        {
            return text;
        }

        int end = (longest - gap.Length) / 2;
        int start = longest - gap.Length - end;

        // Not between the halves of one character.
        start -= char.IsHighSurrogate(text[start - 1]) ? 1 : 0;
        end -= char.IsLowSurrogate(text[^end]) ? 1 : 0;
        return string.Concat(text.AsSpan(0, start), gap, text.AsSpan(text.Length - end));
    }
}
