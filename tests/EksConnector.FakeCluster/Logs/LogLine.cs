namespace EksConnector.FakeCluster;

/// <summary>A log entry as the container runtime stores it: a line with its line ending, or a part of a long line.</summary>
internal readonly record struct LogLine(DateTime Time, ReadOnlyMemory<byte> Bytes);
