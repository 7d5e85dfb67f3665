using EksConnector.Core.Operations;

namespace EksConnector.FakeCluster.Tour;

/// <summary>Runs an operation of Core and prints its events plainly.</summary>
internal static class CoreRun
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>Whether nothing failed.</returns>
    public static async Task<bool> PrintAsync<T>(IAsyncEnumerable<OperationEvent<T>> events, Action<T> print)
    {
        bool succeeded = true;
        try
        {
            await foreach (OperationEvent<T> operationEvent in events.ConfigureAwait(false))
            {
                switch (operationEvent)
                {
                    case ItemEvent<T> item:
                        print(item.Item);
                        break;
                    case BatchEvent<T> batch:
                        foreach (T each in batch.Items)
                        {
                            print(each);
                        }

                        break;
                    case FailureEvent<T> failure:
                        succeeded = false;
                        Print(failure.Exception);
                        break;
                    case MessageEvent<T> { IsWarning: true } warning:
                        Console.WriteLine($"Warning: {warning.Text}");
                        break;
                }
            }
        }
        catch (EksConnectorException exception)
        {
            succeeded = false;
            Print(exception);
        }

        return succeeded;
    }

    private static void Print(EksConnectorException exception)
    {
        Console.WriteLine($"{exception.ErrorId}: {exception.Message}");
        Console.WriteLine($"  {exception.RecommendedAction}");
    }
}
