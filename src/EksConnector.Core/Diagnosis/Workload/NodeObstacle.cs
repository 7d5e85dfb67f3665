namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>What speaks against placing a pod on a node.</summary>
internal sealed record NodeObstacle
{
    /// <summary>The node.</summary>
    public required string Node { get; init; }

    /// <summary>All that speaks against it; empty where nothing is seen, such as what other pods use up.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The taints among them.</summary>
    public IReadOnlyList<NodeTaint> Taints { get; init; } = [];

    /// <summary>Gives it in words.</summary>
    /// <returns>Such as <c>node-1: it is not ready</c>.</returns>
    public override string ToString() => $"{Node}: {(Reasons.Count > 0 ? string.Join("; ", Reasons) : "nothing is seen that speaks against it")}";
}
