using System.Text;

namespace EksConnector.HelpBuilder.Text;

/// <summary>Formats tables for a terminal. Columns are as wide as their widest cell, and the last column is wrapped.</summary>
internal static class TextTable
{
    private const int Gap = 2;
    private const int MinimumLastColumnWidth = 16;

    /// <summary>Formats a table.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="width">The width of the table in characters.</param>
    /// <param name="hasHeader">Whether the first row is a header, which is underlined.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="InvalidDataException">The rows have different lengths, or there is not enough room for the last column.</exception>
    public static string Render(IReadOnlyList<string[]> rows, int width, bool hasHeader)
    {
        int count = rows[0].Length;
        if (rows.FirstOrDefault(row => row.Length != count) is { } odd)
        {
            throw new InvalidDataException($"The row '{string.Join(" | ", odd)}' has {odd.Length} cells, but the first row has {count}.");
        }

        int[] widths = [.. Enumerable.Range(0, count).Select(column => rows.Max(row => row[column].Length))];
        int before = widths[..^1].Sum() + (Gap * (count - 1));
        if (width - before < Math.Min(MinimumLastColumnWidth, widths[^1]))
        {
            throw new InvalidDataException($"The table with '{string.Join(" | ", rows[0])}' leaves {width - before} of {width} columns for its last one.");
        }

        widths[^1] = Math.Min(widths[^1], width - before);
        var text = new StringBuilder();
        for (int index = 0; index < rows.Count; index++)
        {
            Append(text, rows[index], widths);
            if (index == 0 && hasHeader)
            {
                Append(text, [.. rows[0].Select((cell, column) => new string('-', Math.Min(cell.Length, widths[column])))], widths);
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>Wraps a text at spaces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The maximum length of a line. A longer word gets its own line.</param>
    /// <returns>The lines, at least one.</returns>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        string line = string.Empty;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        lines.Add(line);
        return lines;
    }

    private static void Append(StringBuilder text, string[] row, int[] widths)
    {
        IReadOnlyList<string> last = Wrap(row[^1], widths[^1]);
        for (int line = 0; line < last.Count; line++)
        {
            var whole = new StringBuilder();
            for (int column = 0; column < row.Length - 1; column++)
            {
                whole.Append((line == 0 ? row[column] : string.Empty).PadRight(widths[column] + Gap));
            }

            whole.Append(last[line]);
            text.Append(whole.ToString().TrimEnd()).Append('\n');
        }
    }
}
