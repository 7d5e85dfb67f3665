using EksConnector.Core.Operations;

namespace EksConnector.Core.Kubernetes;

/// <summary>
/// The gateway to clusters: finds them in kubeconfig files and connects to them. It keeps connections for the next call until it is
/// disposed of.
/// </summary>
public interface IKubernetesGateway : IDisposable
{
    /// <summary>Finds all clusters of a source, without network requests and without using credentials.</summary>
    /// <param name="source">The source.</param>
    /// <param name="log">The log for warnings about the files.</param>
    /// <returns>The clusters in the order of the files.</returns>
    /// <exception cref="EksConnectorException">The source does not exist or cannot be read.</exception>
    IReadOnlyList<ClusterReference> FindClusters(ConnectionSource source, IOperationLog log);

    /// <summary>
    /// Creates a client. The API server and the credential plugin are not called before the first request. The connection is shared
    /// with other clients and owned by the gateway.
    /// </summary>
    /// <param name="cluster">A cluster that <see cref="FindClusters"/> returned.</param>
    /// <param name="timeout">The timeout for the first byte of a response, and for inactivity after it.</param>
    /// <param name="log">The log for trace messages.</param>
    /// <returns>The client, which the caller disposes of.</returns>
    /// <exception cref="EksConnectorException">The context or its credentials cannot be used.</exception>
    IKubernetesClient Connect(ClusterReference cluster, TimeSpan timeout, IOperationLog log);

    /// <summary>Creates a client for a connection that is kept, which reads no files.</summary>
    /// <param name="cluster">A cluster that <see cref="FindClusters"/> returned.</param>
    /// <param name="timeout">The timeout for the first byte of a response, and for inactivity after it.</param>
    /// <param name="log">The log for trace messages.</param>
    /// <returns>The client, which the caller disposes of; null if there is no such connection.</returns>
    IKubernetesClient? Reconnect(ClusterReference cluster, TimeSpan timeout, IOperationLog log);
}
