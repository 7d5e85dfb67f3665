using EksConnector.Core.Logs.AgentFiles;
using EksConnector.Core.Logs.Consumers;

namespace EksConnector.Core.Logs.Following;

/// <summary>
/// Sorts new entries of an agent's log by time: the entries of all files in one pass and the entries of standard output until then are
/// sorted and returned without duplicates.
/// </summary>
internal sealed class LiveAgentLog : IAgentFiles
{
    // After a long interruption, one pass may contain many entries; more than this are returned in the order of arrival.
    private const int MaxHeldEntries = 20_000;

    private readonly LogSource _source;
    private readonly LogConsumers _consumers;
    private readonly ReturnedEntries _seen;
    private readonly EntryOutput _entries;
    private readonly Action _reportLost;
    private readonly Dictionary<string, FollowedFile> _files = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private readonly List<(LogEntry Entry, AgentLogLocation Place)> _held = [];
    private FollowedFile? _current;
    private string? _main;
    private long _lastTicks;
    private bool _isMainDeleted;
    private bool _isPassComplete;

    /// <summary>Creates the object.</summary>
    /// <param name="source">The container instance of the agent.</param>
    /// <param name="consumers">The factory of the consumers for new files.</param>
    /// <param name="end">The position up to which the log has been read.</param>
    /// <param name="entries">The output that creates results from the entries.</param>
    /// <param name="main">The inode of the current log file; null if it is not known.</param>
    /// <param name="reportLost">The callback if that file was deleted or truncated.</param>
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
            _lastTicks = Math.Max(_lastTicks, part.Place == AgentLogLocation.Log ? part.Consumer.LastTicks : 0);
            foreach (AgentFilePosition position in part.Positions)
            {
                _files[position.Inode] = new FollowedFile(part.Place, position == part.Positions[^1] ? part.Consumer : consumers.ForFiles(source)) { Offset = position.Offset };
            }
        }
    }

    /// <inheritdoc/>
    public bool IsFull => false;

    /// <summary>The positions up to which the files have been read.</summary>
    public IReadOnlyList<AgentFilePosition> Positions => [.. _files.Select(file => new AgentFilePosition(file.Key, file.Value.Offset))];

    /// <summary>The time of the newest entry of the files (UTC); null if no entry has a time.</summary>
    public DateTime? LastTime => _lastTicks == 0 ? null : new DateTime(_lastTicks, DateTimeKind.Utc);

    /// <inheritdoc/>
    public void Begin(AgentFilePosition position, string name)
    {
        AgentLogLocation place = AgentFile.IsErrors(name) ? AgentLogLocation.Errors : AgentLogLocation.Log;
        if (_isMainDeleted && place == AgentLogLocation.Log)
        {
            _isMainDeleted = false;
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
            if (place == AgentLogLocation.Log)
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
    public void Deleted(string inode)
    {
        if (_files.Remove(inode, out FollowedFile? deleted))
        {
            deleted.Consumer.Break();
            Hold(deleted);
        }

        // All files disappear with the container, so the file counts as deleted only if another file replaces it.
        _isMainDeleted |= inode == _main;
    }

    /// <inheritdoc/>
    public void CompletePass()
    {
        foreach (FollowedFile file in _files.Values)
        {
            file.Consumer.Flush();
            Hold(file);
        }

        _isPassComplete = true;
    }

    /// <summary>Adds entries from standard output.</summary>
    /// <param name="entries">The entries.</param>
    public void AddConsole(IReadOnlyList<object> entries)
    {
        lock (_gate)
        {
            _held.AddRange(entries.Cast<LogEntry>().Select(entry => (entry, AgentLogLocation.Console)));
        }
    }

    /// <summary>Completes the files.</summary>
    public void Complete()
    {
        foreach (FollowedFile file in _files.Values)
        {
            file.Consumer.Complete();
            Hold(file);
        }

        _isPassComplete = true;
    }

    /// <inheritdoc/>
    public IReadOnlyList<object> Take()
    {
        (LogEntry Entry, AgentLogLocation Place)[] held;
        lock (_gate)
        {
            if (!_isPassComplete && _held.Count < MaxHeldEntries)
            {
                return [];
            }

            _isPassComplete = false;
            held = [.. _held.OrderBy(each => each.Entry.Ticks / TimeSpan.TicksPerSecond).ThenBy(each => each.Place)];
            _held.Clear();
        }

        foreach ((LogEntry entry, AgentLogLocation place) in held)
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

        _lastTicks = file.Place == AgentLogLocation.Log ? Math.Max(_lastTicks, taken.Cast<LogEntry>().Max(entry => entry.Ticks)) : _lastTicks;
        lock (_gate)
        {
            _held.AddRange(taken.Cast<LogEntry>().Select(entry => (entry, file.Place)));
        }
    }

    /// <summary>A file that is followed.</summary>
    /// <param name="place">The location of its entries.</param>
    /// <param name="consumer">The consumer that creates its entries.</param>
    private sealed class FollowedFile(AgentLogLocation place, EntryConsumer consumer)
    {
        public AgentLogLocation Place { get; } = place;

        public EntryConsumer Consumer { get; } = consumer;

        public long Offset { get; set; }
    }
}
