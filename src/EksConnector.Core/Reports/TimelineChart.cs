using System.Globalization;

namespace EksConnector.Core.Reports;

/// <summary>Draws the connection events of a connector as SVG, with a row for each Pod and the most recent time at the right.</summary>
/// <remarks>The scale is logarithmic, so that events of the last minutes and of the last months are both visible.</remarks>
internal static class TimelineChart
{
    private const int MostPods = 10;
    private const int MostMarks = 40;
    private const int RowHeight = 46;
    private const double Shortest = 10;
    private const double Left = 1.5;
    private const double Width = 97;
    private const double LabelWidth = 13;

    private static readonly (string Text, double Seconds)[] s_ticks =
    [
        ("1 min", 60), ("10 min", 600), ("1 h", 3600), ("6 h", 21_600), ("1 d", 86_400), ("7 d", 604_800), ("30 d", 2_592_000), ("1 y", 31_536_000),
    ];

    // Each kind has its own shape, because many readers cannot distinguish the colors.
    private static readonly (string Kind, string Word, string Path)[] s_marks =
    [
        (ConnectionEventKinds.Created, "Pod created", "M-5-1.5H-1.5V-5H1.5V-1.5H5V1.5H1.5V5H-1.5V1.5H-5Z"),
        (ConnectionEventKinds.Started, "Agent started", "M-4-5 5 0-4 5Z"),
        (ConnectionEventKinds.Connected, "Connected", "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0Z"),
        (ConnectionEventKinds.Lost, "Connection lost", "M0-6 6 0 0 6-6 0Z"),
        (ConnectionEventKinds.Refused, "Refused by AWS", "M-6-4-4-6 0-2 4-6 6-4 2 0 6 4 4 6 0 2-4 6-6 4-2 0Z"),
        (ConnectionEventKinds.Failed, "Failed to connect", "M0-6 6 5H-6Z"),
        (ConnectionEventKinds.Restarted, "Container restarted", "M-5-5H5V5H-5Z"),
    ];

    /// <summary>Returns the text for a kind of event.</summary>
    public static string WordOf(string kind) => Array.Find(s_marks, mark => mark.Kind == kind).Word ?? kind;

    /// <summary>Returns whether the message of such an event has more information than its kind.</summary>
    public static bool IsExplained(string kind) =>
        kind is not (ConnectionEventKinds.Created or ConnectionEventKinds.Started or ConnectionEventKinds.Connected or ConnectionEventKinds.Lost);

    /// <summary>Writes the shapes, once per document.</summary>
    public static void WriteShapes(HtmlWriter html)
    {
        html.Begin("svg", ("class", "none"), ("aria-hidden", "true")).Begin("defs");
        foreach ((string kind, _, string path) in s_marks)
        {
            html.Empty("path", ("id", ShapeOf(kind)), ("class", kind), ("d", path));
        }

        html.End().End();
    }

    /// <summary>Writes the legend; nothing if no diagnosis has events.</summary>
    /// <param name="html">The writer.</param>
    /// <param name="diagnoses">All diagnoses of the document.</param>
    public static void WriteKey(HtmlWriter html, IEnumerable<EksConnector.Diagnosis> diagnoses)
    {
        HashSet<string> kinds = [.. diagnoses.SelectMany(diagnosis => diagnosis.Events).Select(happened => happened.Kind)];
        (string Kind, string Word, string Path)[] used = [.. s_marks.Where(mark => kinds.Contains(mark.Kind))];
        if (used.Length == 0)
        {
            return;
        }

        html.Begin("p", ("class", "dim")).Text("In the timelines, a bar represents a connection to AWS, and the scale is logarithmic. Symbols:").End().Begin("ul", ("class", "key"));
        foreach ((string kind, string word, _) in used)
        {
            html.Begin("li").Begin("svg", ("aria-hidden", "true"), ("viewBox", "-7 -7 14 14")).Empty("use", ("href", $"#{ShapeOf(kind)}")).End().Text($" {word}").End();
        }

        html.End();
    }

