using System.Text;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Cuts out of a text what shows a finding.</summary>
internal static class Excerpt
{
    // Of many lines the first say what it is about, and the last why.
    private const int MostLines = 32;

    /// <summary>Cuts it out.</summary>
    /// <param name="text">The text, whose secrets are hidden already.</param>
    /// <param name="first">The first line.</param>
    /// <param name="last">The last line.</param>
    /// <param name="longest">How many characters it may have.</param>
    /// <returns>One line.</returns>
    public static string Of(PastedText text, int first, int last, int longest)
    {
        var excerpt = new StringBuilder();
        for (int line = first; line <= last; line++)
        {
            line = line == first + MostLines ? Math.Max(line, last - MostLines + 1) : line;

            // A secret may have been broken in two, and its rest is not known as one: what follows a mask at the end of a line goes.
            bool isRest = excerpt.Length > 0 && excerpt.ToString().TrimEnd(' ', '"', '\'').EndsWith(Redactor.Mask, StringComparison.Ordinal);
            string next = ShortText.Of(OneLine.Of(text.Line(line)), longest);
            int word = next.TrimStart().IndexOf(' ', StringComparison.Ordinal);
            excerpt.Append(excerpt.Length == 0 ? string.Empty : " ").Append(isRest ? (word < 0 ? string.Empty : next.TrimStart()[(word + 1)..]) : next);
        }

        return ShortText.Of(excerpt.ToString().Trim(), longest);
    }
}
