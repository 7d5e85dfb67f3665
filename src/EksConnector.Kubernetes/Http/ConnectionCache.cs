using EksConnector.Kubernetes.KubeConfig;
using Entry = System.Collections.Generic.KeyValuePair<(EksConnector.Kubernetes.KubeConfig.ResolvedCluster Cluster, System.TimeSpan Timeout), EksConnector.Kubernetes.Http.ConnectionEntry>;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// Keeps connections between operations: the next call on the same cluster then needs no handshake. What nobody
/// has used for five minutes goes, and so does the longest unused when there are too many: a sandbox has few sockets.
/// </summary>
internal sealed class ConnectionCache : IDisposable
{
    private const int MostUnused = 256;
    private static readonly TimeSpan s_idleLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_sweepPeriod = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(ResolvedCluster Cluster, TimeSpan Timeout), ConnectionEntry> _entries = [];
    private readonly TimeProvider _clock;
    private ITimer? _sweeper;
    private bool _disposed;

    public ConnectionCache(TimeProvider? clock = null) => _clock = clock ?? TimeProvider.System;

    /// <summary>How many connections are kept, used and unused.</summary>
    public int Count
    {
        get
        {
            lock (_entries)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Gives a connection, a new one where there is none, until the lease is disposed of.</summary>
    public ConnectionLease Acquire(ResolvedCluster cluster, TimeSpan timeout, Func<ApiConnection> create)
    {
        // The cluster's reference stands for the file, its time stamp and the user: a file that has changed gives others.
        (ResolvedCluster, TimeSpan) key = (cluster, timeout);
        ConnectionEntry? entry;
        lock (_entries)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_entries.TryGetValue(key, out entry))
            {
                entry = new ConnectionEntry(create);
                _entries.Add(key, entry);
                _sweeper ??= _clock.CreateTimer(_ => Sweep(), state: null, s_sweepPeriod, s_sweepPeriod);
            }

            entry.Users++;
        }

        try
        {
            // Outside the lock: this reads files and loads keys, and a fleet does it for many clusters at once.
            return new ConnectionLease(entry.Connection, () => Release(entry));
        }
        catch (EksConnectorException)
        {
            // The next call tries anew.
            lock (_entries)
            {
                entry.Users--;
                if (_entries.GetValueOrDefault(key) == entry)
                {
                    _entries.Remove(key);
                }
            }

            throw;
        }
    }

    public void Dispose()
    {
        List<ConnectionEntry> all;
        lock (_entries)
        {
            _disposed = true;
            all = [.. _entries.Values];
            _entries.Clear();
            _sweeper?.Dispose();
            _sweeper = null;
        }

        foreach (ConnectionEntry entry in all)
        {
            entry.Dispose();
        }
    }

    private void Release(ConnectionEntry entry)
    {
        lock (_entries)
        {
            entry.Users--;
            entry.LastUsed = _clock.GetTimestamp();
            if (_entries.Count <= MostUnused)
            {
                return;
            }
        }

        Remove(unused => unused.Skip(MostUnused));
    }

    private void Sweep()
    {
        Remove(unused => unused.Where(candidate => _clock.GetElapsedTime(candidate.Value.LastUsed) >= s_idleLimit));
        lock (_entries)
        {
            if (_entries.Count == 0)
            {
                // Without it nothing holds the cache of a runspace that is gone.
                _sweeper?.Dispose();
                _sweeper = null;
            }
        }
    }

    // Of those that nobody uses, the latest first, removes the ones that are chosen.
    private void Remove(Func<IEnumerable<Entry>, IEnumerable<Entry>> choose)
    {
        List<Entry> removed;
        lock (_entries)
        {
            removed = choose(_entries.Where(candidate => candidate.Value.Users == 0).OrderByDescending(candidate => candidate.Value.LastUsed)).ToList();
            removed.ForEach(entry => _entries.Remove(entry.Key));
        }

        removed.ForEach(entry => entry.Value.Dispose());
    }
}
