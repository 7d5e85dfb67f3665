using System.Globalization;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Kubernetes;

/// <summary>Gateway calls that read files. A file may be a pipe or on a file system that does not respond, so cancellation does not wait for it.</summary>
internal static class GatewayExtensions
{
    private static readonly TimeSpan s_findLimit = TimeSpan.FromSeconds(30);

    /// <summary>Finds all clusters of a source.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="source">The source.</param>
    /// <param name="log">The log for warnings about the files.</param>
    /// <param name="cancellationToken">A token that cancels the wait immediately.</param>
    /// <returns>The clusters in the order of the files.</returns>
    /// <exception cref="EksConnectorException">The source cannot be read, or was not read within 30 seconds.</exception>
    public static async Task<IReadOnlyList<ClusterReference>> FindClustersAsync(
        this IKubernetesGateway gateway, ConnectionSource source, IOperationLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => gateway.FindClusters(source, log), CancellationToken.None)
                .WaitAsync(s_findLimit, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new EksConnectorException(
                ErrorIds.KubeConfigInvalid,
                FailureCategory.OperationTimeout,
                string.Create(CultureInfo.InvariantCulture, $"The kubeconfig was not read within {s_findLimit.TotalSeconds:0} seconds."),
                "Check that the file system of the kubeconfig responds, or specify another file with -KubeConfigPath.",
                exception);
        }
    }

    /// <summary>Creates a client. Its files have their own time limit.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="cluster">A cluster of this gateway.</param>
    /// <param name="timeout">The timeout of a request.</param>
    /// <param name="log">The log for trace messages.</param>
    /// <param name="cancellationToken">A token that cancels the wait immediately.</param>
    /// <returns>The client, which the caller disposes of.</returns>
    public static async Task<IKubernetesClient> ConnectAsync(
        this IKubernetesGateway gateway, ClusterReference cluster, TimeSpan timeout, IOperationLog log, CancellationToken cancellationToken)
    {
        if (gateway.Reconnect(cluster, timeout, log) is { } client)
        {
            return client;
        }

        Task<IKubernetesClient> connecting = Task.Run(() => gateway.Connect(cluster, timeout, log), CancellationToken.None);
        try
        {
            return await connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = connecting.ContinueWith(
                late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }
}
