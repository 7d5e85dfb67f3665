using System.Buffers;
using System.Text;

namespace EksConnector.Core.Logs;

/// <summary>
/// Assembles entries from the lines of one source. A line that does not start an entry belongs to the preceding one, such as the rest of
/// an AWS error or a stack trace. Entries that do not match the filters are skipped as early as possible, usually before they are copied.
/// </summary>
internal sealed class EntryAssembler : ILineSink
{
    /// <summary>The maximum length of an entry, in bytes; further lines start a new entry of the same level.</summary>
    public const int MaxEntryLength = 4 * 1024 * 1024;

    // Text of other characters is decoded to find out whether it is visible.
    private static readonly SearchValues<byte> s_visible =
        SearchValues.Create([(byte)'\t', (byte)'\n', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(character => (byte)character)]);

    private readonly LogOrigin _origin;
    private readonly EntryOptions _options;
    private readonly long _since;
    private readonly HeaderReader _headers;
    private readonly EntryPattern? _pattern;
    private readonly DuplicateErrors? _duplicateErrors;
    private readonly List<LogEntry> _completed = [];
    private PendingEntry _pending = new();

    private bool _isPending;
    private bool _isUnwanted;

    // The state after the preceding line: whether it is incomplete, whether a header was found, and whether a stack trace continues.
    private bool _isLineContinued;
    private bool _anyHeader;
    private bool _inStack;

    // A program that writes without a logger may write further lines without a time.
    private bool _afterPrint;
    private LogLevel _level = LogLevel.Information;
    private long _ticks;

    private List<PendingEntry>? _tail;
    private int _oldest;

    public EntryAssembler(LogOrigin origin, EntryOptions options)
    {
        _origin = origin.ToShown();
        _options = options;
        _since = options.Since?.Ticks ?? 0;
        _headers = new HeaderReader(options.Reference);
        _pattern = options.Pattern is null ? null : new EntryPattern(options.Pattern);
        _duplicateErrors = options.DropsDuplicateErrors ? new DuplicateErrors() : null;
        _tail = options.Tail is null ? null : [];
    }

    /// <summary>
    /// The number of entries that matched the filters. Lines before the first header may belong to an entry that was not read and are not
    /// counted.
    /// </summary>
    public long Given { get; private set; }

    /// <summary>The time of the first entry that has a time, whether it matches the filters or not, in ticks (UTC); 0 if it is not known.</summary>
    public long FirstTicks { get; private set; }

    /// <summary>The time of the newest entry, in ticks (UTC); 0 if it is not known.</summary>
    public long LastTicks => _ticks;

    /// <summary>The number of entries that are ready to be returned.</summary>
    public int Count => _completed.Count;

    /// <inheritdoc/>
    /// <exception cref="EksConnectorException">The pattern could not be matched within its time limit.</exception>
    public void Line(ReadOnlySpan<byte> line, bool isContinued)
    {
        bool isRest = _isLineContinued;
        _isLineContinued = isContinued;
        if (!isContinued && !_options.KeepsBytes && line.Length > 0 && line[^1] == '\r')
        {
            line = line[..^1];
        }

        if (isRest)
        {
            // The line is a piece of a line that is too long for one entry.
            FlushPending();
            Begin(EntryHeader.None(_level), _ticks, line);
            return;
        }

        long apiTicks = 0;
        if (_options.HasApiTimestamps && LogTime.TryReadApi(line, out apiTicks, out int apiLength))
        {
            line = line[apiLength..];
        }

        if (_headers.TryRead(line, out EntryHeader header, out long ticks))
        {
            FlushPending();
            Given = _anyHeader ? Given : 0;
            _anyHeader = true;
            _inStack = false;
            _afterPrint = line[4] == '/';
            _level = header.Level;
            Begin(header, apiTicks == 0 || (_options.PrefersOwnTime && ticks != 0) ? ticks : apiTicks, line);
        }
        else if ((_anyHeader && !_afterPrint) || Continues(line))
        {
            Continue(line, apiTicks);
        }
        else
        {
            FlushPending();
            Begin(EntryHeader.None(_level), apiTicks, line);
        }
    }

    /// <summary>Returns the entries that were completed since the last call.</summary>
    /// <returns>The entries, oldest first; the caller owns the array.</returns>
    public LogEntry[] Take()
    {
        LogEntry[] entries = _completed.ToArray();
        _completed.Clear();
        return entries;
    }

