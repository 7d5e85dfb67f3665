namespace EksConnector.Kubernetes.Credentials;

/// <summary>A credential source for a credential that does not change.</summary>
internal sealed class StaticCredentialSource : ICredentialSource
{
    private readonly Credential _credential;

    public StaticCredentialSource(Credential credential) => _credential = credential;

    public ValueTask<Credential> GetAsync(Credential? rejected, CancellationToken cancellationToken) => new(_credential);

    public void Dispose() => CertificateLoader.Dispose(_credential);
}
