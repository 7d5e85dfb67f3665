using EksConnector.Core.Operations;

namespace EksConnector.Core.Kubernetes;

/// <summary>
/// The way to clusters: finds them in kubeconfig files and connects to them. It keeps connections for the next
/// call; disposing of it closes them.
/// </summary>
public interface IKubernetesGateway : IDisposable
{
    /// <summary>Finds all clusters that a source names. No network is asked and no credential is used.</summary>
    /// <param name="source">Where to look.</param>
    /// <param name="log">Where oddities of the files are told.</param>
    /// <returns>The clusters in the order of the files.</returns>
    /// <exception cref="EksConnectorException">The source is not there or cannot be read.</exception>
    IReadOnlyList<ClusterReference> FindClusters(ConnectionSource source, IOperationLog log);

    /// <summary>
    /// Prepares a client. Neither the API server nor a credential plugin is asked before the first call; the
    /// connection is shared with other clients and stays with the gateway.
    /// </summary>
    /// <param name="cluster">A cluster that <see cref="FindClusters"/> gave.</param>
    /// <param name="timeout">How long a request may take until its answer begins, and the answer then stand still.</param>
    /// <param name="log">Where requests are told.</param>
    /// <returns>The client, to be disposed of when the operation is done with the cluster.</returns>
    /// <exception cref="EksConnectorException">The context, or a credential of it, cannot be used.</exception>
    IKubernetesClient Connect(ClusterReference cluster, TimeSpan timeout, IOperationLog log);
}
