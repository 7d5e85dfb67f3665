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
}
