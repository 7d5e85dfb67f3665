using EksConnector.Core.Logs.AgentFiles;
using EksConnector.Core.Logs.Consumers;

namespace EksConnector.Core.Logs.Following;

/// <summary>
/// Puts what is new of an agent's log into the order of time: what comes of all its files in one turn, and what came of its standard
/// output until then, is sorted and given once.
/// </summary>
internal sealed class LiveAgentLog : IAgentFiles
{
    // After a long break there may be much in one turn, which is then given in the order in which it comes.
    private const int MostHeld = 20_000;

    private readonly LogSource _source;
    private readonly LogConsumers _consumers;
    private readonly SeenEntries _seen;
    private readonly EntryOutput _entries;
    private readonly Action _reportLost;
    private readonly Dictionary<string, FollowedFile> _files = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private readonly List<(LogEntry Entry, AgentPlace Place)> _held = [];
    private FollowedFile? _current;
    private string? _main;
    private long _lastTicks;
    private bool _isMainGone;
    private bool _isTurnOver;

    /// <summary>Makes it.</summary>
    /// <param name="source">The agent's run.</param>
    /// <param name="consumers">Makes the consumers of files that come.</param>
    /// <param name="end">How far the log has been read.</param>
    /// <param name="entries">Makes results of the entries.</param>
    /// <param name="main">The inode of the file that is written to; null where it is not known.</param>
    /// <param name="reportLost">Told when that file is gone, or was emptied.</param>
    public LiveAgentLog(LogSource source, LogConsumers consumers, AgentLogEnd end, EntryOutput entries, string? main, Action reportLost)
    {
        _source = source;
        _consumers = consumers;
        _seen = end.Seen;
        _entries = entries;
        _main = main;
        _reportLost = reportLost;
        foreach (AgentPart part in end.Parts)
        {
            _lastTicks = Math.Max(_lastTicks, part.Place == AgentPlace.Log ? part.Consumer.LastTicks : 0);
            foreach (AgentFilePosition position in part.Positions)
            {
                _files[position.Inode] = new FollowedFile(part.Place, position == part.Positions[^1] ? part.Consumer : consumers.ForFiles(source)) { Offset = position.Offset };
            }
        }
    }

    /// <inheritdoc/>
    public bool IsFull => false;

    /// <summary>How far the files have been read.</summary>
    public IReadOnlyList<AgentFilePosition> Positions => [.. _files.Select(file => new AgentFilePosition(file.Key, file.Value.Offset))];

    /// <summary>The time of the newest entry of the files (UTC); null where none has one.</summary>
    public DateTime? LastTime => _lastTicks == 0 ? null : new DateTime(_lastTicks, DateTimeKind.Utc);

    /// <inheritdoc/>
    public void Begin(AgentFilePosition position, string name)
    {
        AgentPlace place = name.StartsWith(AgentFileScript.FileName, StringComparison.Ordinal) ? AgentPlace.Log : AgentPlace.Errors;
        if (_isMainGone && place == AgentPlace.Log)
        {
            _isMainGone = false;
            _reportLost();
        }

        _main = name == AgentFileScript.FileName ? position.Inode : _main;
        if (!_files.TryGetValue(position.Inode, out _current))
        {
            _files[position.Inode] = _current = new FollowedFile(place, _consumers.ForFiles(_source));
        }
        else if (position.Offset != _current.Offset)
        {
            _current.Consumer.Break();
            if (place == AgentPlace.Log)
            {
                _reportLost();
            }
        }

        _current.Offset = position.Offset;
    }

    /// <inheritdoc/>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        _current!.Consumer.Feed(bytes);
        _current.Offset += bytes.Length;
        Hold(_current);
    }

    /// <inheritdoc/>
    public void Gone(string inode)
    {
        if (_files.Remove(inode, out FollowedFile? gone))
        {
            gone.Consumer.Break();
            Hold(gone);
        }

        // With the container all files go, which says nothing of the log: another file must come in its place.
        _isMainGone |= inode == _main;
    }

    /// <inheritdoc/>
    public void EndTurn()
    {
        foreach (FollowedFile file in _files.Values)
        {
            file.Consumer.Settle();
            Hold(file);
        }

        _isTurnOver = true;
    }

    /// <summary>Adds entries of standard output.</summary>
    /// <param name="entries">The entries.</param>
    public void AddConsole(IReadOnlyList<object> entries)
    {
        lock (_gate)
        {
            _held.AddRange(entries.Cast<LogEntry>().Select(entry => (entry, AgentPlace.Console)));
        }
    }

    /// <summary>Says that nothing more comes of the files.</summary>
    public void Complete()
    {
        foreach (FollowedFile file in _files.Values)
        {
            file.Consumer.Complete();
            Hold(file);
        }

        _isTurnOver = true;
    }

    /// <inheritdoc/>
    public IReadOnlyList<object> Take()
    {
        (LogEntry Entry, AgentPlace Place)[] held;
        lock (_gate)
        {
            if (!_isTurnOver && _held.Count < MostHeld)
            {
                return [];
            }

            _isTurnOver = false;
            held = [.. _held.OrderBy(each => each.Entry.Ticks / TimeSpan.TicksPerSecond).ThenBy(each => each.Place)];
            _held.Clear();
        }

        foreach ((LogEntry entry, AgentPlace place) in held)
        {
            if (_seen.IsNew(entry, place))
            {
                _entries.Add(entry);
            }
        }

        return _entries.Take();
    }

    private void Hold(FollowedFile file)
    {
        IReadOnlyList<object> taken = file.Consumer.Take();
        if (taken.Count == 0)
        {
            return;
        }

        _lastTicks = file.Place == AgentPlace.Log ? Math.Max(_lastTicks, taken.Cast<LogEntry>().Max(entry => entry.Ticks)) : _lastTicks;
        lock (_gate)
        {
            _held.AddRange(taken.Cast<LogEntry>().Select(entry => (entry, file.Place)));
        }
    }

    /// <summary>A file that is followed.</summary>
    /// <param name="place">What is in it.</param>
    /// <param name="consumer">Makes its entries.</param>
    private sealed class FollowedFile(AgentPlace place, EntryConsumer consumer)
    {
        public AgentPlace Place { get; } = place;

        public EntryConsumer Consumer { get; } = consumer;

        public long Offset { get; set; }
    }
}
