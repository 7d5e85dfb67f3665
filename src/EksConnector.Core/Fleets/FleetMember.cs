using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Fleets;

/// <summary>One cluster of those that an operation asks.</summary>
/// <param name="Client">The cluster; it is disposed of by whoever made it.</param>
/// <param name="Namespace">The connector's namespace; null for the usual one.</param>
/// <param name="IsAlone">Whether it is the only cluster that is asked.</param>
/// <param name="Work">Where the work on it reports how far it is; null where nobody looks.</param>
internal sealed record FleetMember(IKubernetesClient Client, string? Namespace, bool IsAlone, FleetWork? Work = null)
{
    /// <summary>The context, by which messages name the cluster.</summary>
    public string Context => Client.Cluster.Context;

    /// <summary>Reports how far the work on this cluster is.</summary>
    /// <param name="status">What is being done or waited for.</param>
    /// <param name="percent">How much is done, 0 to 100, or -1.</param>
    /// <param name="timeLeft">How long a wait can still last; null where it is none.</param>
    public void Tell(string status, int percent, TimeSpan? timeLeft = null) => Work?.Tell(status, percent, timeLeft);
}
