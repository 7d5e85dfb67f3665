using System.Collections.Concurrent;

namespace EksConnector.FakeCluster;

/// <summary>Caches rendered lists until the store changes, so that a list is rendered once for all clusters of a fleet.</summary>
internal sealed class ResponseCache
{
    private const int Limit = 256;

    private readonly ConcurrentDictionary<string, (long Version, byte[] Body)> _bodies = new(StringComparer.Ordinal);

    public byte[] GetOrAdd(string request, long version, Func<byte[]> render)
    {
        if (_bodies.TryGetValue(request, out (long Version, byte[] Body) cached) && cached.Version == version)
        {
            return cached.Body;
        }

        byte[] body = render();
        if (_bodies.Count >= Limit)
        {
            _bodies.Clear();
        }

        _bodies[request] = (version, body);
        return body;
    }
}
