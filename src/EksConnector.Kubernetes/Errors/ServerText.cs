using System.Text;
using EksConnector.Core;

namespace EksConnector.Kubernetes.Errors;

/// <summary>Makes what a server says fit for a message: short, on one line, and without characters that a terminal obeys.</summary>
internal static class ServerText
{
    public static string Line(string text, int longest = 300)
    {
        var line = new StringBuilder();
        foreach (Rune rune in ShortText.Of(Redactor.Redact(text), longest).EnumerateRunes())
        {
            line.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format ? " " : rune.ToString());
        }

        return line.ToString().Trim();
    }
}
