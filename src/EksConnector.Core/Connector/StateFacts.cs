namespace EksConnector.Core.Connector;

/// <summary>The properties of the state Secret of one replica. They do not contain the private key, whose presence is only checked.</summary>
internal sealed record StateFacts
{
    /// <summary>The name of the Secret.</summary>
    public required string Name { get; init; }

    /// <summary>The ordinal of the replica.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Whether the Secret exists; null if it cannot be read.</summary>
    public bool? IsThere { get; init; }

    /// <summary>Whether the Secret is immutable, so that connector-proxy cannot save a new key in it.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>The reason why the Secret cannot be read; null if it was read or does not exist.</summary>
    public Unread? Unread { get; init; }

    /// <summary>The problem that prevents connector-init from using the state; null if there is none.</summary>
    public string? Fault { get; init; }

    public string? InstanceId { get; init; }

    public string? Region { get; init; }

    public string? ActivationId { get; init; }

    /// <summary>The creation time of the replica's private key (UTC); null if the state does not contain it.</summary>
    public DateTime? KeyCreated { get; init; }

    /// <summary>The name of the Amazon EKS cluster that the replica is registered as.</summary>
    public string? ClusterName => InstanceName.ClusterOf(InstanceId);
}
