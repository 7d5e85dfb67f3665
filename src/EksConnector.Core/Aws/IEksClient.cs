namespace EksConnector.Core.Aws;

/// <summary>The calls of the EKS API that the module needs. <see cref="RegisterClusterAsync"/> and <see cref="DeregisterClusterAsync"/> write.</summary>
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

    /// <summary>
    /// Registers a cluster (needs <c>eks:RegisterCluster</c>, <c>ssm:CreateActivation</c>, <c>ssm:DeleteActivation</c> and, for the role,
    /// <c>iam:PassRole</c>). A call that is sent again with the same token registers the cluster once.
    /// </summary>
    /// <param name="request">What to register.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The registered cluster with the activation ID and the activation code.</returns>
    /// <exception cref="EksConnectorException">
    /// <see cref="ErrorIds.AwsResourceInUse"/> where the name is in use, <see cref="ErrorIds.AwsRoleNotReady"/> where the service-linked role
    /// is not available yet, <see cref="ErrorIds.AwsLimitExceeded"/>, and the other <c>Aws…</c> failures.
    /// </exception>
    Task<EksRegistration> RegisterClusterAsync(EksRegistrationRequest request, CancellationToken cancellationToken);

    /// <summary>Deregisters a connected cluster (needs <c>eks:DeregisterCluster</c> and <c>ssm:DeleteActivation</c>).</summary>
    /// <param name="name">Its name in EKS.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when EKS has accepted the request.</returns>
    /// <exception cref="EksConnectorException">
    /// <see cref="ErrorIds.AwsClusterNotFound"/> where account and region have no such cluster, and the other <c>Aws…</c> failures.
    /// </exception>
    Task DeregisterClusterAsync(string name, CancellationToken cancellationToken);
}
