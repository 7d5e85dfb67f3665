using System.Diagnostics;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>A test of calls whose answers do not end or are too long. Services differ in how they connect, and not in how their calls end.</summary>
public abstract class AwsBodyTest : AwsTest
{
    protected static TimeSpan Limit { get; } = TimeSpan.FromSeconds(1);

    protected async Task RejectsAnEndlessBodyAsync(string action, int status)
    {
        Aws.Instead = HostileAnswers.EndlessBody(status);
        EksConnectorException e = await ShouldFailAsync(action, TimeSpan.FromSeconds(20), ErrorIds.AwsServiceError);
        e.Category.ShouldBe(FailureCategory.InvalidData);
        e.Message.ShouldContain("too long");
        e.RecommendedAction.ShouldContain("AWS_ENDPOINT_URL_");
    }

    protected async Task DoesNotReadALongBodyAsync(string action)
    {
        Aws.Instead = HostileAnswers.LongBody;
        (await ShouldFailAsync(action, TimeSpan.FromSeconds(20), ErrorIds.AwsServiceError)).Message.ShouldContain("too long");
    }

    protected async Task EndsAtTheTimeoutAsync(string action, int status)
    {
        Aws.Instead = HostileAnswers.ByteByByte(status);
        long start = Stopwatch.GetTimestamp();
        (await ShouldFailAsync(action, Limit, ErrorIds.AwsRequestTimeout)).Category.ShouldBe(FailureCategory.OperationTimeout);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(Limit + TimeSpan.FromSeconds(2));
    }

    protected async Task EndsOnCancellationAsync(string action)
    {
        Aws.Instead = HostileAnswers.ByteByByte(200);
        using var stop = new CancellationTokenSource();
        Task call = CallAsync(action, TimeSpan.FromMinutes(5), stop.Token);
        await ArrivedAsync();
        await stop.CancelAsync();
        long start = Stopwatch.GetTimestamp();
        (await Should.ThrowAsync<OperationCanceledException>(call)).CancellationToken.ShouldBe(stop.Token);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    protected async Task DoesNotWaitAnHourAsync(string action)
    {
        Aws.Instead = HostileAnswers.Later;
        long start = Stopwatch.GetTimestamp();
        await ShouldFailAsync(action, Limit, ErrorIds.AwsRequestTimeout, ErrorIds.AwsServiceError);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(Limit + TimeSpan.FromSeconds(2));
    }

    // The first request has arrived at the fake.
    private async Task ArrivedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Aws.Requests.Count == 0)
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
