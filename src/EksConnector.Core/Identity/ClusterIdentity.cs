namespace EksConnector;

/// <summary>The Amazon EKS cluster that a Kubernetes cluster is registered as, and the source of this information.</summary>
public sealed class ClusterIdentity
{
    /// <summary>The kubeconfig context, or the host name of the API server if no kubeconfig is used.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the connector.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the cluster in Amazon EKS.</summary>
    public required string ClusterName { get; init; }

    /// <summary>The AWS Region in which the connector registers; null if neither its state nor its arguments can be read.</summary>
    public string? Region { get; init; }

    /// <summary>The ID of the activation that the connector registers with, a GUID; null if it cannot be read.</summary>
    public string? ActivationId { get; init; }

    /// <summary>
    /// The ID of the managed instance in Systems Manager, such as <c>eks_c:my-cluster_0123456789abcdef0</c>. Each Pod has its
    /// own instance. Null if the name was found in Amazon EKS.
    /// </summary>
    public string? InstanceId { get; init; }

    /// <summary>The Pod that is registered as the managed instance; null if the name was found in Amazon EKS.</summary>
    public string? Pod { get; init; }

    /// <summary>The source of the name, one of <see cref="IdentitySources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>Whether all sources name the same cluster; null if only the first source was used.</summary>
    public bool? Agreement { get; init; }

    /// <summary>Returns the name of the cluster.</summary>
    /// <returns><see cref="ClusterName"/>.</returns>
    public override string ToString() => ClusterName;
}
