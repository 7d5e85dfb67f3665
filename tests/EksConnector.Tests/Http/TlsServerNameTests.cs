using System.Globalization;
using System.Net.Sockets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
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
        await using var server = new HostileServer(AnswerAsync, Name);
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
    public async Task The_wrong_name_is_refused_and_gets_no_token(string call)
    {
        await using var server = new HostileServer(AnswerAsync, "localhost");
        using var access = ClusterAccess.To(server.Config($"tls-server-name: {Name}", "localhost"), "hostile", s_timeout);

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => CallAsync(access, call));

        (failure.ErrorId, failure.Target).ShouldBe((ErrorIds.TlsFailed, "hostile"));
        failure.Message.ShouldContain("other names (localhost)");
        server.ServerNames.ShouldBe([Name]);
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_name_that_of_the_address_counts()
    {
        await using var server = new HostileServer(AnswerAsync, Name);
        using var access = ClusterAccess.To(server.Config(host: "localhost"), "hostile", s_timeout);

        (await Should.ThrowAsync<EksConnectorException>(() => CallAsync(access, "get"))).ErrorId.ShouldBe(ErrorIds.TlsFailed);

        server.ServerNames.ShouldBe(["localhost"]);
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("get")]
    [InlineData("exec")]
    public async Task A_proxy_is_asked_for_a_tunnel_to_the_address(string call)
    {
        await using var server = new HostileServer(AnswerAsync, Name);
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
    public async Task A_proxy_does_not_weaken_the_verification()
    {
        await using var server = new HostileServer(AnswerAsync, "localhost");
        await using var proxy = new HostileServer(TunnelAsync);
        string config = server.Config($"tls-server-name: {Name}\n    proxy-url: http://127.0.0.1:{proxy.Port}", "localhost");
        using var access = ClusterAccess.To(config, "hostile", s_timeout);

        (await Should.ThrowAsync<EksConnectorException>(() => CallAsync(access, "get"))).ErrorId.ShouldBe(ErrorIds.TlsFailed);

        server.Requests.ShouldBeEmpty();
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
                // The server agrees to no upgrade: that its answer was read is enough.
                EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => access.RunAsync("x", "p", "c", "true"));
                if (failure.ErrorId != ErrorIds.InvalidResponse)
                {
                    throw failure;
                }

                break;
        }
    }

    private static Task AnswerAsync(string head, Stream stream, CancellationToken token) =>
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