    /// <summary>
    /// Completes the pending entry because the log has ended or no data arrived for a while. Lines that belong to it but arrive later
    /// become a separate entry of the same level.
    /// </summary>
    /// <exception cref="EksConnectorException">The pattern could not be matched within its time limit.</exception>
    public void FlushPending()
    {
        if (!_isPending)
        {
            return;
        }

        _isPending = false;
        if (_isUnwanted)
        {
            return;
        }

        if (_duplicateErrors?.IsSecond(_pending.Text, _pending.Header) == true)
        {
            return;
        }

        if (_tail is null)
        {
            Given += Emit(_pending) ? 1 : 0;
        }
        else if (_pattern is null || _pattern.IsMatch(_pending.Text))
        {
            Given++;
            Keep(_tail);
        }
    }

    private void Keep(List<PendingEntry> tail)
    {
        if (tail.Count < _options.Tail)
        {
            tail.Add(_pending);
            _pending = new PendingEntry();
        }
        else if (tail.Count > 0)
        {
            (tail[_oldest], _pending) = (_pending, tail[_oldest]);
            _oldest = (_oldest + 1) % tail.Count;
        }
    }

    /// <summary>
    /// Returns the requested last entries because the existing log has been read. Later entries are returned immediately.
    /// </summary>
    /// <exception cref="EksConnectorException">The pattern could not be matched within its time limit.</exception>
    public void ReleaseTail()
    {
        FlushPending();
        if (_tail is { } tail)
        {
            _tail = null;
            for (int i = 0; i < tail.Count; i++)
            {
                Emit(tail[(_oldest + i) % tail.Count]);
            }
        }
    }

    /// <summary>Completes the log.</summary>
    /// <exception cref="EksConnectorException">The pattern could not be matched within its time limit.</exception>
    public void Complete()
    {
        FlushPending();
        ReleaseTail();
    }

    private void Begin(in EntryHeader header, long ticks, ReadOnlySpan<byte> line)
    {
        if (ticks != 0)
        {
            _ticks = ticks;
            FirstTicks = FirstTicks == 0 ? ticks : FirstTicks;
        }

        _isPending = true;
        _isUnwanted = !IsWanted(header.Level, _ticks);
        if (!_isUnwanted)
        {
            _pending.Begin(header, _ticks, line);
        }
        else
        {
            _duplicateErrors?.Reset();
        }
    }

    private void Continue(ReadOnlySpan<byte> line, long apiTicks)
    {
        _inStack |= line.StartsWith(ConnectorLogText.Goroutine);
        if (!_isPending)
        {
            Begin(EntryHeader.None(_level), apiTicks, line);
        }
        else if (_isUnwanted)
        {
            // The entry of this line is skipped, so the line is skipped too.
        }
        else if (_pending.Length + line.Length < MaxEntryLength)
        {
            _pending.Join(line);
        }
        else
        {
            FlushPending();
            Begin(EntryHeader.None(_level), apiTicks, line);
        }
    }

    // In a log of an unknown format, each line is an entry, except for lines that look like the rest of a stack trace or of an AWS error
    // whose beginning may be missing.
    private bool Continues(ReadOnlySpan<byte> line) =>
        _inStack
        || line.Length == 0
        || line[0] is (byte)' ' or (byte)'\t'
        || line.StartsWith(ConnectorLogText.Goroutine)
        || line.StartsWith(ConnectorLogText.CreatedBy)
        || line.StartsWith(ConnectorLogText.CausedBy)
        || (line[^1] == ')' && line.IndexOf((byte)' ') < 0);

    private bool IsWanted(LogLevel level, long ticks) => level >= _options.MinimumLevel && (ticks >= _since || ticks == 0);

    private bool Emit(PendingEntry entry)
    {
        if (_pattern?.IsMatch(entry.Text) == false)
        {
            return false;
        }

        _completed.Add(
            !_options.KeepsHidden && entry.Text.ContainsAnyExcept(s_visible) && Encoding.UTF8.GetString(entry.Text) is var raw && !VisibleText.IsVisible(raw)
                ? Cleaned(entry, raw)
                : new LogEntry(_origin, entry.Header, entry.Ticks, entry.Text.ToArray()));
        return true;
    }

    private LogEntry Cleaned(PendingEntry entry, string raw)
    {
        string shown = OutsideText.Clean(raw);

        // If a secret was masked only now, the positions in the header are no longer valid.
        EntryHeader header = shown.Length == raw.Length ? entry.Header : EntryHeader.None(entry.Header.Level);
        return new LogEntry(_origin, header, entry.Ticks, shown);
    }
}
