using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Http;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes;

/// <summary>
/// The adapter's door: reads kubeconfigs, and connects to the clusters in them. As long as a kubeconfig does not
/// change it gives the same clusters, and to the same cluster the same connection.
/// </summary>
public sealed class KubernetesGateway : IKubernetesGateway
{
    private readonly ConnectionCache _connections = new();
    private readonly object _gate = new();
    private KubeConfigSnapshot? _snapshot;

    /// <inheritdoc/>
    public IReadOnlyList<ClusterReference> FindClusters(ConnectionSource source, IOperationLog log)
    {
        ArgumentNullException.ThrowIfNull(source);
        FirstCall.Prepare();
        lock (_gate)
        {
            if (_snapshot is null || _snapshot.FreshnessKey != KubeConfigLoader.GetFreshnessKey(source))
            {
                _snapshot = KubeConfigLoader.Load(source, log);
            }

            return _snapshot.Clusters;
        }
    }

    /// <inheritdoc/>
    public IKubernetesClient Connect(ClusterReference cluster, TimeSpan timeout, IOperationLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var resolved = (ResolvedCluster)cluster;
        ConnectionLease lease = _connections.Acquire(resolved, timeout, () => new ApiConnection(
            SettingsFactory.Create(resolved, timeout), CredentialSourceFactory.Create(resolved, log, timeout)));
        if (lease.Connection.Settings.SkipTlsVerify)
        {
            log.Warn($"{cluster.Context}: the server's certificate is not verified (insecure-skip-tls-verify), so whoever answers gets this user's credentials.");
        }

        return new KubernetesClient(cluster, lease, log);
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();
}
