namespace EksConnector.FakeCluster;

/// <summary>A piece of a container's output as the runtime keeps it: a line with its end, or a part of a long one without.</summary>
internal readonly record struct LogLine(DateTime Time, ReadOnlyMemory<byte> Bytes);
