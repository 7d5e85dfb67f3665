namespace EksConnector;

/// <summary>Which EKS cluster a Kubernetes cluster is registered as, and who says so.</summary>
public sealed class ClusterIdentity
{
    /// <summary>The kubeconfig context, or the server's host where there is no kubeconfig.</summary>
    public required string Context { get; init; }

    /// <summary>The connector's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The cluster's name in EKS.</summary>
    public required string ClusterName { get; init; }

    /// <summary>The AWS region that the connector registers in; null where neither its state nor its arguments may be read.</summary>
    public string? Region { get; init; }

    /// <summary>The id of the activation that the connector registers with, a GUID; null where it may not be read.</summary>
    public string? ActivationId { get; init; }

    /// <summary>
    /// The managed instance's id in Systems Manager, such as <c>eks_c:my-cluster_0123456789abcdef0</c>: one for each pod. Null where EKS
    /// told the name.
    /// </summary>
    public string? InstanceId { get; init; }

    /// <summary>The pod that the instance is; null where EKS told the name.</summary>
    public string? Pod { get; init; }

    /// <summary>Where the name was found, one of <see cref="IdentitySources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>Whether all that was asked name the same cluster; null where the first answer was enough.</summary>
    public bool? Agreement { get; init; }

    /// <summary>Gives the cluster's name, so that it can stand wherever a name is wanted.</summary>
    /// <returns><see cref="ClusterName"/>.</returns>
    public override string ToString() => ClusterName;
}
