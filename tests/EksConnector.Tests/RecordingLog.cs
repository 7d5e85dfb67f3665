using System.Collections.Concurrent;
using EksConnector.Core.Operations;

namespace EksConnector.Tests;

/// <summary>Records warnings and traces.</summary>
internal sealed class RecordingLog : IOperationLog
{
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly ConcurrentQueue<string> _traces = new();

    public IReadOnlyList<string> Warnings => [.. _warnings];

    public IReadOnlyList<string> Traces => [.. _traces];

    public IReadOnlyList<string> Texts => [.. _warnings, .. _traces];

    public bool IsVerbose => true;

    public void Warn(string text) => _warnings.Enqueue(text);

    public void Trace(string text) => _traces.Enqueue(text);
}
