using System.Collections.Concurrent;
using System.Text;

namespace EksConnector.FakeCluster;

/// <summary>
/// The logs of the containers. As in a real container runtime, a line of more than 16 KiB is stored in parts of that size. Each part has
/// a timestamp, which <c>timestamps=true</c> writes in the middle of the line, and <c>tailLines</c> counts the parts.
/// </summary>
public sealed class LogStore
{
    private const int PieceBytes = 16 * 1024;

    private readonly object _gate = new();
    private readonly ConcurrentDictionary<(string Namespace, string Pod, string Container, bool Previous), ContainerLog> _logs = new();

    /// <summary>Sets the log of a container from the text of a scenario (<c>[-5m]</c>, <c>${klog}</c>, <c>${ssm}</c>).</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="text">The lines.</param>
    /// <param name="now">The time to which the times of lines are relative.</param>
    /// <param name="previous">Whether it is the log of the previous run of the container.</param>
    public void Set(string @namespace, string pod, string container, string text, DateTime now, bool previous = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        IEnumerable<LogLine> lines = ScenarioText.Read(text, now).SelectMany(line => Split(Encoding.UTF8.GetBytes(line.Line + "\n"), line.Time));
        Replace((@namespace, pod, container, previous), new ContainerLog(lines));
    }

    /// <summary>Sets the log of a container from bytes; the last line can be incomplete.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="time">The time of the first line (UTC); null for now.</param>
    /// <param name="previous">Whether it is the log of the previous run of the container.</param>
    public void SetBytes(string @namespace, string pod, string container, ReadOnlyMemory<byte> bytes, DateTime? time = null, bool previous = false) =>
        Replace((@namespace, pod, container, previous), new ContainerLog(Split(bytes.ToArray(), time ?? DateTime.UtcNow)));

    /// <summary>Sets a log of any length, which is generated when it is read and not stored.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="lines">The number of lines.</param>
    /// <param name="line">Returns the line with a number, starting with 0, without a line ending.</param>
    /// <param name="firstTime">The time of the first line (UTC); null for an hour ago.</param>
    /// <param name="step">The time between two lines; null for a tenth of a millisecond.</param>
    /// <param name="previous">Whether it is the log of the previous run of the container.</param>
    public void SetGenerated(
        string @namespace,
        string pod,
        string container,
        long lines,
        Func<long, string> line,
        DateTime? firstTime = null,
        TimeSpan? step = null,
        bool previous = false)
    {
        ArgumentNullException.ThrowIfNull(line);
        DateTime first = firstTime ?? DateTime.UtcNow.AddHours(-1);
        TimeSpan between = step ?? TimeSpan.FromMicroseconds(100);
        Replace(
            (@namespace, pod, container, previous),
            new ContainerLog(lines, index => new LogLine(first + (index * between), Encoding.UTF8.GetBytes(line(index) + "\n"))));
    }

    /// <summary>Appends one or more lines to the log of a container.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="text">The text without the last line ending.</param>
    /// <param name="time">The time of the line (UTC); null for now.</param>
    public void Append(string @namespace, string pod, string container, string text, DateTime? time = null) =>
        AppendBytes(@namespace, pod, container, Encoding.UTF8.GetBytes(text + "\n"), time);

    /// <summary>Appends bytes to the log of a container.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="time">The time of the bytes (UTC); null for now.</param>
    public void AppendBytes(string @namespace, string pod, string container, ReadOnlyMemory<byte> bytes, DateTime? time = null) =>
        Open(@namespace, pod, container).Append([.. Split(bytes.ToArray(), time ?? DateTime.UtcNow)]);

    internal ContainerLog Open(string @namespace, string pod, string container, bool previous = false) =>
        _logs.GetOrAdd((@namespace, pod, container, previous), _ => new ContainerLog([]));

    /// <summary>Ends the current run of a container, after which its log is complete.</summary>
    internal void End(string @namespace, string pod, string container) => Open(@namespace, pod, container).End();

    /// <summary>Restarts a container, after which its log is that of the previous run.</summary>
    internal void Restart(string @namespace, string pod, string container)
    {
        lock (_gate)
        {
            ContainerLog ended = Open(@namespace, pod, container);
            _logs[(@namespace, pod, container, true)] = ended;
            _logs[(@namespace, pod, container, false)] = new ContainerLog([]);
            ended.End();
        }
    }

    internal void Clear(string @namespace)
    {
        foreach (var key in _logs.Keys.Where(key => key.Namespace == @namespace))
        {
            if (_logs.TryRemove(key, out ContainerLog? log))
            {
                log.End();
            }
        }
    }

    internal LogStore Copy()
    {
        var copy = new LogStore();
        foreach (var (key, log) in _logs)
        {
            (long count, _, _) = log.Now;
            copy._logs[key] = new ContainerLog(count, index => log[index]);
        }

        return copy;
    }

    private static IEnumerable<LogLine> Split(ReadOnlyMemory<byte> bytes, DateTime time)
    {
        while (!bytes.IsEmpty)
        {
            int longest = Math.Min(bytes.Length, PieceBytes);
            int end = bytes.Span[..longest].IndexOf((byte)'\n') + 1;
            int length = end == 0 ? longest : end;
            yield return new LogLine(time, bytes[..length]);
            bytes = bytes[length..];
            time = time.AddTicks(1);
        }
    }

    private void Replace((string Namespace, string Pod, string Container, bool Previous) key, ContainerLog log)
    {
        ContainerLog? before = null;
        _logs.AddOrUpdate(key, log, (_, existing) =>
        {
            before = existing;
            return log;
        });
        before?.End();
    }
}
