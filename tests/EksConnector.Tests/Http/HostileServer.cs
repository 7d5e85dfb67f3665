using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EksConnector.Tests.Http;

/// <summary>A server that responds to each request with bytes of the test, with TLS if it has a certificate.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly string _configPath = Path.Combine(Path.GetTempPath(), $"eks-connector-hostile-{Guid.NewGuid():N}.kubeconfig");
    private readonly Task _accepting;

    /// <param name="answer">Receives the head of a request, and writes the response.</param>
    /// <param name="certificateName">The DNS name or the IP address of the certificate; null for no TLS.</param>
    /// <param name="address">The address to listen on; null for 127.0.0.1.</param>
    public HostileServer(Func<string, Stream, CancellationToken, Task> answer, string? certificateName = null, IPAddress? address = null)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _answer = answer;
        _certificate = certificateName is null ? null : CreateCertificate(certificateName);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The heads of the requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The server names in the TLS handshakes.</summary>
    public ConcurrentQueue<string> ServerNames { get; } = new();

    /// <summary>The subjects of the client certificates; the server requests certificates if this is not null.</summary>
    public ConcurrentQueue<string>? ClientCertificates { get; init; }

    /// <summary>Writes a kubeconfig with the context <c>hostile</c>, whose user has the bearer token PLANTED-TOKEN.</summary>
    public string Config(string clusterFields = "", string host = "127.0.0.1")
    {
        string authority = _certificate is null
            ? string.Empty
            : $"    certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(_certificate.ExportCertificatePem()))}";
        string scheme = _certificate is null ? "http" : "https";
        string fields = clusterFields.Length > 0 ? "    " + clusterFields : string.Empty;
        File.WriteAllText(_configPath, $$"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: hostile
              cluster:
                server: {{scheme}}://{{host}}:{{Port}}
            {{authority}}
            {{fields}}
            users:
            - name: hostile
              user: {token: PLANTED-TOKEN}
            contexts:
            - name: hostile
              context: {cluster: hostile, user: hostile}
            """);
        return _configPath;
    }

    public static async Task WriteAsync(Stream stream, string text, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);

    /// <summary>Writes a response with a JSON body.</summary>
    public static Task WriteJsonAsync(Stream stream, string json, CancellationToken cancellationToken, string status = "200 OK") =>
        WriteAsync(stream, $"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}", cancellationToken);

    /// <summary>Writes the head of a response whose body ends when the connection closes.</summary>
    public static Task WriteHeadAsync(Stream stream, CancellationToken cancellationToken, string status = "200 OK") =>
        WriteAsync(stream, $"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        File.Delete(_configPath);
        _certificate?.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (_certificate is not null)
                {
                    var tls = new SslStream(stream);
                    stream = tls;
                    await tls.AuthenticateAsServerAsync(
                        (_, hello, _, _) =>
                        {
                            ServerNames.Enqueue(hello.ServerName);
                            return ValueTask.FromResult(new SslServerAuthenticationOptions
                            {
                                ServerCertificate = _certificate,
                                ClientCertificateRequired = ClientCertificates is not null,
#pragma warning disable CA5359 // The test server accepts any certificate, because the test checks which one the client sends.
                                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                                {
                                    ClientCertificates?.Enqueue(certificate?.Subject ?? "none");
                                    return true;
                                },
#pragma warning restore CA5359
                            });
                        },
                        state: null,
                        _stop.Token);
                }

                if (await ReadHeadAsync(stream) is { } head)
                {
                    Requests.Enqueue(head);
                    await _answer(head, stream, _stop.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or AuthenticationException or ObjectDisposedException)
            {
                // The client has disconnected, or the test has ended.
            }
        }
    }

    private async Task<string?> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) > 0)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                return head.ToString();
            }
        }

        return null;
    }

    private static X509Certificate2 CreateCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=hostile", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out IPAddress? ip))
        {
            names.AddIpAddress(ip);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return new X509Certificate2(certificate.Export(X509ContentType.Pfx));
    }
}
