using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Fleets;

/// <summary>One cluster of those that an operation asks.</summary>
/// <param name="Client">The cluster; it is disposed of by whoever made it.</param>
/// <param name="Namespace">The connector's namespace; null for the usual one.</param>
/// <param name="IsAlone">Whether it is the only cluster that is asked.</param>
internal sealed record FleetMember(IKubernetesClient Client, string? Namespace, bool IsAlone)
{
    /// <summary>The context, by which messages name the cluster.</summary>
    public string Context => Client.Cluster.Context;
}
