namespace EksConnector.Kubernetes.Credentials;

/// <summary>Provides the credential of one user and refreshes it when needed. Disposing of the source disposes of the certificates.</summary>
internal interface ICredentialSource : IDisposable
{
    /// <summary>Returns the credential; the same instance as long as it is valid.</summary>
    /// <param name="rejected">The credential that the server rejected with 401; a new one is obtained if possible.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="EksConnectorException">No credential could be obtained.</exception>
    ValueTask<Credential> GetAsync(Credential? rejected, CancellationToken cancellationToken);
}
