using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EksConnector.FakeCluster;

/// <summary>
/// What the containers wrote. In a scenario's text a line may begin with its time (<c>[-5m]</c>; the lines after it have the
/// same), which stands in the line itself as <c>${klog}</c> or <c>${ssm}</c> in that program's format.
/// </summary>
public sealed partial class LogStore
{
    private readonly ConcurrentDictionary<(string Namespace, string Pod, string Container, bool Previous), IReadOnlyList<LogLine>> _logs = new();

    /// <summary>Says what a container wrote.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="text">The lines.</param>
    /// <param name="now">What the lines' times are relative to.</param>
    /// <param name="previous">Whether it is the container's run before the present one.</param>
    public void Set(string @namespace, string pod, string container, string text, DateTime now, bool previous = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        _logs[(@namespace, pod, container, previous)] = Parse(text, now);
    }

    internal IReadOnlyList<LogLine>? Find(string @namespace, string pod, string container, bool previous) =>
        _logs.GetValueOrDefault((@namespace, pod, container, previous));

    internal void Clear(string @namespace)
    {
        foreach (var key in _logs.Keys.Where(key => key.Namespace == @namespace))
        {
            _logs.TryRemove(key, out _);
        }
    }

    internal LogStore Copy()
    {
        var copy = new LogStore();
        foreach (var (key, lines) in _logs)
        {
            copy._logs[key] = lines;
        }

        return copy;
    }

    private static List<LogLine> Parse(string text, DateTime now)
    {
        List<LogLine> lines = [];
        DateTime time = now;
        foreach (string raw in text.TrimEnd('\n').Split('\n'))
        {
            Match match = TimeOfLine().Match(raw);
            time = match.Success ? now - Ago.Parse(match.Groups["ago"].Value) : time.AddTicks(1370);
            string line = raw[match.Length..]
                .Replace("${klog}", time.ToString("MMdd HH:mm:ss.ffffff", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("${ssm}", time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), StringComparison.Ordinal);
            lines.Add(new LogLine(time, line));
        }

        return lines;
    }

    [GeneratedRegex(@"^\[-(?<ago>[0-9smhd]+)\] ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimeOfLine();
}
