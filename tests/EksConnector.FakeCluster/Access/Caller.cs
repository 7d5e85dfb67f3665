namespace EksConnector.FakeCluster;

/// <summary>The user who sent a request.</summary>
internal sealed record Caller(string Name, IReadOnlyList<string> Groups)
{
    public static readonly Caller Anonymous = new("system:anonymous", ["system:unauthenticated"]);

    public bool IsAuthenticated => !Groups.Contains("system:unauthenticated", StringComparer.Ordinal);
}
