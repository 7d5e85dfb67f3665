using System.Security.Cryptography;
using System.Text;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Tests.Kubernetes;

namespace EksConnector.Tests.Http;

/// <summary>Calls of every kind, and endless responses to them.</summary>
internal static class EndlessAnswers
{
    private const string Namespace = "eks-connector";

    private static int s_names;

    // The calls with their kind of response, and the error that is reported.
    public static TheoryData<string, string> All => new()
    {
        { "get trickle", ErrorIds.RequestTimeout },
        { "get stall", ErrorIds.RequestTimeout },
        { "get error-trickle", ErrorIds.RequestTimeout },
        { "get error-stall", ErrorIds.RequestTimeout },
        { "get head-trickle", ErrorIds.RequestTimeout },
        { "list pages", ErrorIds.RequestTimeout },
        { "list trickle", ErrorIds.RequestTimeout },
        { "watch begun-trickle", ErrorIds.RequestTimeout },
        { "log stall", ErrorIds.RequestTimeout },
        { "exec empty", ErrorIds.RequestTimeout },
        { "exec fragments", ErrorIds.RequestTimeout },
        { "exec stderr", ErrorIds.RequestTimeout },
        { "exec ping", ErrorIds.RequestTimeout },
        { "exec status", ErrorIds.RequestTimeout },
        { "exec stall", ErrorIds.RequestTimeout },
        { "delete trickle", ErrorIds.RequestTimeout },
        { "review trickle", ErrorIds.RequestTimeout },
        { "version trickle", ErrorIds.RequestTimeout },
    };

    /// <summary>Responds to a command with output of a given length and its exit status.</summary>
    public static async Task WriteOutputAsync(string head, Stream stream, long length, CancellationToken token)
    {
        await UpgradeAsync(head, stream, token);
        var frame = new byte[32_004 + 1];
        (frame[0], frame[1], frame[2], frame[3], frame[4]) = (0x82, 126, 32_001 >> 8, 32_001 & 0xFF, 1);
        Array.Fill(frame, (byte)'x', 5, 32_000);
        for (long written = 0; written < length; written += 32_000)
        {
            await stream.WriteAsync(frame, token);
        }

        await HostileServer.WriteAsync(stream, "\u0082\u0015\u0003{\"status\":\"Success\"}", token);
    }

    public static async Task CallAsync(ClusterAccess access, string call, CancellationToken token)
    {
        IKubernetesClient client = access.Client;
        switch (call.Split(' ')[0])
        {
            case "get":
                await client.GetAsync(ResourceTypes.Pods, Namespace, "p", token);
                break;
            case "list":
                await client.ListAsync(ResourceTypes.Pods, Namespace, new ListOptions(), token);
                break;
            case "watch":
                await foreach (WatchEvent<Pod> change in client.WatchAsync(ResourceTypes.Pods, Namespace, new ListOptions(), "1", token))
                {
                    change.ShouldNotBeNull();
                }

                break;
            case "log":
                await using (Stream log = await client.OpenLogAsync(Namespace, "p", "c", new ContainerLogOptions(), inactivityTimeout: null, token))
                {
                    await log.CopyToAsync(Stream.Null, token);
                }

                break;
            case "exec":
                await using (IContainerCommand command = await client.ExecAsync(Namespace, "p", "c", ["true"], inactivityTimeout: null, token))
                {
                    await command.Output.CopyToAsync(Stream.Null, token);
                }

                break;
            case "delete":
                await client.DeleteAsync(ResourceTypes.Pods, Namespace, "p", "u", dryRun: false, token);
                break;
            case "review":
                await client.ReviewAccessAsync(new AccessCheck("get", "pods"), token);
                break;
            default:
                await client.GetServerVersionAsync(token);
                break;
        }
    }

