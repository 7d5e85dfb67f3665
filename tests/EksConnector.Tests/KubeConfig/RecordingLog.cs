using System.Collections.Concurrent;
using EksConnector.Core.Operations;

namespace EksConnector.Tests.KubeConfig;

/// <summary>Keeps what was said, for tests to look at.</summary>
internal sealed class RecordingLog : IOperationLog
{
    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<string> Traces { get; } = new();

    public void Warn(string text) => Warnings.Enqueue(text);

    public void Trace(string text) => Traces.Enqueue(text);
}
