using EksConnector.Core.Operations;

namespace EksConnector.Tests.Integration;

/// <summary>The events of one run of an operation.</summary>
internal sealed class OperationRun<T>
{
    public List<T> Items { get; } = [];

    public List<EksConnectorException> Failures { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Traces { get; } = [];

    public static async Task<OperationRun<T>> OfAsync(IAsyncEnumerable<OperationEvent<T>> events)
    {
        var run = new OperationRun<T>();
        await foreach (OperationEvent<T> operationEvent in events)
        {
            switch (operationEvent)
            {
                case ItemEvent<T> item:
                    run.Items.Add(item.Item);
                    break;
                case FailureEvent<T> failure:
                    run.Failures.Add(failure.Exception);
                    break;
                case MessageEvent<T> message:
                    (message.IsWarning ? run.Warnings : run.Traces).Add(message.Text);
                    break;
            }
        }

        return run;
    }
}
