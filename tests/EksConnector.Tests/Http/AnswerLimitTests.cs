using System.Diagnostics;
using EksConnector.Tests.Kubernetes;

namespace EksConnector.Tests.Http;

/// <summary>Endless responses of every kind end at the time limit of the request or at a size limit.</summary>
public sealed class AnswerLimitTests
{
    private const string Namespace = "eks-connector";
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string> Answers => EndlessAnswers.All;

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_endless_response_ends_at_the_request_timeout(string call, string errorId)
    {
        await using var server = new HostileServer(EndlessAnswers.ResponseTo(call));
        using var access = ClusterAccess.To(server.Config(), "hostile", s_timeout);
        long start = Stopwatch.GetTimestamp();

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => EndlessAnswers.CallAsync(access, call, CancellationToken.None).WaitAsync(s_bound));

        failure.ErrorId.ShouldBe(errorId);
        (failure.Target, failure.Category).ShouldBe(("hostile", FailureCategory.OperationTimeout));
        failure.RecommendedAction.ShouldNotBeEmpty();
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
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
        await using var server = new HostileServer(EndlessAnswers.ResponseTo(call, count => Interlocked.Add(ref written, count)));
        using var access = ClusterAccess.To(server.Config(), "hostile", s_bound);

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => EndlessAnswers.CallAsync(access, call, CancellationToken.None));

        (failure.ErrorId, failure.Target).ShouldBe((errorId, "hostile"));
        failure.RecommendedAction.ShouldNotBeEmpty();
        server.Requests.Count.ShouldBeLessThan(4);

        // The largest limit is 64 MiB, that of the body of an error 256 KiB, and data can be in transit.
        long most = call == "get error-endless" ? 32L * 1024 * 1024 : 128L * 1024 * 1024;
        Interlocked.Read(ref written).ShouldBeLessThan(most);
    }

    [Theory]
    [InlineData("list many-pages", 1000)]
    [InlineData("list long-pages", 3)]
    public async Task A_list_has_a_maximum_of_pages_and_objects(string call, int requests)
    {
        await using var server = new HostileServer(EndlessAnswers.ResponseTo(call));
        using var access = ClusterAccess.To(server.Config(), "hostile", TimeSpan.FromMinutes(5));

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => EndlessAnswers.CallAsync(access, call, CancellationToken.None));

        (failure.ErrorId, failure.Category).ShouldBe((ErrorIds.InvalidResponse, FailureCategory.LimitsExceeded));
        server.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task A_status_of_a_command_has_a_maximum_length()
    {
        await using var server = new HostileServer(EndlessAnswers.ResponseTo("exec long-status"));
        using var access = ClusterAccess.To(server.Config(), "hostile", s_bound);

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => access.RunAsync(Namespace, "p", "c", "true"));

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

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => EndlessAnswers.CallAsync(access, "get", CancellationToken.None));

        failure.ErrorId.ShouldBe(ErrorIds.Throttled);
        server.Requests.Count.ShouldBe(1);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task No_server_text_has_control_characters()
    {
        const string hostile = "\u001b[31mEVIL\u009b";
        await using var server = new HostileServer((_, stream, token) => HostileServer.WriteAsync(
            stream, $"HTTP/1.1 200 {hostile}\r\nWarning: 299 - \"{hostile}\"\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}", token));
        using var access = ClusterAccess.To(server.Config(), "hostile", s_bound);

        await EndlessAnswers.CallAsync(access, "get", CancellationToken.None);

        access.Log.Traces.ShouldContain(line => line.Contains("EVIL"));
        access.Log.Traces.ShouldAllBe(line => !line.Any(char.IsControl));
    }

    [Fact]
    public async Task Does_not_wait_after_a_command_ended()
    {
        await using var server = new HostileServer(EndlessAnswers.ResponseTo("exec ended"));
        using var access = ClusterAccess.To(server.Config(), "hostile", s_bound);
        long start = Stopwatch.GetTimestamp();

        (await access.RunAsync(Namespace, "p", "c", "true")).Exit.ExitCode.ShouldBe(0);

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
