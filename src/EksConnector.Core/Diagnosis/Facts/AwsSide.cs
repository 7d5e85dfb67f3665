using EksConnector.Core.Aws;
using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>What AWS said.</summary>
internal sealed record AwsSide
{
    /// <summary>Why AWS could not be asked at all; null where it could.</summary>
    public EksConnectorException? Failure { get; init; }

    /// <summary>The region that was asked; null where AWS could not be asked.</summary>
    public string? Region { get; init; }

    /// <summary>Whether nobody named the region: it is that of the environment or the profile.</summary>
    public bool IsRegionGuessed { get; init; }

    /// <summary>The name that EKS was asked for; null where none was known.</summary>
    public string? ClusterName { get; init; }

    /// <summary>The cluster as EKS has it; null where it has none, or was not asked.</summary>
    public EksCluster? Cluster { get; init; }

    /// <summary>Whether EKS has no such cluster.</summary>
    public bool IsClusterMissing { get; init; }

    /// <summary>Why EKS did not tell of the cluster; null where it did, or has none.</summary>
    public Unread? ClusterUnread { get; init; }

    /// <summary>Whose credentials were used; null where that was not asked.</summary>
    public AwsCaller? Caller { get; init; }

    /// <summary>The activation that Systems Manager was asked for; null where none was known.</summary>
    public string? ActivationId { get; init; }

    /// <summary>The activation as Systems Manager has it; null where it has none, or was not asked.</summary>
    public SsmActivation? Activation { get; init; }

    /// <summary>Why Systems Manager did not tell of the activation; null where it was asked and answered.</summary>
    public Unread? ActivationUnread { get; init; }

    /// <summary>The instances that were registered with the activation; null where they were not read.</summary>
    public IReadOnlyList<SsmInstance>? Instances { get; init; }

    /// <summary>Why Systems Manager did not tell of the instances; null where it did.</summary>
    public Unread? InstancesUnread { get; init; }

    /// <summary>How far AWS's clock is ahead; null where AWS did not answer.</summary>
    public TimeSpan? ClockOffset { get; init; }
}
