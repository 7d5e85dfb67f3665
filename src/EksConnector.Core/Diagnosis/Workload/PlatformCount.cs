namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>How many nodes there are of a platform.</summary>
/// <param name="Platform">Operating system and architecture, such as <c>linux/amd64</c>.</param>
/// <param name="Nodes">How many.</param>
internal sealed record PlatformCount(string Platform, int Nodes);
