using EksConnector.Core.Aws;
using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>The data from AWS.</summary>
internal sealed record AwsSide
{
    /// <summary>The error if AWS could not be queried; otherwise null.</summary>
    public EksConnectorException? Failure { get; init; }

    /// <summary>The Region that was queried; null if AWS could not be queried.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the Region was not specified and comes from the environment or the profile.</summary>
    public bool IsRegionGuessed { get; init; }

    /// <summary>The name of the cluster that was queried in Amazon EKS; null if it was not known.</summary>
    public string? ClusterName { get; init; }

    /// <summary>The cluster in Amazon EKS; null if it does not exist or was not queried.</summary>
    public EksCluster? Cluster { get; init; }

    /// <summary>Whether the cluster does not exist in Amazon EKS.</summary>
    public bool IsClusterMissing { get; init; }

    /// <summary>The reason why the cluster was not read; null if it was read or does not exist.</summary>
    public Unread? ClusterUnread { get; init; }

    /// <summary>The identity of the credentials; null if it was not queried.</summary>
    public AwsCaller? Caller { get; init; }

    /// <summary>The ID of the activation that was queried in Systems Manager; null if it was not known.</summary>
    public string? ActivationId { get; init; }

    /// <summary>The activation in Systems Manager; null if it does not exist or was not queried.</summary>
    public SsmActivation? Activation { get; init; }

    /// <summary>The reason why the activation was not read; null if Systems Manager responded.</summary>
    public Unread? ActivationUnread { get; init; }

    /// <summary>The instances that were registered with the activation; null if they were not read.</summary>
    public IReadOnlyList<SsmInstance>? Instances { get; init; }

    /// <summary>The reason why the instances were not read; null if they were.</summary>
    public Unread? InstancesUnread { get; init; }

    /// <summary>The time by which the clock of AWS is ahead; null if AWS did not respond.</summary>
    public TimeSpan? ClockOffset { get; init; }
}
