using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Http;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes;

/// <summary>
/// The entry point of the Kubernetes adapter. Reads kubeconfigs and connects to the clusters in them. As long as a kubeconfig does
/// not change, the same clusters and connections are returned.
/// </summary>
public sealed class KubernetesGateway : IKubernetesGateway
{
    private readonly ConnectionCache _connections = new();
    private KubeConfigSnapshot? _snapshot;

    /// <inheritdoc/>
    public IReadOnlyList<ClusterReference> FindClusters(ConnectionSource source, IOperationLog log)
    {
        ArgumentNullException.ThrowIfNull(source);
        Warmup.Start();

        // No lock, because a file may be on a file system that does not respond, and the next call may use another file.
        KubeConfigSnapshot? known = Volatile.Read(ref _snapshot);
        if (known is null || known.FreshnessKey != KubeConfigLoader.GetFreshnessKey(source))
        {
            known = KubeConfigLoader.Load(source, log);
            Volatile.Write(ref _snapshot, known);
        }

        return known.Clusters.Count > 0 || known.CurrentContext is null
            ? known.Clusters
            : throw KubeConfigErrors.NoContexts(known.CurrentContext);
    }

    /// <inheritdoc/>
    public IKubernetesClient Connect(ClusterReference cluster, TimeSpan timeout, IOperationLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var resolved = (ResolvedCluster)cluster;
        return Client(cluster, log, _connections.Acquire(resolved, timeout, () => new ApiConnection(
            SettingsFactory.Create(resolved, timeout), sharedLog => CredentialSourceFactory.Create(resolved, sharedLog, timeout))));
    }

    /// <inheritdoc/>
    public IKubernetesClient? Reconnect(ClusterReference cluster, TimeSpan timeout, IOperationLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return _connections.TryAcquire((ResolvedCluster)cluster, timeout) is { } lease ? Client(cluster, log, lease) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private static KubernetesClient Client(ClusterReference cluster, IOperationLog log, ConnectionLease lease)
    {
        if (lease.Connection.Settings.Server.Scheme != Uri.UriSchemeHttps)
        {
            log.Warn($"{cluster.Context}: the server address '{cluster.Server}' does not use TLS, so no credentials are sent. kubectl behaves in the same way. Use an https address.");
        }

        if (lease.Connection.Settings.SkipTlsVerify)
        {
            log.Warn($"{cluster.Context}: the certificate of the server is not verified (insecure-skip-tls-verify), so an attacker could receive the credentials of this user.");
        }

        return new KubernetesClient(cluster, lease, log);
    }
}