    /// <summary>Writes the chart of a diagnosis; nothing if it has no events.</summary>
    /// <param name="html">The writer.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="id">The prefix of the element IDs, which is unique in the document.</param>
    public static void Write(HtmlWriter html, EksConnector.Diagnosis diagnosis, string id)
    {
        ConnectionEvent[] known = [.. diagnosis.Events.Where(happened => Array.Exists(s_marks, mark => mark.Kind == happened.Kind))];
        IGrouping<string, ConnectionEvent>[] rows = [.. known.GroupBy(happened => happened.Pod).OrderBy(row => row.Key, StringComparer.Ordinal).Take(MostPods)];
        if (rows.Length == 0)
        {
            return;
        }

        DateTime now = diagnosis.Time.ToUniversalTime();
        double maxLength = Math.Max(600, rows.SelectMany(row => row).Max(happened => Age(now, happened)));
        int height = (rows.Length * RowHeight) + 26;
        html.Begin("figure").Element("figcaption", "Connection timeline");
        html.Begin("svg", ("class", "time"), ("height", Number(height)), ("role", "img"), ("aria-labelledby", $"{id}-t"));
        html.Element("title", $"Events of the last {Words(maxLength)}, until {Time(now)}, for {rows.Length} {(rows.Length == 1 ? "Pod" : "Pods")}.", ("id", $"{id}-t"));
        WriteTicks(html, maxLength, height);
        for (int i = 0; i < rows.Length; i++)
        {
            WriteRow(html, rows[i].Key, [.. rows[i].OrderBy(happened => happened.Time).TakeLast(MostMarks)], i * RowHeight, now, maxLength);
        }

        html.End().End();
    }

    /// <summary>Formats a time for reports.</summary>
    /// <returns>For example, <c>2026-11-01 08:15Z</c>.</returns>
    public static string Time(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static void WriteTicks(HtmlWriter html, double maxLength, int height)
    {
        string bottom = Number(height - 20);
        string labels = Number(height - 6);
        html.Element("text", "now", ("class", "tick now"), ("x", "100%"), ("y", labels));
        double last = 100;
        foreach ((string text, double seconds) in s_ticks.Where(tick => tick.Seconds < maxLength))
        {
            double at = Place(seconds, maxLength);
            html.Empty("line", ("x1", Percent(at)), ("x2", Percent(at)), ("y1", "4"), ("y2", bottom));

            // Labels need space in a narrow window.
            if (last - at >= LabelWidth && at > LabelWidth / 2)
            {
                html.Element("text", text, ("class", "tick"), ("x", Percent(at)), ("y", labels));
                last = at;
            }
        }
    }

    private static void WriteRow(HtmlWriter html, string pod, ConnectionEvent[] events, int top, DateTime now, double maxLength)
    {
        html.Begin("text", ("x", "0"), ("y", Number(top + 14))).Text(pod, 60).End();
        string y = Number(top + 30);
        html.Empty("line", ("x1", Percent(Left)), ("x2", Percent(Left + Width)), ("y1", y), ("y2", y));
        for (int i = 0; i < events.Length; i++)
        {
            if (events[i].Kind == ConnectionEventKinds.Connected)
            {
                // The connection lasts until the next event that ends it.
                ConnectionEvent? end = events.Skip(i + 1).FirstOrDefault(later => later.Kind is not ConnectionEventKinds.Created);
                html.Empty(
                    "line",
                    ("class", "up"),
                    ("x1", Percent(Place(Age(now, events[i]), maxLength))),
                    ("x2", Percent(end is null ? Left + Width : Place(Age(now, end), maxLength))),
                    ("y1", y),
                    ("y2", y));
            }
        }

        foreach (ConnectionEvent happened in events)
        {
            html.Empty("use", ("href", $"#{ShapeOf(happened.Kind)}"), ("x", Percent(Place(Age(now, happened), maxLength))), ("y", y));
        }
    }

    private static string ShapeOf(string kind) => $"m{Array.FindIndex(s_marks, mark => mark.Kind == kind).ToString(CultureInfo.InvariantCulture)}";

    private static double Age(DateTime now, ConnectionEvent happened) => Math.Max(Shortest, (now - happened.Time.ToUniversalTime()).TotalSeconds);

    private static double Place(double age, double maxLength) => Left + (Width * (1 - (Math.Log(age / Shortest) / Math.Log(maxLength / Shortest))));

    private static string Percent(double value) => value.ToString("0.#'%'", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Words(double seconds) => Duration.ToShortText(TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2)));
}
