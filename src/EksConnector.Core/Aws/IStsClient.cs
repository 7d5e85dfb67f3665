namespace EksConnector.Core.Aws;

/// <summary>The calls of the Security Token Service that the module needs.</summary>
public interface IStsClient
{
    /// <summary>Tells whose credentials these are. It needs no permission.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The caller.</returns>
    /// <exception cref="EksConnectorException">One of the <c>Aws…</c> failures.</exception>
    Task<AwsCaller> GetCallerIdentityAsync(CancellationToken cancellationToken);
}
