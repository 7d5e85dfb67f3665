namespace EksConnector.Core.Connector;

/// <summary>What is known of one replica's state Secret. The private key is looked for and not kept.</summary>
internal sealed record StateFacts
{
    /// <summary>The Secret's name.</summary>
    public required string Name { get; init; }

    /// <summary>The ordinal of the replica that it belongs to.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Whether the Secret is there; null where it may not be read.</summary>
    public bool? IsThere { get; init; }

    /// <summary>Why it could not be read; null where it could, or is not there.</summary>
    public Unread? Unread { get; init; }

    /// <summary>What connector-init will not get over; null where it can be read.</summary>
    public string? Fault { get; init; }

    public string? InstanceId { get; init; }

    public string? Region { get; init; }

    public string? ActivationId { get; init; }

    /// <summary>When the replica's key was made (UTC); null where the state does not say.</summary>
    public DateTime? KeyCreated { get; init; }

    /// <summary>The name of the EKS cluster that the replica is registered as.</summary>
    public string? ClusterName => InstanceName.ClusterOf(InstanceId);
}
