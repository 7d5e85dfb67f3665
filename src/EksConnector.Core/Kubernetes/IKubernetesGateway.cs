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

    /// <summary>Prepares a client: loads credentials, which may run an exec plugin. The API server is not asked yet.</summary>
    /// <param name="cluster">A cluster that <see cref="FindClusters"/> gave.</param>
    /// <param name="log">Where requests are told.</param>
    /// <param name="cancellationToken">Cancels the preparation.</param>
    /// <returns>The client; its connection is shared and stays with the gateway.</returns>
    Task<IKubernetesClient> ConnectAsync(ClusterReference cluster, IOperationLog log, CancellationToken cancellationToken);
}
