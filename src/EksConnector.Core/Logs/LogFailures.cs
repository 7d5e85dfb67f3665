using System.Collections.Concurrent;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs;

/// <summary>Reports the failures of the sources of a cluster. A missing permission affects all sources and is reported once.</summary>
/// <param name="writer">The writer for failures.</param>
internal sealed class LogFailures(OperationWriter<object> writer)
{
    private readonly ConcurrentDictionary<(string? Context, string Failure), bool> _reported = new();

    /// <summary>Reports the failure of a source, if any.</summary>
    /// <param name="reading">The source.</param>
    public void Add(LogReading reading)
    {
        if (reading.Output.Failure is { } failure)
        {
            Add(failure);
        }
    }

    /// <summary>Reports a failure once.</summary>
    /// <param name="failure">The failure.</param>
    public void Add(EksConnectorException failure)
    {
        string what = failure.ErrorId == ErrorIds.AccessDenied ? failure.ErrorId : failure.Message;
        if (_reported.TryAdd((failure.Target, what), true))
        {
            writer.Fail(failure);
        }
    }
}
