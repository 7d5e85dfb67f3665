using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>A Markdown table with a text column followed by number columns.</summary>
/// <param name="columns">The names of the columns.</param>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add([.. cells, .. Enumerable.Repeat(string.Empty, columns.Length - cells.Length)]);

    public void Print(string title)
    {
        Console.WriteLine();
        Console.WriteLine($"**{title}**");
        Console.WriteLine();
        Line(columns);
        Line([.. columns.Select((_, index) => index == 0 ? "---" : "---:")]);
        _rows.ForEach(Line);
    }

    public static string Milliseconds(double? value) => value is { } number ? number.ToString("F0", CultureInfo.InvariantCulture) : string.Empty;

    public static string Ratio(double? value) => value is { } number ? number.ToString("F3", CultureInfo.InvariantCulture) : string.Empty;

    public static string Megabytes(double bytes) => (bytes / (1024 * 1024)).ToString("F2", CultureInfo.InvariantCulture);

    private static void Line(string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
