using System.Globalization;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Kubernetes;

/// <summary>Calls of a gateway that read files. A file can be a pipe or on a mount that hangs, so a caller who cancels does not wait for it.</summary>
internal static class GatewayCalls
{
    private static readonly TimeSpan s_findLimit = TimeSpan.FromSeconds(30);

    /// <summary>Finds all clusters that a source names.</summary>
    /// <param name="gateway">The way to the clusters.</param>
    /// <param name="source">Where to look.</param>
    /// <param name="log">Where oddities of the files are told.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>The clusters in the order of the files.</returns>
    /// <exception cref="EksConnectorException">The source cannot be read, or not within 30 seconds.</exception>
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
                "Check that the file system of the kubeconfig responds, or name another file with -KubeConfigPath.",
                exception);
        }
    }

    /// <summary>Prepares a client. Its files have a time limit of their own.</summary>
    /// <param name="gateway">The way to the clusters.</param>
    /// <param name="cluster">A cluster of this gateway.</param>
    /// <param name="timeout">The limit of a request.</param>
    /// <param name="log">Where requests are told.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>The client, to be disposed of by the caller.</returns>
    public static async Task<IKubernetesClient> ConnectAsync(
        this IKubernetesGateway gateway, ClusterReference cluster, TimeSpan timeout, IOperationLog log, CancellationToken cancellationToken)
    {
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
