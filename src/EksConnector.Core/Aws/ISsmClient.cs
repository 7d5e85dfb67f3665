namespace EksConnector.Core.Aws;

/// <summary>The calls of the Systems Manager API that the module needs. All of them read.</summary>
public interface ISsmClient
{
    /// <summary>Reads one activation (needs <c>ssm:DescribeActivations</c>).</summary>
    /// <param name="activationId">Its id, a GUID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The activation; null where account and region have none with that id.</returns>
    /// <exception cref="EksConnectorException">One of the <c>Aws…</c> failures.</exception>
    Task<SsmActivation?> FindActivationAsync(string activationId, CancellationToken cancellationToken);

    /// <summary>Reads the managed instances that were registered with an activation (needs <c>ssm:DescribeInstanceInformation</c>).</summary>
    /// <param name="activationId">The activation's id, a GUID.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The instances, in no order.</returns>
    /// <exception cref="EksConnectorException">One of the <c>Aws…</c> failures.</exception>
    Task<IReadOnlyList<SsmInstance>> FindInstancesAsync(string activationId, CancellationToken cancellationToken);
}
