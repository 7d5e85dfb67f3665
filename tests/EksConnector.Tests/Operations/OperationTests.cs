using EksConnector.Core.Operations;

namespace EksConnector.Tests.Operations;

public sealed class OperationTests
{
    [Fact]
    public async Task Returns_items_while_the_work_continues()
    {
        var release = new TaskCompletionSource();
        await using IAsyncEnumerator<OperationEvent<int>> events = Operation.RunAsync<int>(async (writer, token) =>
        {
            await writer.WriteAsync(1, token);
            await release.Task;
            await writer.WriteAsync(2, token);
        }).GetAsyncEnumerator();

        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.ShouldBe(new ItemEvent<int>(1));
        release.SetResult();
        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.ShouldBe(new ItemEvent<int>(2));
        (await events.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_reader_that_stops_early_cancels_the_work_and_awaits_it()
    {
        bool ended = false;
        await foreach (OperationEvent<int> _ in Operation.RunAsync<int>(async (writer, token) =>
        {
            try
            {
                await writer.WriteAsync(1, token);
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                await Task.Yield();
                ended = true;
            }
        }))
        {
            break;
        }

        ended.ShouldBeTrue();
    }

    [Fact]
    public async Task A_slow_reader_throttles_the_work()
    {
        int written = 0;
        await using IAsyncEnumerator<OperationEvent<int>> events = Operation.RunAsync<int>(async (writer, token) =>
        {
            for (int i = 0; i < 100_000; i++)
            {
                await writer.WriteAsync(i, token);
                Volatile.Write(ref written, i + 1);
            }
        }).GetAsyncEnumerator();
        for (int i = 0; i < 10; i++)
        {
            (await events.MoveNextAsync()).ShouldBeTrue();
        }

        Volatile.Read(ref written).ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task One_cluster_fails_and_the_others_continue()
    {
        int done = 0;
        var items = new List<string>();
        var failures = new List<EksConnectorException>();
        await foreach (OperationEvent<string> operationEvent in Operation.RunAsync<string>((writer, token) => Operation.ForEachClusterAsync(
            new[] { "a", "known", "surprise", "b" },
            2,
            name => name,
            async (name, inner) =>
            {
                switch (name)
                {
                    case "known":
                        throw new EksConnectorException("Known", FailureCategory.InvalidData, "m", "r") { Target = name };
                    case "surprise":
                        throw new InvalidOperationException("password: PLANTED");
                    default:
                        await writer.WriteAsync(name, inner);
                        break;
                }
            },
            () => Interlocked.Increment(ref done),
            writer,
            token)))
        {
            switch (operationEvent)
            {
                case ItemEvent<string> item:
                    items.Add(item.Item);
                    break;
                case FailureEvent<string> failure:
                    failures.Add(failure.Exception);
                    break;
            }
        }

        done.ShouldBe(4);
        items.Order().ShouldBe(["a", "b"]);
        failures.Select(failure => (failure.ErrorId, failure.Target)).Order().ShouldBe([("Known", "known"), (ErrorIds.UnexpectedError, "surprise")]);
        failures.ShouldAllBe(failure => !failure.Message.Contains("PLANTED"));
    }

    [Fact]
    public async Task Never_exceeds_the_throttle_limit()
    {
        int running = 0;
        int most = 0;
        var gate = new object();
        await foreach (OperationEvent<int> _ in Operation.RunAsync<int>((writer, token) => Operation.ForEachClusterAsync(
            Enumerable.Range(0, 40).ToArray(),
            4,
            number => $"{number}",
            async (_, _) =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++running);
                }

                await Task.Yield();
                lock (gate)
                {
                    running--;
                }
            },
            () => { },
            writer,
            token)))
        {
        }

        most.ShouldBeInRange(1, 4);
    }

    [Fact]
    public async Task A_failure_of_the_operation_reaches_the_reader()
    {
        EksConnectorException exception = await Should.ThrowAsync<EksConnectorException>(async () =>
        {
            await foreach (OperationEvent<int> _ in Operation.RunAsync<int>((_, _) => throw new InvalidOperationException("x")))
            {
            }
        });
        exception.ErrorId.ShouldBe(ErrorIds.UnexpectedError);
    }

    [Fact]
    public async Task Writes_the_same_warning_once()
    {
        var warnings = new List<string>();
        await foreach (OperationEvent<int> operationEvent in Operation.RunAsync<int>((writer, _) =>
        {
            writer.Warn("twice");
            writer.Warn("twice");
            return Task.CompletedTask;
        }))
        {
            warnings.Add(((MessageEvent<int>)operationEvent).Text);
        }

        warnings.ShouldBe(["twice"]);
    }
}
