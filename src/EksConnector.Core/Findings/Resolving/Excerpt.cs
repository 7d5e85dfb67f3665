using System.Text;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Extracts the evidence of a finding from a text.</summary>
internal static class Excerpt
{
    // If there are many lines, the first lines contain the subject and the last lines the reason.
    private const int MaxLines = 32;

    /// <summary>Extracts the lines.</summary>
    /// <param name="text">The text, in which secrets are already masked.</param>
    /// <param name="first">The first line.</param>
    /// <param name="last">The last line.</param>
    /// <param name="longest">The maximum number of characters.</param>
    /// <returns>The excerpt in one line.</returns>
    public static string Of(PastedText text, int first, int last, int longest)
    {
        var excerpt = new StringBuilder();
        for (int line = first; line <= last; line++)
        {
            line = line == first + MaxLines ? Math.Max(line, last - MaxLines + 1) : line;

            // The rest of a secret on the next line is not recognized, so the word that follows a mask at the end of a line is removed.
            bool isRest = excerpt.Length > 0 && excerpt.ToString().TrimEnd(' ', '"', '\'').EndsWith(Redactor.Mask, StringComparison.Ordinal);
            string next = ShortText.Of(OneLine.Of(text.Line(line)), longest);
            int word = next.TrimStart().IndexOf(' ', StringComparison.Ordinal);
            excerpt.Append(excerpt.Length == 0 ? string.Empty : " ").Append(isRest ? (word < 0 ? string.Empty : next.TrimStart()[(word + 1)..]) : next);
        }

        return ShortText.Of(excerpt.ToString().Trim(), longest);
    }
}
