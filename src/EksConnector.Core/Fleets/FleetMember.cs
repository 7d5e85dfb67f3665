using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Fleets;

/// <summary>One cluster of an operation.</summary>
/// <param name="Client">The client of the cluster, which its creator disposes.</param>
/// <param name="Namespace">The namespace of the connector; null if it was not specified.</param>
/// <param name="IsOnlyCluster">Whether it is the only cluster of the operation.</param>
/// <param name="Work">The receiver of progress reports; null if progress is not reported.</param>
internal sealed record FleetMember(IKubernetesClient Client, string? Namespace, bool IsOnlyCluster, FleetWork? Work = null)
{
    /// <summary>The context, which identifies the cluster in messages.</summary>
    public string Context => Client.Cluster.Context;

    /// <summary>Reports the progress of the work on this cluster.</summary>
    /// <param name="status">The current step.</param>
    /// <param name="percent">The percentage of completed work, 0 to 100; -1 if it is not known.</param>
    /// <param name="timeLeft">The remaining time of a wait; null if there is no time limit.</param>
    public void ReportProgress(string status, int percent, TimeSpan? timeLeft = null) => Work?.ReportProgress(status, percent, timeLeft);
}
