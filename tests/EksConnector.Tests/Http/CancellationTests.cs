using System.Diagnostics;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.Core.Status;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;
using EksConnector.Tests.Kubernetes;

namespace EksConnector.Tests.Http;

/// <summary>Cancellation ends a call within a second, whatever the server does.</summary>
[Collection(nameof(ClockGroup))]
[Trait("Group", "Clock")]
public sealed class CancellationTests : IAsyncLifetime
{
    private const string Namespace = "eks-connector";
    private const string Pod = "eks-connector-0";
    private const string Agent = "connector-agent";
    private const string Proxy = "connector-proxy";
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(60);

    private FakeKubernetes _fake = null!;
    private ClusterAccess _access = null!;

    public static TheoryData<string, string> Answers => EndlessAnswers.All;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync();
        await _fake.EnterAsync("healthy");
        _access = ClusterAccess.To(_fake.KubeConfigPath);
    }

    public async Task DisposeAsync()
    {
        _access.Dispose();
        await _fake.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_endless_response_ends_on_cancellation(string call, string errorId)
    {
        errorId.ShouldNotBeEmpty();
        var answering = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Func<string, Stream, CancellationToken, Task> answer = EndlessAnswers.ResponseTo(call);
        await using var server = new HostileServer((head, stream, token) =>
        {
            answering.TrySetResult();
            return answer(head, stream, token);
        });
        using var access = ClusterAccess.To(server.Config(), "hostile", s_bound);
        using var stop = new CancellationTokenSource();
        Task running = Task.Run(() => EndlessAnswers.CallAsync(access, call, stop.Token));
        await answering.Task.WaitAsync(s_bound);
        long start = Stopwatch.GetTimestamp();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Cancellation_ends_a_stalled_request_within_a_second()
    {
        _fake.Faults.Add(new Fault(FaultKind.Stall));
        using var gateway = new KubernetesGateway();
        using var stop = new CancellationTokenSource();
        var request = new StatusRequest { Source = new() { KubeConfigPaths = [_fake.KubeConfigPath], RequestTimeout = TimeSpan.FromMinutes(5) } };
        IAsyncEnumerator<OperationEvent<PodStatus>> events =
            new GetStatusOperation(gateway).RunAsync(request, stop.Token).GetAsyncEnumerator();
        ValueTask<bool> next = events.MoveNextAsync();
        await _fake.Requests.WaitForAsync(_ => true);
        long start = Stopwatch.GetTimestamp();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await next);
        await events.DisposeAsync();
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Cancellation_ends_a_quiet_log_within_a_second()
    {
        await using Stream log = await _access.OpenLogAsync(Namespace, Pod, Proxy, new() { Follow = true, TailLines = 0 }, TimeSpan.FromMinutes(5));
        using var stop = new CancellationTokenSource();
        ValueTask<int> read = log.ReadAsync(new byte[100], stop.Token);
        long start = Stopwatch.GetTimestamp();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await read);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Disposing_ends_a_running_command()
    {
        IContainerCommand command = await _access.StartAsync(Namespace, Pod, Agent, "sh", "-c", "echo here; while :; do sleep 1; done");
        (await command.Output.ReadAsync(new byte[100])).ShouldBe(5);
        long start = Stopwatch.GetTimestamp();

        await command.DisposeAsync();

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        await _fake.Exec.WaitForIdleAsync();
    }

    [Fact]
    public async Task Cancellation_ends_a_quiet_command_within_a_second()
    {
        await using IContainerCommand command = await _access.StartAsync(Namespace, Pod, Agent, "sh", "-c", "while :; do sleep 1; done");
        using var stop = new CancellationTokenSource();
        Task<ContainerExit> exit = command.WaitForExitAsync(stop.Token);
        long start = Stopwatch.GetTimestamp();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => exit);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        await _fake.Exec.WaitForIdleAsync();
    }
}
