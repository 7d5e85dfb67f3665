using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Tests.Credentials;
using EksConnector.Tests.Kubernetes;

namespace EksConnector.Tests.Http;

/// <summary><c>tls-server-name</c> is the name for SNI and for verification, as in client-go.</summary>
public sealed class TlsServerNameTests
{
    private const string Name = "apiserver.test";
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("127.0.0.1", "get")]
    [InlineData("localhost", "get")]
    [InlineData("127.0.0.1", "watch")]
    [InlineData("127.0.0.1", "log")]
    [InlineData("127.0.0.1", "exec")]
    public async Task The_right_name_is_accepted(string host, string call)
    {
        await using var server = new HostileServer(RespondAsync, Name);
        using var access = ClusterAccess.To(server.Config($"tls-server-name: {Name}", host), "hostile", s_timeout);

        await CallAsync(access, call);

        server.ServerNames.ShouldBe([Name]);
        server.Requests.Single().ShouldContain($"Host: {host}:{server.Port}\r\n");
        server.Requests.Single().ShouldContain("Authorization: Bearer PLANTED-TOKEN\r\n");
    }

    [Theory]
    [InlineData("get")]
    [InlineData("watch")]
    [InlineData("log")]
    [InlineData("exec")]
    public async Task Rejects_a_server_with_the_wrong_name_and_sends_no_token(string call)
    {
        await using var server = new HostileServer(RespondAsync, "localhost");
        using var access = ClusterAccess.To(server.Config($"tls-server-name: {Name}", "localhost"), "hostile", s_timeout);

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => CallAsync(access, call));

        (failure.ErrorId, failure.Target).ShouldBe((ErrorIds.TlsFailed, "hostile"));
        failure.Message.ShouldContain("other names (localhost)");
        server.ServerNames.ShouldBe([Name]);
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("10.9.8.7", "get")]
    [InlineData("10.9.8.7", "exec")]
    [InlineData("2001:db8::7", "get")]
    public async Task An_IP_address_can_be_the_TLS_server_name(string name, string call)
    {
        string config = $"tls-server-name: \"{name}\"";
        await using var right = new HostileServer(RespondAsync, name);
        using (var access = ClusterAccess.To(right.Config(config), "hostile", s_timeout))
        {
            await CallAsync(access, call);
            right.Requests.Count.ShouldBe(1);
        }

        foreach (string other in new[] { "10.9.8.6", "127.0.0.1", "localhost" })
        {
            await using var wrong = new HostileServer(RespondAsync, other);
            using var access = ClusterAccess.To(wrong.Config(config), "hostile", s_timeout);
            (await Should.ThrowAsync<EksConnectorException>(() => CallAsync(access, call))).ErrorId.ShouldBe(ErrorIds.TlsFailed);
            wrong.Requests.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Without_tls_server_name_the_host_name_of_the_address_counts()
    {
        await using var server = new HostileServer(RespondAsync, Name);
        using var access = ClusterAccess.To(server.Config(host: "localhost"), "hostile", s_timeout);

        (await Should.ThrowAsync<EksConnectorException>(() => CallAsync(access, "get"))).ErrorId.ShouldBe(ErrorIds.TlsFailed);

        server.ServerNames.ShouldBe(["localhost"]);
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("get")]
    [InlineData("exec")]
    public async Task Requests_a_tunnel_to_the_address_from_a_proxy(string call)
    {
        await using var server = new HostileServer(RespondAsync, Name);
        await using var proxy = new HostileServer(TunnelAsync);
        string config = server.Config($"tls-server-name: {Name}\n    proxy-url: http://user:secret@127.0.0.1:{proxy.Port}");
        using var access = ClusterAccess.To(config, "hostile", s_timeout);

        await CallAsync(access, call);

        proxy.Requests.ShouldAllBe(request => request.StartsWith($"CONNECT 127.0.0.1:{server.Port} HTTP/1.1\r\n", StringComparison.Ordinal));
        server.ServerNames.ShouldBe([Name]);
        server.Requests.Single().ShouldContain($"Host: 127.0.0.1:{server.Port}\r\n");
        server.Requests.Single().ShouldNotContain("Proxy-");
    }

    [Fact]
    public async Task A_proxy_does_not_weaken_certificate_verification()
    {
        await using var server = new HostileServer(RespondAsync, "localhost");
        await using var proxy = new HostileServer(TunnelAsync);
        string config = server.Config($"tls-server-name: {Name}\n    proxy-url: http://127.0.0.1:{proxy.Port}", "localhost");
        using var access = ClusterAccess.To(config, "hostile", s_timeout);

        (await Should.ThrowAsync<EksConnectorException>(() => CallAsync(access, "get"))).ErrorId.ShouldBe(ErrorIds.TlsFailed);

        server.Requests.ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData("get")]
    [InlineData("exec")]
    public async Task Verifies_the_name_for_an_IPv6_address(string call)
    {
        Skip.IfNot(Socket.OSSupportsIPv6, "There is no IPv6.");
        await using var server = new HostileServer(RespondAsync, Name, IPAddress.IPv6Loopback);
        using var access = ClusterAccess.To(server.Config($"tls-server-name: {Name}", "[::1]"), "hostile", s_timeout);

        await CallAsync(access, call);

        server.ServerNames.ShouldBe([Name]);
        server.Requests.Single().ShouldContain($"Host: [::1]:{server.Port}\r\n");
    }

    [Theory]
    [InlineData("get")]
    [InlineData("exec")]
    public async Task Sends_the_server_name_without_verification(string call)
    {
        await using var server = new HostileServer(RespondAsync, "localhost");
        using var access = ClusterAccess.To(Unverified(server.Config($"tls-server-name: {Name}\n    insecure-skip-tls-verify: true")), "hostile", s_timeout);

        await CallAsync(access, call);

        server.ServerNames.ShouldBe([Name]);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("exec")]
    public async Task Verifies_an_HTTPS_proxy_by_its_own_name(string call)
    {
        await using var server = new HostileServer(RespondAsync, Name);
        await using var proxy = new HostileServer(TunnelAsync, "localhost");
        string config = Unverified(server.Config(
            $"tls-server-name: {Name}\n    insecure-skip-tls-verify: true\n    proxy-url: https://localhost:{proxy.Port}"));
        using var access = ClusterAccess.To(config, "hostile", s_timeout);

        await CallAsync(access, call);

        proxy.ServerNames.ShouldBe(["localhost"]);
        proxy.Requests.Single().ShouldStartWith($"CONNECT 127.0.0.1:{server.Port} HTTP/1.1\r\n");
        proxy.Requests.Single().ShouldNotContain("PLANTED");
        server.ServerNames.ShouldBe([Name]);
        server.Requests.Single().ShouldContain("Bearer PLANTED-TOKEN");
    }

    [Theory]
    [InlineData(Name, null)]
    [InlineData("localhost", ErrorIds.TlsFailed)]
    public async Task Verifies_the_host_name_through_a_SOCKS_proxy(string certificateName, string? errorId)
    {
        await using var server = new HostileServer(RespondAsync, certificateName);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource(s_timeout);
        Task proxy = SocksAsync(listener, stop.Token);
        string config = server.Config($"tls-server-name: {Name}\n    proxy-url: socks5://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using var access = ClusterAccess.To(config, "hostile", s_timeout);

        string? failed = null;
        try
        {
            await CallAsync(access, "get");
        }
        catch (EksConnectorException exception)
        {
            failed = exception.ErrorId;
        }

        await stop.CancelAsync();
        await proxy.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        failed.ShouldBe(errorId);
        server.ServerNames.ShouldBe([Name]);
        server.Requests.Count.ShouldBe(errorId is null ? 1 : 0);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("watch")]
    [InlineData("log")]
    [InlineData("exec")]
    public async Task Sends_the_client_certificate_to_a_server_with_the_right_name(string call)
    {
        await using var server = new HostileServer(RespondAsync, Name) { ClientCertificates = new() };
        using var access = ClusterAccess.To(WithClientCertificate(server.Config($"tls-server-name: {Name}")), "hostile", s_timeout);

        await CallAsync(access, call);

        server.ServerNames.ShouldBe([Name]);
        server.ClientCertificates.ShouldBe(["CN=admin"]);
        server.Requests.Single().ShouldNotContain("Authorization:");
    }

    [Theory]
    [InlineData("get")]
    [InlineData("watch")]
    [InlineData("log")]
    [InlineData("exec")]
    public async Task A_server_with_the_wrong_name_gets_no_request_with_a_client_certificate(string call)
    {
        await using var server = new HostileServer(RespondAsync, "localhost") { ClientCertificates = new() };
        using var access = ClusterAccess.To(WithClientCertificate(server.Config($"tls-server-name: {Name}", "localhost")), "hostile", s_timeout);

        (await Should.ThrowAsync<EksConnectorException>(() => CallAsync(access, call))).ErrorId.ShouldBe(ErrorIds.TlsFailed);

        server.ServerNames.ShouldBe([Name]);
        server.Requests.ShouldBeEmpty();
    }

    private static string WithClientCertificate(string config)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string certificate = Encode(TestCertificates.Ec(key, "CN=admin", DateTimeOffset.UtcNow.AddDays(1)));
        File.WriteAllText(config, File.ReadAllText(config).Replace(
            "{token: PLANTED-TOKEN}", $"{{client-certificate-data: {certificate}, client-key-data: {Encode(key.ExportPkcs8PrivateKeyPem())}}}", StringComparison.Ordinal));
        return config;

        static string Encode(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));
    }

    // kubectl rejects a certificate authority together with insecure-skip-tls-verify.
    private static string Unverified(string config)
    {
        File.WriteAllText(config, Regex.Replace(File.ReadAllText(config), "certificate-authority-data: \\S+", string.Empty, RegexOptions.None, s_timeout));
        return config;
    }

    // One connection, without a password, to an IPv4 address.
    private static async Task SocksAsync(TcpListener listener, CancellationToken token)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync(token);
        NetworkStream stream = client.GetStream();
        byte[] bytes = new byte[10];
        await stream.ReadExactlyAsync(bytes.AsMemory(0, 2), token);
        await stream.ReadExactlyAsync(new byte[bytes[1]], token);
        await stream.WriteAsync(new byte[] { 5, 0 }, token);
        await stream.ReadExactlyAsync(bytes, token);
        using var server = new TcpClient();
        await server.ConnectAsync(new IPAddress(bytes.AsSpan(4, 4)), (bytes[8] << 8) + bytes[9], token);
        await stream.WriteAsync(new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 }, token);
        await Task.WhenAny(stream.CopyToAsync(server.GetStream(), token), server.GetStream().CopyToAsync(stream, token));
    }

    private static async Task CallAsync(ClusterAccess access, string call)
    {
        switch (call)
        {
            case "get":
                await access.Client.GetAsync(ResourceTypes.Pods, "x", "p", CancellationToken.None);
                break;
            case "watch":
                await foreach (WatchEvent<Pod> change in access.Client.WatchAsync(ResourceTypes.Pods, "x", new ListOptions(), "1", CancellationToken.None))
                {
                    change.Type.ShouldBe("ADDED");
                }

                break;
            case "log":
                await access.ReadLogAsync("x", "p", "c");
                break;
            default:
                // The server does not accept an upgrade. It is sufficient that its response was read.
                EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => access.RunAsync("x", "p", "c", "true"));
                if (failure.ErrorId != ErrorIds.InvalidResponse)
                {
                    throw failure;
                }

                break;
        }
    }

    private static Task RespondAsync(string head, Stream stream, CancellationToken token) =>
        HostileServer.WriteJsonAsync(stream, """{"type":"ADDED","object":{}}""", token);

    private static async Task TunnelAsync(string head, Stream stream, CancellationToken token)
    {
        string[] target = head.Split(' ')[1].Split(':');
        using var client = new TcpClient();
        await client.ConnectAsync(target[0], int.Parse(target[1], CultureInfo.InvariantCulture), token);
        await HostileServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\n\r\n", token);
        await Task.WhenAny(stream.CopyToAsync(client.GetStream(), token), client.GetStream().CopyToAsync(stream, token));
    }
}
