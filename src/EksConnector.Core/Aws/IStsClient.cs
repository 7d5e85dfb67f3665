namespace EksConnector.Core.Aws;

/// <summary>The calls of the AWS Security Token Service that the module uses.</summary>
public interface IStsClient
{
    /// <summary>Returns the identity of the credentials. No permission is required.</summary>
    /// <param name="cancellationToken">A token that cancels the call.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="EksConnectorException">One of the <c>Aws…</c> errors.</exception>
    Task<AwsCaller> GetCallerIdentityAsync(CancellationToken cancellationToken);
}
