namespace EksConnector.FakeCluster;

/// <summary>Who asks.</summary>
internal sealed record Caller(string Name, IReadOnlyList<string> Groups)
{
    public static readonly Caller Anonymous = new("system:anonymous", ["system:unauthenticated"]);

    public bool IsKnown => !Groups.Contains("system:unauthenticated", StringComparer.Ordinal);
}
