using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EksConnector.Tests.Endpoints;

/// <summary>A server on the address of the bridge, which Pods can reach: an endpoint of AWS or an HTTP proxy with the behavior of the test.</summary>
internal sealed class BridgeServer : IAsyncDisposable
{
    /// <summary>The pause of a slow server.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly BridgeBehavior _behavior;
    private readonly X509Certificate2? _certificate;
    private readonly List<Socket> _fillers = [];
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting = Task.CompletedTask;

    /// <param name="endPoint">The address and the port.</param>
    /// <param name="behavior">The behavior.</param>
    /// <param name="certificate">The certificate for TLS.</param>
    public BridgeServer(IPEndPoint endPoint, BridgeBehavior behavior, X509Certificate2? certificate = null)
    {
        _behavior = behavior;
        _certificate = certificate;
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(endPoint);
        if (behavior == BridgeBehavior.Drops)
        {
            Fill(endPoint);
        }
        else
        {
            _listener.Listen(64);
            _accepting = AcceptAsync();
        }
    }

    /// <summary>The first lines of the requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Completes when a client has connected.</summary>
    public Task Connected => _connected.Task;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _fillers.ForEach(filler => filler.Dispose());
        _stop.Dispose();
    }

    // The kernel ignores connection requests while the queue of connections that are not accepted is full, as a firewall does.
    private void Fill(IPEndPoint endPoint)
    {
        _listener.Listen(0);
        for (int i = 0; i < 4; i++)
        {
            var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _fillers.Add(filler);
            try
            {
                filler.Connect(endPoint);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // The connection is established, or waits for a place in the queue.
            }
        }
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptAsync(_stop.Token)));
                _connected.TrySetResult();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var connection = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await ServeAsync(connection);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or AuthenticationException or ObjectDisposedException)
        {
            // The client has disconnected, or the test has ended.
        }
    }

    private async Task ServeAsync(NetworkStream connection)
    {
        switch (_behavior)
        {
            case BridgeBehavior.IsSilent:
                await Task.Delay(Timeout.Infinite, _stop.Token);
                break;
            case BridgeBehavior.ClosesDuringHandshake:
                _ = await connection.ReadAsync(new byte[1], _stop.Token);
                break;
            case BridgeBehavior.SpeaksPlainText:
                _ = await connection.ReadAsync(new byte[64], _stop.Token);
                await WriteAsync(connection, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
                break;
            case BridgeBehavior.Proxies403:
                await ReadHeadAsync(connection);
                await WriteAsync(connection, "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                break;
            case BridgeBehavior.Proxies407:
                await ReadHeadAsync(connection);
                await WriteAsync(connection, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                break;
            case BridgeBehavior.Proxies:
                await ReadHeadAsync(connection);
                await WriteAsync(connection, "HTTP/1.1 200 Connection established\r\n\r\n");
                await RespondAsync(connection);
                break;
            case BridgeBehavior.IsSlow:
                await Task.Delay(Pause, _stop.Token);
                await RespondAsync(connection);
                break;
            default:
                await RespondAsync(connection);
                break;
        }
    }

    private async Task RespondAsync(NetworkStream connection)
    {
        await using var tls = new SslStream(connection);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        await ReadHeadAsync(tls);
        if (_behavior == BridgeBehavior.SendsNoResponse)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        if (_behavior == BridgeBehavior.IsSlow)
        {
            await Task.Delay(Pause, _stop.Token);
        }

        await WriteAsync(tls, "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    }

    private async Task WriteAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _stop.Token);

    private async Task ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) > 0)
        {
            head.Append((char)one[0]);
        }

        Requests.Enqueue(head.ToString().Split("\r\n")[0]);
    }
}
