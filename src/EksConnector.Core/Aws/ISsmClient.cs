namespace EksConnector.Core.Aws;

/// <summary>The calls of the Systems Manager API that the module uses. All of them are read-only.</summary>
public interface ISsmClient
{
    /// <summary>Returns an activation (requires <c>ssm:DescribeActivations</c>).</summary>
    /// <param name="activationId">The activation ID, a GUID.</param>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>The activation; null if it does not exist in the account and the Region.</returns>
    /// <exception cref="EksConnectorException">One of the <c>Aws…</c> errors.</exception>
    Task<SsmActivation?> FindActivationAsync(string activationId, CancellationToken cancellationToken);

    /// <summary>Returns the managed instances that were registered with an activation (requires <c>ssm:DescribeInstanceInformation</c>).</summary>
    /// <param name="activationId">The activation ID, a GUID.</param>
    /// <param name="cancellationToken">A token that cancels the calls.</param>
    /// <returns>The instances, in no particular order.</returns>
    /// <exception cref="EksConnectorException">One of the <c>Aws…</c> errors.</exception>
    Task<IReadOnlyList<SsmInstance>> FindInstancesAsync(string activationId, CancellationToken cancellationToken);
}
