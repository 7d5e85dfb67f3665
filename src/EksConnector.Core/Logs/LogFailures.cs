using System.Collections.Concurrent;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs;

/// <summary>Tells what failed of a cluster's sources. What is forbidden of one is forbidden of all, and is told once.</summary>
/// <param name="writer">The writer for failures.</param>
internal sealed class LogFailures(OperationWriter<object> writer)
{
    private readonly ConcurrentDictionary<(string? Context, string Failure), bool> _told = new();

    /// <summary>Tells the failure of a source that has been read, where there is one.</summary>
    /// <param name="reading">The source.</param>
    public void Add(LogReading reading)
    {
        if (reading.Output.Failure is { } failure)
        {
            Add(failure);
        }
    }

    /// <summary>Tells a failure, once.</summary>
    /// <param name="failure">The failure.</param>
    public void Add(EksConnectorException failure)
    {
        string what = failure.ErrorId == ErrorIds.AccessDenied ? failure.ErrorId : failure.Message;
        if (_told.TryAdd((failure.Target, what), true))
        {
            writer.Fail(failure);
        }
    }
}
