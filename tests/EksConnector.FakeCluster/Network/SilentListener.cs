using System.Net;
using System.Net.Sockets;

namespace EksConnector.FakeCluster;

/// <summary>Accepts connections and sends nothing.</summary>
internal sealed class SilentListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentListener()
    {
        // The kernel completes connections in the backlog, so they do not have to be accepted.
        _listener.Start(512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    public int Port { get; }

    public void Dispose() => _listener.Dispose();
}
