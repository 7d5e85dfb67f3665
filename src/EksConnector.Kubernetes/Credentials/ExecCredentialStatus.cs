namespace EksConnector.Kubernetes.Credentials;

/// <summary>The status of an ExecCredential. Most of it is secret.</summary>
internal sealed record ExecCredentialStatus
{
    public string? Token { get; init; }

    public string? CertificatePem { get; init; }

    public string? KeyPem { get; init; }

    /// <summary>The expiration time; null for none.</summary>
    public DateTimeOffset? Expires { get; init; }

    public override string ToString() => nameof(ExecCredentialStatus);
}
