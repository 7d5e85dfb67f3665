namespace EksConnector.Kubernetes.Credentials;

/// <summary>Gives the credential of one user, as fresh as it has to be. Disposing of it disposes of the certificates.</summary>
internal interface ICredentialSource : IDisposable
{
    /// <summary>Gives the credential: the same instance as long as it is valid.</summary>
    /// <param name="rejected">The one that the server has just answered 401 to; a new one is fetched where that can be.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="EksConnectorException">There is none to be had.</exception>
    ValueTask<Credential> GetAsync(Credential? rejected, CancellationToken cancellationToken);
}
