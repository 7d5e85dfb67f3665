using EksConnector.Core.Logs;

namespace EksConnector;

/// <summary>
/// One entry of a container's log: a line with a time and a level, and the lines that belong to it (the rest of an AWS error,
/// the stacks after a fatal line). Secrets are masked, and characters that a terminal obeys or that nobody sees are replaced.
/// </summary>
public sealed class LogEntry
{
    private readonly LogOrigin _origin;
    private readonly long _ticks;
    private readonly EntryHeader _header;

    internal LogEntry(LogOrigin origin, in EntryHeader header, long ticks, string raw)
    {
        _origin = origin;
        _header = header;
        _ticks = ticks;
        Raw = raw;
    }

    /// <summary>The kubeconfig context, or the server's host where there is no kubeconfig.</summary>
    public string Context => _origin.Context;

    /// <summary>The namespace of the pod.</summary>
    public string Namespace => _origin.Namespace;

    /// <summary>The pod that wrote it.</summary>
    public string Pod => _origin.Pod;

    /// <summary>The container that wrote it.</summary>
    public string Container => _origin.Container;

    /// <summary>
    /// When it was written, in local time. A line without a time has that of the line before; null where no line before it had one.
    /// </summary>
    public DateTime? Timestamp => UtcTime?.ToLocalTime();

    /// <summary>
    /// How serious it is: a name of <see cref="LogLevel"/>, <c>Trace</c> to <c>Fatal</c>. <c>Information</c> where the line does not say.
    /// </summary>
    public string Level => LogLevels.NameOf(_header.Level);

    /// <summary>
    /// What wrote it: file and line such as <c>init.go:43</c>, or the agent's program and components such as
    /// <c>ssm-agent-worker/MessageService/MGSInteractor</c>. Empty where the line does not say.
    /// </summary>
    public string Source
    {
        get
        {
            string source = Raw[_header.SourceStart.._header.SourceEnd];
            return source.Contains(']', StringComparison.Ordinal) ? source.Replace("] [", "/", StringComparison.Ordinal) : source;
        }
    }

    /// <summary>The text after time, level and source, with the lines that belong to it, joined by a line feed.</summary>
    public string Message => Raw[_header.MessageStart..];

    /// <summary>
    /// What the entry comes to, in one line: of a fault the innermost reason, which stands last in what Go programs say, else the
    /// message's first line.
    /// </summary>
    public string Reason => LogReason.Of(Message);

    /// <summary>The entry's lines, joined by a line feed.</summary>
    public string Raw { get; }

    /// <summary>Whether it is from the container's run before the present one.</summary>
    public bool IsFromPreviousContainer => _origin.IsPrevious;

    /// <summary>Where it comes from.</summary>
    internal LogOrigin Origin => _origin;

    /// <summary>Whether other clusters were read as well.</summary>
    internal bool IsFromFleet => _origin.IsFromFleet;

    /// <summary>When it was written, for those who sort many: ticks in UTC, 0 where it is not known.</summary>
    internal long Ticks => _ticks;

    /// <summary>When it was written, in UTC; null where it is not known.</summary>
    internal DateTime? UtcTime => _ticks == 0 ? null : new DateTime(_ticks, DateTimeKind.Utc);

    /// <summary>How serious it is.</summary>
    internal LogLevel Severity => _header.Level;

    /// <summary>Makes the same entry without its first lines.</summary>
    /// <param name="count">How many lines, fewer than there are.</param>
    internal LogEntry WithoutLines(int count)
    {
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            start = Raw.IndexOf('\n', start) + 1;
        }

        return new LogEntry(_origin, EntryHeader.None(_header.Level), _ticks, Raw[start..]);
    }

    /// <summary>Makes the same entry with the beginning of its text alone.</summary>
    /// <param name="length">How many characters, at most as many as there are.</param>
    internal LogEntry Shortened(int length) => new(
        _origin, length < _header.MessageStart ? EntryHeader.None(_header.Level) : _header, _ticks, Raw[..length]);

    /// <summary>Gives the entry's lines.</summary>
    /// <returns><see cref="Raw"/>.</returns>
    public override string ToString() => Raw;
}
