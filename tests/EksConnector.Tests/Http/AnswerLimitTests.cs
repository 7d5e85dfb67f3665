using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Kubernetes.Streams;
using EksConnector.Tests.Kubernetes;

namespace EksConnector.Tests.Http;

/// <summary>Answers without end, of every kind: each ends with the request's limit or with a limit of size, and with the caller's token.</summary>
public sealed class AnswerLimitTests
{
    private const string Space = "eks-connector";
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(60);
    private static int s_names;

    // What each call meets: how it is answered, and what that is reported as.
    public static TheoryData<string, string> Answers => new()
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

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_endless_response_ends_at_the_request_timeout(string call, string errorId)
    {
        await using var server = new HostileServer(AnswerOf(call));
        using var access = ClusterAccess.To(server.Config(), "hostile", s_timeout);
        long start = Stopwatch.GetTimestamp();

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => CallAsync(access, call, CancellationToken.None).WaitAsync(s_enough));

        failure.ErrorId.ShouldBe(errorId);
        (failure.Target, failure.Category).ShouldBe(("hostile", FailureCategory.OperationTimeout));
        failure.RecommendedAction.ShouldNotBeEmpty();
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_endless_response_ends_on_cancellation(string call, string errorId)
    {
        errorId.ShouldNotBeEmpty();
        var answering = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Func<string, Stream, CancellationToken, Task> answer = AnswerOf(call);
        await using var server = new HostileServer((head, stream, token) =>
        {
            answering.TrySetResult();
            return answer(head, stream, token);
        });
        using var access = ClusterAccess.To(server.Config(), "hostile", s_enough);
        using var stop = new CancellationTokenSource();
        Task running = Task.Run(() => CallAsync(access, call, stop.Token));
        await answering.Task.WaitAsync(s_enough);
        long start = Stopwatch.GetTimestamp();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("get endless", ErrorIds.InvalidResponse)]
    [InlineData("list endless", ErrorIds.InvalidResponse)]
    [InlineData("list same", ErrorIds.InvalidResponse)]
    [InlineData("watch endless", ErrorIds.InvalidResponse)]
    [InlineData("get error-endless", ErrorIds.AccessDenied)]
    public async Task Does_not_read_what_is_too_long(string call, string errorId)
    {
        long written = 0;
        await using var server = new HostileServer(AnswerOf(call, count => Interlocked.Add(ref written, count)));
        using var access = ClusterAccess.To(server.Config(), "hostile", s_enough);

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => CallAsync(access, call, CancellationToken.None));

        (failure.ErrorId, failure.Target).ShouldBe((errorId, "hostile"));
        failure.RecommendedAction.ShouldNotBeEmpty();
        server.Requests.Count.ShouldBeLessThan(4);

        // The longest limit, and what is on its way.
        Interlocked.Read(ref written).ShouldBeLessThan(2L * ResponseLimits.Response);
    }

    [Theory]
    [InlineData("list many-pages", ResponseLimits.ListPages)]
    [InlineData("list long-pages", 3)]
    public async Task A_list_has_a_maximum_of_pages_and_objects(string call, int requests)
    {
        await using var server = new HostileServer(AnswerOf(call));
        using var access = ClusterAccess.To(server.Config(), "hostile", TimeSpan.FromMinutes(5));

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => CallAsync(access, call, CancellationToken.None));

        (failure.ErrorId, failure.Category).ShouldBe((ErrorIds.InvalidResponse, FailureCategory.LimitsExceeded));
        server.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task A_status_of_a_command_has_a_maximum_length()
    {
        await using var server = new HostileServer(AnswerOf("exec long-status"));
        using var access = ClusterAccess.To(server.Config(), "hostile", s_enough);

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => access.RunAsync(Space, "p", "c", "true"));

        failure.ErrorId.ShouldBe(ErrorIds.InvalidResponse);
    }

    [Theory]
    [InlineData("20", 10)]
    [InlineData("45", 300)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 300)]
    public async Task Does_not_wait_for_a_Retry_After_beyond_the_limit(string wait, int limit)
    {
        await using var server = new HostileServer((_, stream, token) =>
            HostileServer.WriteAsync(stream, $"HTTP/1.1 429 Slow\r\nRetry-After: {wait}\r\nContent-Length: 0\r\n\r\n", token));
        using var access = ClusterAccess.To(server.Config(), "hostile", TimeSpan.FromSeconds(limit));
        long start = Stopwatch.GetTimestamp();

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => CallAsync(access, "get", CancellationToken.None));

        failure.ErrorId.ShouldBe(ErrorIds.Throttled);
        server.Requests.Count.ShouldBe(1);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task No_server_text_has_control_characters()
    {
        const string evil = "\u001b[31mEVIL\u009b";
        await using var server = new HostileServer((_, stream, token) => HostileServer.WriteAsync(
            stream, $"HTTP/1.1 200 {evil}\r\nWarning: 299 - \"{evil}\"\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}", token));
        using var access = ClusterAccess.To(server.Config(), "hostile", s_enough);

        await CallAsync(access, "get", CancellationToken.None);

        access.Log.Traces.ShouldContain(line => line.Contains("EVIL"));
        access.Log.Traces.ShouldAllBe(line => !line.Any(char.IsControl));
    }

    [Fact]
    public async Task Does_not_wait_after_a_command_ended()
    {
        await using var server = new HostileServer(AnswerOf("exec ended"));
        using var access = ClusterAccess.To(server.Config(), "hostile", s_enough);
        long start = Stopwatch.GetTimestamp();

        (await access.RunAsync(Space, "p", "c", "true")).Exit.ExitCode.ShouldBe(0);

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    /// <summary>Answers a command with output of a length, and its end.</summary>
    internal static async Task WriteOutputAsync(string head, Stream stream, long length, CancellationToken token)
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

    private static async Task CallAsync(ClusterAccess access, string call, CancellationToken token)
    {
        IKubernetesClient client = access.Client;
        switch (call.Split(' ')[0])
        {
            case "get":
                await client.GetAsync(ResourceTypes.Pods, Space, "p", token);
                break;
            case "list":
                await client.ListAsync(ResourceTypes.Pods, Space, new ListOptions(), token);
                break;
            case "watch":
                await foreach (WatchEvent<Pod> change in client.WatchAsync(ResourceTypes.Pods, Space, new ListOptions(), "1", token))
                {
                    change.ShouldNotBeNull();
                }

                break;
            case "log":
                await using (Stream log = await client.OpenLogAsync(Space, "p", "c", new ContainerLogOptions(), inactivityTimeout: null, token))
                {
                    await log.CopyToAsync(Stream.Null, token);
                }

                break;
            case "exec":
                await using (IContainerCommand command = await client.ExecAsync(Space, "p", "c", ["true"], inactivityTimeout: null, token))
                {
                    await command.Output.CopyToAsync(Stream.Null, token);
                }

                break;
            case "delete":
                await client.DeleteAsync(ResourceTypes.Pods, Space, "p", "u", dryRun: false, token);
                break;
            case "review":
                await client.ReviewAccessAsync(new AccessCheck("get", "pods"), token);
                break;
            default:
                await client.GetServerVersionAsync(token);
                break;
        }
    }

    private static Func<string, Stream, CancellationToken, Task> AnswerOf(string call, Action<int>? written = null) => async (head, stream, token) =>
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
