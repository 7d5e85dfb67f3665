namespace EksConnector.Core.Aws;

/// <summary>The calls of the EKS API that the module needs. All of them read.</summary>
public interface IEksClient
{
    /// <summary>Reads one cluster (needs <c>eks:DescribeCluster</c>).</summary>
    /// <param name="name">Its name in EKS.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The cluster.</returns>
    /// <exception cref="EksConnectorException">
    /// <see cref="ErrorIds.AwsClusterNotFound"/> where account and region have no such cluster, and the other <c>Aws…</c> failures.
    /// </exception>
    Task<EksCluster> DescribeClusterAsync(string name, CancellationToken cancellationToken);

    /// <summary>Names all clusters of account and region, connected ones too, page by page (needs <c>eks:ListClusters</c>).</summary>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The names as they come.</returns>
    IAsyncEnumerable<string> ListClustersAsync(CancellationToken cancellationToken);
}
