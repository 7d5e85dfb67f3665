namespace EksConnector;

/// <summary>The result of resetting the activation of one connector.</summary>
public sealed class ResetResult
{
    /// <summary>The kubeconfig context, or the host name of the API server if no kubeconfig is used.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the connector.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the cluster in Amazon EKS; null with -CredentialOnly.</summary>
    public string? ClusterName { get; init; }

    /// <summary>The Region that the connector uses.</summary>
    public required string Region { get; init; }

    /// <summary>The activation ID that the connector uses now.</summary>
    public required string ActivationId { get; init; }

    /// <summary>The activation ID of the previous registration; null if the cluster was not registered, or with -CredentialOnly.</summary>
    public string? PreviousActivationId { get; init; }

    /// <summary>The time at which the new activation expires, in local time; null if no cluster was registered.</summary>
    public DateTime? ActivationExpiry { get; init; }

    /// <summary>Whether anything was changed.</summary>
    public required bool Changed { get; init; }

    /// <summary>
    /// Whether the cluster is ACTIVE in Amazon EKS and an agent is online; with -CredentialOnly, whether all replicas have registered.
    /// </summary>
    public required bool IsConnected { get; init; }

    /// <summary>The status of the cluster in Amazon EKS; null with -CredentialOnly.</summary>
    public string? EksStatus { get; init; }

    /// <summary>
    /// The ping status of the agents in Systems Manager: <c>Online</c> if at least one is online; null if it could not be read.
    /// </summary>
    public string? AgentPing { get; init; }

    /// <summary>The steps that were completed.</summary>
    public required ValueList<string> Steps { get; init; }

    /// <summary>Returns the cluster and whether it is connected.</summary>
    /// <returns>For example, <c>edge-berlin: connected</c>.</returns>
    public override string ToString() => $"{Context}: {(IsConnected ? "connected" : "not connected")}";
}
