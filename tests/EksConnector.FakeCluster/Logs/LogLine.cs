namespace EksConnector.FakeCluster;

/// <summary>One line that a container wrote.</summary>
internal sealed record LogLine(DateTime Time, string Text);
