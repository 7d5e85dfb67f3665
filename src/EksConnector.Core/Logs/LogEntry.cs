using System.Text;
using EksConnector.Core.Logs;

namespace EksConnector;

/// <summary>
/// An entry of a container log: a line with a time and a level, and the lines that belong to it, such as the rest of an AWS
/// error or the stack trace of a fatal error. Secrets are redacted, and control characters and invisible characters are replaced.
/// </summary>
public sealed class LogEntry
{
    private readonly LogOrigin _origin;
    private readonly long _ticks;
    private readonly EntryHeader _header;

    // UTF-8 bytes, or a string after the text was first used, because most entries of a long log are only counted, merged or saved.
    private object _text;

    internal LogEntry(LogOrigin origin, in EntryHeader header, long ticks, byte[] text)
        : this(origin, header, ticks, (object)text)
    {
    }

    internal LogEntry(LogOrigin origin, in EntryHeader header, long ticks, string raw)
        : this(origin, header, ticks, (object)raw)
    {
    }

    private LogEntry(LogOrigin origin, in EntryHeader header, long ticks, object text)
    {
        _origin = origin;
        _header = header;
        _ticks = ticks;
        _text = text;
    }

    /// <summary>The kubeconfig context, or the host name of the API server if no kubeconfig is used.</summary>
    public string Context => _origin.Context;

    /// <summary>The namespace of the Pod.</summary>
    public string Namespace => _origin.Namespace;

    /// <summary>The name of the Pod that wrote the entry.</summary>
    public string Pod => _origin.Pod;

    /// <summary>The name of the container that wrote the entry.</summary>
    public string Container => _origin.Container;

    /// <summary>
    /// The time of the entry, in local time. A line without a time has the time of the preceding line; null if no preceding
    /// line has a time.
    /// </summary>
    public DateTime? Timestamp => UtcTime?.ToLocalTime();

    /// <summary>
    /// The level of the entry, a name from <see cref="LogLevel"/>: <c>Trace</c> to <c>Fatal</c>. <c>Information</c> if the line
    /// contains no level.
    /// </summary>
    public string Level => LogLevels.NameOf(_header.Level);

    /// <summary>
    /// The source of the entry: a file and line number such as <c>init.go:43</c>, or the program and component of the agent
    /// such as <c>ssm-agent-worker/MessageService/MGSInteractor</c>. Empty if the line contains no source.
    /// </summary>
    public string Source
    {
        get
        {
            string source = Raw[_header.SourceStart.._header.SourceEnd];
            return source.Contains(']', StringComparison.Ordinal) ? source.Replace("] [", "/", StringComparison.Ordinal) : source;
        }
    }

    /// <summary>The text after time, level and source, with the lines that belong to it, separated by line feeds.</summary>
    public string Message => Raw[_header.MessageStart..];

    /// <summary>
    /// The essence of the entry, in one line: for an error the innermost reason, otherwise the first line of the message.
    /// </summary>
    public string Reason => LogReason.Of(Message);

    /// <summary>The complete lines of the entry, separated by line feeds.</summary>
    public string Raw
    {
        get
        {
            if (_text is not string raw)
            {
                _text = raw = Encoding.UTF8.GetString((byte[])_text);
            }

            return raw;
        }
    }

    /// <summary>Whether the entry is from the previous instance of the container.</summary>
    public bool IsFromPreviousContainer => _origin.IsPrevious;

    /// <summary>The origin of the entry.</summary>
    internal LogOrigin Origin => _origin;

    /// <summary>Whether several clusters were read.</summary>
    internal bool IsFromFleet => _origin.IsFromFleet;

    /// <summary>The text in UTF-8. Until <see cref="Raw"/> is used, these are the bytes that the container wrote, even if they are not valid.</summary>
    internal ReadOnlySpan<byte> Bytes => _text as byte[] ?? Encoding.UTF8.GetBytes(Raw);

    /// <summary>The source as it is in the line, in UTF-8.</summary>
    internal ReadOnlySpan<byte> SourceBytes => Bytes[_header.SourceStart.._header.SourceEnd];

    /// <summary>The message in UTF-8.</summary>
    internal ReadOnlySpan<byte> MessageBytes => Bytes[_header.MessageStart..];

    /// <summary>The time for efficient sorting, in ticks (UTC); 0 if it is not known.</summary>
    internal long Ticks => _ticks;

    /// <summary>The time (UTC); null if it is not known.</summary>
    internal DateTime? UtcTime => _ticks == 0 ? null : new DateTime(_ticks, DateTimeKind.Utc);

    /// <summary>The level as an enumeration value.</summary>
    internal LogLevel Severity => _header.Level;

    /// <summary>Creates a copy without the first lines.</summary>
    /// <param name="count">The number of lines to remove, fewer than the entry has.</param>
    internal LogEntry WithoutLines(int count)
    {
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            start = Raw.IndexOf('\n', start) + 1;
        }

        return new LogEntry(_origin, EntryHeader.None(_header.Level), _ticks, Raw[start..]);
    }

    /// <summary>Creates a copy with only the beginning of the text.</summary>
    /// <param name="length">The number of bytes, at most the length of the text.</param>
    internal LogEntry Shortened(int length) => new(
        _origin, length < _header.MessageStart ? EntryHeader.None(_header.Level) : _header, _ticks, Bytes[..length].ToArray());

    /// <summary>Returns the lines of the entry.</summary>
    /// <returns><see cref="Raw"/>.</returns>
    public override string ToString() => Raw;
}
