using System.Text;

namespace EksConnector;

/// <summary>The last column of a table, which contains sentences. PowerShell itself wraps text in tables within words.</summary>
internal static class LastColumn
{
    // In a narrower column, most words do not fit.
    private const int MinimumWidth = 20;

    // The width of the other columns by type, with the space after each, as in the format file.
    private static readonly Dictionary<string, int> s_others = new(StringComparer.Ordinal)
    {
        ["DiagnosedPod"] = 53,
        ["Finding"] = 36,
        ["FindingDefinition"] = 42,
        ["LogEntry"] = 49,
        ["PodEvent"] = 51,
        ["RepairResult"] = 45,
    };

    /// <summary>Wraps a text between words. A word that does not fit into a line remains whole, and PowerShell splits it.</summary>
    /// <param name="type">The name of the type, without its namespace.</param>
    /// <param name="text">The text.</param>
    /// <returns>The lines, separated by a line feed.</returns>
    public static string Wrap(string type, string text)
    {
        int width = HostWindow.Width - s_others.GetValueOrDefault(type);
        if (text.Length <= width || width < MinimumWidth)
        {
            return text;
        }

        var lines = new StringBuilder(text.Length);
        int length = 0;
        foreach (string word in text.Split(' '))
        {
            if (length > 0 && length + 1 + word.Length > width)
            {
                lines.Append('\n');
                length = 0;
            }
            else if (length > 0)
            {
                lines.Append(' ');
                length++;
            }

            lines.Append(word);
            length += word.Length;
        }

        return lines.ToString();
    }
}
