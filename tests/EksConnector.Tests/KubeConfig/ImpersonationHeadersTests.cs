using System.Net;
using System.Net.Sockets;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Tests.KubeConfig;

public sealed class ImpersonationHeadersTests
{
    [Fact]
    public void Escapes_the_key_of_an_extra_as_client_go_does()
    {
        var user = new UserEntry
        {
            Name = "u",
            Impersonate = "jane",
            ImpersonateExtra = new Dictionary<string, IReadOnlyList<string>> { ["über/a b%!"] = ["1"], ["plain.io-x"] = ["2"] },
        };

        ImpersonationHeaders.Create(user).Select(header => header.Key)
            .ShouldBe(["Impersonate-User", "Impersonate-Extra-%C3%BCber%2Fa%20b%25!", "Impersonate-Extra-plain.io-x"]);
    }

    [Fact]
    public async Task Every_group_and_every_value_is_a_line_of_its_own()
    {
        var user = new UserEntry
        {
            Name = "u",
            Impersonate = "jane",
            ImpersonateGroups = ["dev", "a,b", "ops"],
            ImpersonateExtra = new Dictionary<string, IReadOnlyList<string>> { ["Reason"] = ["one", "two"], ["reason"] = ["three"] },
        };

        string[] lines = await SendAsync(user);

        lines.Where(line => line.StartsWith("Impersonate-", StringComparison.Ordinal)).ShouldBe(
        [
            "Impersonate-User: jane",
            "Impersonate-Group: dev",
            "Impersonate-Group: a,b",
            "Impersonate-Group: ops",
            "Impersonate-Extra-Reason: one",
            "Impersonate-Extra-Reason: two",
            "Impersonate-Extra-Reason: three",
        ]);
    }

    // The received lines, which a web server would already have parsed.
    private static async Task<string[]> SendAsync(UserEntry user)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<string[]> receiving = ReceiveAsync(listener);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{listener.LocalEndpoint}/");
        foreach ((string name, string value) in ImpersonationHeaders.Create(user))
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        return await receiving;
    }

    private static async Task<string[]> ReceiveAsync(TcpListener listener)
    {
        using TcpClient peer = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(peer.GetStream());
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        await peer.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
        return [.. lines];
    }
}