    public static Func<string, Stream, CancellationToken, Task> ResponseTo(string call, Action<int>? written = null) => async (head, stream, token) =>
    {
        switch (call.Split(' ')[1])
        {
            case "head-trickle":
                await HostileServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\n", token);
                await RepeatAsync(stream, "X: y\r\n", pause: 50, token);
                break;
            case "trickle":
                await HostileServer.WriteHeadAsync(stream, token);
                await RepeatAsync(stream, " ", pause: 50, token);
                break;
            case "stall":
                await (call.StartsWith("exec", StringComparison.Ordinal) ? UpgradeAsync(head, stream, token) : HostileServer.WriteHeadAsync(stream, token));
                await Task.Delay(Timeout.Infinite, token);
                break;
            case "error-trickle":
                await HostileServer.WriteHeadAsync(stream, token, "403 Forbidden");
                await RepeatAsync(stream, " ", pause: 50, token);
                break;
            case "error-stall":
                await HostileServer.WriteHeadAsync(stream, token, "500 No");
                await Task.Delay(Timeout.Infinite, token);
                break;
            case "endless":
                await HostileServer.WriteHeadAsync(stream, token);
                await RepeatAsync(stream, new string(' ', 100_000), pause: 0, token, written);
                break;
            case "error-endless":
                await HostileServer.WriteHeadAsync(stream, token, "403 Forbidden");
                await RepeatAsync(stream, new string(' ', 100_000), pause: 0, token, written);
                break;
            case "begun-trickle":
                await HostileServer.WriteHeadAsync(stream, token);
                await RepeatAsync(stream, "{", pause: 50, token);
                break;
            case "pages":
                await Task.Delay(20, token);
                await HostileServer.WriteJsonAsync(stream, $$"""{"metadata":{"continue":"{{Guid.NewGuid()}}"},"items":[]}""", token);
                break;
            case "many-pages":
                await HostileServer.WriteJsonAsync(stream, $$"""{"metadata":{"continue":"{{Guid.NewGuid()}}"},"items":[]}""", token);
                break;
            case "long-pages":
                await HostileServer.WriteJsonAsync(stream, $$"""{"metadata":{"continue":"{{Guid.NewGuid()}}"},"items":[{{string.Join(',', Enumerable.Range(0, 40_000).Select(_ => $"{{\"metadata\":{{\"name\":\"p{Interlocked.Increment(ref s_names)}\"}}}}"))}}]}""", token);
                break;
            case "long-status":
                await UpgradeAsync(head, stream, token);
                string status = "\u0003{\"status\":\"Success\"" + new string(' ', 70_000) + "}";
                await HostileServer.WriteAsync(stream, $"\u0082\u007f\0\0\0\0\0{(char)(status.Length >> 16)}{(char)((status.Length >> 8) & 0xFF)}{(char)(status.Length & 0xFF)}{status}", token);
                break;
            case "same":
                await HostileServer.WriteJsonAsync(stream, """{"metadata":{"continue":"again"},"items":[]}""", token);
                break;
            case "empty":
                await UpgradeAsync(head, stream, token);
                await RepeatAsync(stream, "\u0082\u0001\u0001", pause: 0, token);
                break;
            case "fragments":
                await UpgradeAsync(head, stream, token);
                await HostileServer.WriteAsync(stream, "\u0002\u0001\u0001", token);
                await RepeatAsync(stream, "\u0000\u0000", pause: 0, token);
                break;
            case "stderr":
                await UpgradeAsync(head, stream, token);
                await RepeatAsync(stream, "\u0082\u0005\u0002aaaa", pause: 0, token);
                break;
            case "ping":
                await UpgradeAsync(head, stream, token);
                await RepeatAsync(stream, "\u008A\u0000", pause: 0, token);
                break;
            case "status":
                await UpgradeAsync(head, stream, token);
                await HostileServer.WriteAsync(stream, "\u0002\u0001\u0003", token);
                await RepeatAsync(stream, "\u0000\u0001a", pause: 0, token);
                break;
            case "ended":
                await UpgradeAsync(head, stream, token);
                await HostileServer.WriteAsync(stream, "\u0082\u0015\u0003{\"status\":\"Success\"}", token);
                await RepeatAsync(stream, "\u0082\u0001\u0001", pause: 0, token);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(call), call, message: null);
        }
    };

    private static async Task RepeatAsync(Stream stream, string text, int pause, CancellationToken token, Action<int>? written = null)
    {
        string many = pause > 0 ? text : string.Concat(Enumerable.Repeat(text, Math.Max(1, 10_000 / text.Length)));
        while (true)
        {
            await HostileServer.WriteAsync(stream, many, token);
            written?.Invoke(many.Length);
            if (pause > 0)
            {
                await Task.Delay(pause, token);
            }
        }
    }

    private static Task UpgradeAsync(string head, Stream stream, CancellationToken token)
    {
        const string name = "Sec-WebSocket-Key: ";
        string key = head[(head.IndexOf(name, StringComparison.Ordinal) + name.Length)..];
#pragma warning disable CA5350 // The RFC prescribes SHA-1.
        byte[] accept = SHA1.HashData(Encoding.ASCII.GetBytes(key[..key.IndexOf('\r')] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
#pragma warning restore CA5350
        return HostileServer.WriteAsync(
            stream,
            $"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {Convert.ToBase64String(accept)}\r\nSec-WebSocket-Protocol: v4.channel.k8s.io\r\n\r\n",
            token);
    }
}
