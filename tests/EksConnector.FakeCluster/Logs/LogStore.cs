using System.Collections.Concurrent;
using System.Text;

namespace EksConnector.FakeCluster;

/// <summary>
/// What the containers wrote. As with a real runtime, a line of more than 16 KiB is kept in pieces of that size: each has a time of
/// its own, which <c>timestamps=true</c> writes into the middle of the line, and <c>tailLines</c> counts the pieces.
/// </summary>
public sealed class LogStore
{
    private const int PieceBytes = 16 * 1024;

    private readonly object _gate = new();
    private readonly ConcurrentDictionary<(string Namespace, string Pod, string Container, bool Previous), ContainerLog> _logs = new();

    /// <summary>Says what a container wrote, in the text of the scenarios (<c>[-5m]</c>, <c>${klog}</c>, <c>${ssm}</c>).</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="text">The lines.</param>
    /// <param name="now">What the lines' times are relative to.</param>
    /// <param name="previous">Whether it is the container's run before the present one.</param>
    public void Set(string @namespace, string pod, string container, string text, DateTime now, bool previous = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        IEnumerable<LogLine> lines = ScenarioText.Read(text, now).SelectMany(line => Split(Encoding.UTF8.GetBytes(line.Line + "\n"), line.Time));
        Replace((@namespace, pod, container, previous), new ContainerLog(lines));
    }

    /// <summary>Says what a container wrote, byte for byte; the last line need not be complete.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="time">When the first line was written (UTC); null for now.</param>
    /// <param name="previous">Whether it is the container's run before the present one.</param>
    public void SetBytes(string @namespace, string pod, string container, ReadOnlyMemory<byte> bytes, DateTime? time = null, bool previous = false) =>
        Replace((@namespace, pod, container, previous), new ContainerLog(Split(bytes.ToArray(), time ?? DateTime.UtcNow)));

    /// <summary>Gives a container a log of any length, which is made while it is read and held nowhere.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="lines">How many lines.</param>
    /// <param name="line">The line of a number from 0 on, without its end.</param>
    /// <param name="firstTime">When the first line was written (UTC); null for an hour ago.</param>
    /// <param name="step">The time between two lines; null for a tenth of a millisecond.</param>
    /// <param name="previous">Whether it is the container's run before the present one.</param>
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

    /// <summary>A container writes one more line, or several.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="text">The text; its end is that of a line.</param>
    /// <param name="time">When it was written (UTC); null for now.</param>
    public void Append(string @namespace, string pod, string container, string text, DateTime? time = null) =>
        AppendBytes(@namespace, pod, container, Encoding.UTF8.GetBytes(text + "\n"), time);

    /// <summary>A container writes more bytes.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="time">When they were written (UTC); null for now.</param>
    public void AppendBytes(string @namespace, string pod, string container, ReadOnlyMemory<byte> bytes, DateTime? time = null) =>
        Open(@namespace, pod, container).Append([.. Split(bytes.ToArray(), time ?? DateTime.UtcNow)]);

    internal ContainerLog Open(string @namespace, string pod, string container, bool previous = false) =>
        _logs.GetOrAdd((@namespace, pod, container, previous), _ => new ContainerLog([]));

    /// <summary>A container's run is over: nothing more is written.</summary>
    internal void End(string @namespace, string pod, string container) => Open(@namespace, pod, container).End();

    /// <summary>A container begins anew: what it wrote is that of the run before.</summary>
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
        _logs.AddOrUpdate(key, log, (_, known) =>
        {
            before = known;
            return log;
        });
        before?.End();
    }
}
