using System.Text;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Cuts out of a text what shows a finding.</summary>
internal static class Excerpt
{
    private const string More = "...";

    /// <summary>Cuts it out.</summary>
    /// <param name="text">The text, whose secrets are hidden already.</param>
    /// <param name="first">The first line.</param>
    /// <param name="last">The last line.</param>
    /// <param name="longest">How many characters it may have.</param>
    /// <returns>One line.</returns>
    public static string Of(PastedText text, int first, int last, int longest)
    {
        var excerpt = new StringBuilder();
        for (int line = first; line <= last && excerpt.Length <= longest; line++)
        {
            // A secret may have been broken in two, and its rest is not known as one: what follows a mask at the end of a line goes.
            bool isRest = excerpt.Length > 0 && excerpt.ToString().TrimEnd(' ', '"', '\'').EndsWith(Redactor.Mask, StringComparison.Ordinal);
            string next = OneLine.Of(text.Line(line));
            int word = next.TrimStart().IndexOf(' ', StringComparison.Ordinal);
            excerpt.Append(excerpt.Length == 0 ? string.Empty : " ").Append(isRest ? (word < 0 ? string.Empty : next.TrimStart()[(word + 1)..]) : next);
        }

        string whole = excerpt.ToString().Trim();
        return whole.Length <= longest ? whole : string.Concat(Whole(whole.AsSpan(0, longest - More.Length)), More);
    }

    // Not between the two halves of a character.
    private static ReadOnlySpan<char> Whole(ReadOnlySpan<char> text) => char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
}
