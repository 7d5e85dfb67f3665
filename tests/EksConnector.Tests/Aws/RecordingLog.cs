using System.Collections.Concurrent;
using EksConnector.Core.Operations;

namespace EksConnector.Tests.Aws;

/// <summary>Keeps what is said.</summary>
internal sealed class RecordingLog : IOperationLog
{
    private readonly ConcurrentQueue<string> _texts = new();

    public IReadOnlyList<string> Texts => [.. _texts];

    public void Warn(string text) => _texts.Enqueue(text);

    public void Trace(string text) => _texts.Enqueue(text);
}
