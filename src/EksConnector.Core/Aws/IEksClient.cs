namespace EksConnector.Core.Aws;

/// <summary>The calls of the EKS API that the module uses. <see cref="RegisterClusterAsync"/> and <see cref="DeregisterClusterAsync"/> write.</summary>
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

    /// <summary>
    /// Registers a cluster (requires <c>eks:RegisterCluster</c>, <c>ssm:CreateActivation</c>, <c>ssm:DeleteActivation</c> and, for the role,
    /// <c>iam:PassRole</c>). A call that is sent again with the same token registers the cluster once.
    /// </summary>
    /// <param name="request">The cluster to register.</param>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>The registered cluster with the activation ID and the activation code.</returns>
    /// <exception cref="EksConnectorException">
    /// <see cref="ErrorIds.AwsResourceInUse"/> if the name is in use, <see cref="ErrorIds.AwsRoleNotReady"/> if the service-linked role
    /// is not available yet, <see cref="ErrorIds.AwsLimitExceeded"/>, or another <c>Aws…</c> error.
    /// </exception>
    Task<EksRegistration> RegisterClusterAsync(EksRegistrationRequest request, CancellationToken cancellationToken);

    /// <summary>Deregisters a connected cluster (requires <c>eks:DeregisterCluster</c> and <c>ssm:DeleteActivation</c>).</summary>
    /// <param name="name">The name of the cluster in EKS.</param>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>A task that ends when EKS has accepted the request.</returns>
    /// <exception cref="EksConnectorException">
    /// <see cref="ErrorIds.AwsClusterNotFound"/> if the cluster does not exist in the account and the Region, or another <c>Aws…</c> error.
    /// </exception>
    Task DeregisterClusterAsync(string name, CancellationToken cancellationToken);
}
