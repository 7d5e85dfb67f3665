using EksConnector.Core.Logs;

namespace EksConnector;

/// <summary>
/// An entry of a container log: a line with a time and a level, and the lines that belong to it, such as the rest of an AWS error or the
/// stack trace of a fatal error. Secrets are masked, and control characters and invisible characters are replaced.
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

    /// <summary>The kubeconfig context, or the host name of the server if there is no kubeconfig.</summary>
    public string Context => _origin.Context;

    /// <summary>The namespace of the Pod.</summary>
    public string Namespace => _origin.Namespace;

    /// <summary>The Pod that wrote the entry.</summary>
    public string Pod => _origin.Pod;

    /// <summary>The container that wrote the entry.</summary>
    public string Container => _origin.Container;

    /// <summary>
    /// The local time at which the entry was written. A line without a time has the time of the previous line; null if there is none.
    /// </summary>
    public DateTime? Timestamp => UtcTime?.ToLocalTime();

    /// <summary>
    /// The level of the entry, a name of <see cref="LogLevel"/> from <c>Trace</c> to <c>Fatal</c>. It is <c>Information</c> if the line has
    /// no level.
    /// </summary>
    public string Level => LogLevels.NameOf(_header.Level);

    /// <summary>
    /// The source of the entry: a file and line such as <c>init.go:43</c>, or the agent's program and components such as
    /// <c>ssm-agent-worker/MessageService/MGSInteractor</c>. It is empty if the line has no source.
    /// </summary>
    public string Source
    {
        get
        {
            string source = Raw[_header.SourceStart.._header.SourceEnd];
            return source.Contains(']', StringComparison.Ordinal) ? source.Replace("] [", "/", StringComparison.Ordinal) : source;
        }
    }

    /// <summary>The text after the time, level, and source, including the lines that belong to it, joined with line feeds.</summary>
    public string Message => Raw[_header.MessageStart..];

    /// <summary>
    /// The summary of the entry in one line: the innermost cause of an error, or otherwise the first line of the message.
    /// </summary>
    public string Reason => LogReason.Of(Message);

    /// <summary>The lines of the entry, joined with line feeds.</summary>
    public string Raw { get; }

    /// <summary>Whether the entry is from the previous run of the container.</summary>
    public bool IsFromPreviousContainer => _origin.IsPrevious;

    /// <summary>Whether other clusters were read as well.</summary>
    internal bool IsFromFleet => _origin.IsFromFleet;

    /// <summary>When it was written, for those who sort many: ticks in UTC, 0 where it is not known.</summary>
    internal long Ticks => _ticks;

    /// <summary>When it was written, in UTC; null where it is not known.</summary>
    internal DateTime? UtcTime => _ticks == 0 ? null : new DateTime(_ticks, DateTimeKind.Utc);

    /// <summary>How serious it is.</summary>
    internal LogLevel Severity => _header.Level;

    /// <summary>Returns the lines of the entry.</summary>
    /// <returns><see cref="Raw"/>.</returns>
    public override string ToString() => Raw;
}
