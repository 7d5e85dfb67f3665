using System.Text;

namespace EksConnector.Core;

/// <summary>Converts untrusted text to one line: cleans it with <see cref="OutsideText"/>, and replaces each run of white space with a space.</summary>
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
