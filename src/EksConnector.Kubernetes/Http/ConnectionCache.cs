using EksConnector.Kubernetes.KubeConfig;
using Entry = System.Collections.Generic.KeyValuePair<(EksConnector.Kubernetes.KubeConfig.ResolvedCluster Cluster, System.TimeSpan Timeout), EksConnector.Kubernetes.Http.ConnectionEntry>;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// A cache that keeps connections between operations, to avoid TLS handshakes. A connection is removed after five minutes without
/// use, and the least recently used ones if there are too many, because a sandbox limits the number of sockets.
/// </summary>
internal sealed class ConnectionCache : IDisposable
{
    private const int MaxIdleConnections = 256;
    private static readonly TimeSpan s_idleLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_cleanupInterval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(ResolvedCluster Cluster, TimeSpan Timeout), ConnectionEntry> _entries = [];
    private readonly TimeProvider _clock;
    private ITimer? _cleanupTimer;
    private bool _disposed;

    public ConnectionCache(TimeProvider? clock = null) => _clock = clock ?? TimeProvider.System;

    /// <summary>The number of connections in the cache, in use or idle.</summary>
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

    /// <summary>Returns a lease for a cached or new connection.</summary>
    public ConnectionLease Acquire(ResolvedCluster cluster, TimeSpan timeout, Func<ApiConnection> create)
    {
        // The reference of the cluster identifies the file, its time stamp and the user, because a changed file creates new objects.
        (ResolvedCluster, TimeSpan) key = (cluster, timeout);
        ConnectionEntry? entry;
        lock (_entries)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_entries.TryGetValue(key, out entry))
            {
                entry = new ConnectionEntry(create);
                _entries.Add(key, entry);
                _cleanupTimer ??= _clock.CreateTimer(_ => RemoveExpired(), state: null, s_cleanupInterval, s_cleanupInterval);
            }

            entry.Users++;
        }

        try
        {
            // Outside the lock, because this reads files and loads keys, and many clusters do so concurrently.
            return new ConnectionLease(entry.Connection, () => Release(entry));
        }
        catch (EksConnectorException)
        {
            // Remove the entry, so that the next call tries again.
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

    /// <summary>Returns a lease for a cached connection that is complete, and null if there is none.</summary>
    public ConnectionLease? TryAcquire(ResolvedCluster cluster, TimeSpan timeout)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue((cluster, timeout), out ConnectionEntry? entry) || !entry.IsConnected)
            {
                return null;
            }

            entry.Users++;
            return new ConnectionLease(entry.Connection, () => Release(entry));
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
            _cleanupTimer?.Dispose();
            _cleanupTimer = null;
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
            if (_entries.Count <= MaxIdleConnections)
            {
                return;
            }
        }

        Remove(unused => unused.Skip(MaxIdleConnections));
    }

    private void RemoveExpired()
    {
        Remove(unused => unused.Where(candidate => _clock.GetElapsedTime(candidate.Value.LastUsed) >= s_idleLimit));
        lock (_entries)
        {
            if (_entries.Count == 0)
            {
                // The timer would keep the cache alive after its runspace is closed.
                _cleanupTimer?.Dispose();
                _cleanupTimer = null;
            }
        }
    }

    // Removes the selected entries from those that are not in use, which are passed with the most recently used first.
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
