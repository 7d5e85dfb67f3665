using EksConnector.Core.Operations;

namespace EksConnector.Tests.Integration;

/// <summary>The events of one run of an operation, by kind.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
internal sealed class EventLog<T>
{
    public List<T> Items { get; } = [];

    public List<EksConnectorException> Failures { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Traces { get; } = [];

    /// <summary>All texts except the results.</summary>
    public IEnumerable<string> Messages => [.. Warnings, .. Traces, .. Failures.Select(failure => $"{failure} {failure.RecommendedAction}")];

    public static async Task<EventLog<T>> OfAsync(IAsyncEnumerable<OperationEvent<T>> events)
    {
        var log = new EventLog<T>();
        await foreach (OperationEvent<T> operationEvent in events)
        {
            log.Add(operationEvent);
        }

        return log;
    }

    public void Add(OperationEvent<T> operationEvent)
    {
        switch (operationEvent)
        {
            case ItemEvent<T> item:
                Items.Add(item.Item);
                break;
            case BatchEvent<T> batch:
                Items.AddRange(batch.Items);
                break;
            case FailureEvent<T> failure:
                Failures.Add(failure.Exception);
                break;
            case MessageEvent<T> message:
                (message.IsWarning ? Warnings : Traces).Add(message.Text);
                break;
        }
    }
}
