namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>A node, as far as it matters to the pods on it.</summary>
internal sealed record WorkloadNode
{
    /// <summary>The node's name.</summary>
    public required string Name { get; init; }

    /// <summary>What its condition Ready says: <c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public required string Ready { get; init; }

    /// <summary>Why it is not ready, in one line; null where it says nothing.</summary>
    public string? ReadyMessage { get; init; }

    /// <summary>Since when (UTC); null where it does not say.</summary>
    public DateTimeOffset? ReadySince { get; init; }

    /// <summary>Operating system and architecture, such as <c>linux/amd64</c>; null where it does not say.</summary>
    public string? Platform { get; init; }
}
