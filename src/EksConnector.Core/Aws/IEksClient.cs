namespace EksConnector.Core.Aws;

/// <summary>The calls of the EKS API that the module uses. All of them are read-only.</summary>
public interface IEksClient
{
    /// <summary>Returns a cluster (requires <c>eks:DescribeCluster</c>).</summary>
    /// <param name="name">The name of the cluster in EKS.</param>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>The cluster.</returns>
    /// <exception cref="EksConnectorException">
    /// <see cref="ErrorIds.AwsClusterNotFound"/> if the cluster does not exist in the account and the Region, or another <c>Aws…</c> error.
    /// </exception>
    Task<EksCluster> DescribeClusterAsync(string name, CancellationToken cancellationToken);

    /// <summary>Lists the names of all clusters in the account and the Region, including connected clusters (requires <c>eks:ListClusters</c>).</summary>
    /// <param name="cancellationToken">A token that cancels the calls.</param>
    /// <returns>The names, page by page.</returns>
    IAsyncEnumerable<string> ListClustersAsync(CancellationToken cancellationToken);
}
