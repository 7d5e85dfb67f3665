using EksConnector.Core.Diagnosis.Facts;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>The one platform that the connector's images are made for.</summary>
internal static class Platforms
{
    /// <summary>Linux on x86-64.</summary>
    public const string Connector = "linux/amd64";

    /// <summary>Whether nodes were read, and none is of that platform.</summary>
    public static bool HasNone(WorkloadFacts facts) => facts.Platforms.Count > 0 && facts.Platforms.All(platform => platform.Platform != Connector);

    /// <summary>The platforms of the nodes in words, such as <c>3 nodes linux/arm64</c>.</summary>
    public static string Of(WorkloadFacts facts) =>
        string.Join(", ", facts.Platforms.Select(platform => $"{platform.Nodes} {(platform.Nodes == 1 ? "node" : "nodes")} {platform.Platform}"));
}
