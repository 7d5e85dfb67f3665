using System.Diagnostics;
using EksConnector.Core.Diagnosis.Reset;
using EksConnector.FakeCluster;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Diagnosis.Reset;

/// <summary>Cancellation ends Reset-EksConnectorActivation within a second in every step.</summary>
[Collection(nameof(ClockGroup))]
[Trait("Group", "Clock")]
public sealed class ResetCancellationTests
{
    [Theory]
    [InlineData("eks:DescribeCluster")]
    [InlineData("eks:RegisterCluster")]
    [InlineData("eks:DeregisterCluster")]
    [InlineData("ssm:DescribeInstanceInformation")]
    [InlineData("POST /api/v1/namespaces/eks-connector/secrets")]
    [InlineData("PATCH eks-connector-activation-config")]
    [InlineData("PATCH statefulsets/eks-connector")]
    [InlineData("DELETE eks-connector-state-0")]
    [InlineData("DELETE pods/eks-connector-0")]
    public async Task Every_step_can_be_canceled_within_a_second(string step)
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync();
        IReadOnlyList<ResetPlan> plans = (await fixture.PlanAsync()).Items;
        using var stop = new CancellationTokenSource();
        var reached = new TaskCompletionSource();
        if (step.StartsWith("eks:", StringComparison.Ordinal) || step.StartsWith("ssm:", StringComparison.Ordinal))
        {
            fixture.Aws.OnRequest = request =>
            {
                if (request.Action == step)
                {
                    fixture.Aws.Delay = TimeSpan.FromMinutes(1);
                    reached.TrySetResult();
                }
            };
        }
        else
        {
            string[] parts = step.Split(' ');
            fixture.Cluster.Faults.Add(new Fault(FaultKind.Stall) { Method = parts[0], Path = parts[1], After = 1 });
            _ = fixture.Cluster.Requests.WaitForAsync(request => request.Method == parts[0] && request.PathAndQuery.Contains(parts[1], StringComparison.Ordinal) && request.Status == 0)
                .ContinueWith(_ => reached.TrySetResult(), TaskScheduler.Default);
        }

        Task<EventLog<ResetResult>> running = fixture.ApplyAsync(plans, cancellationToken: stop.Token);
        (await Task.WhenAny(reached.Task, running)).ShouldBe(reached.Task);
        long start = Stopwatch.GetTimestamp();
        await stop.CancelAsync();
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        running.IsCompletedSuccessfully.ShouldBeFalse();
    }
}
