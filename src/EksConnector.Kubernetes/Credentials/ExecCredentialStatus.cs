namespace EksConnector.Kubernetes.Credentials;

/// <summary>What an exec plugin answered: secrets, most of it.</summary>
internal sealed record ExecCredentialStatus
{
    public string? Token { get; init; }

    public string? CertificatePem { get; init; }

    public string? KeyPem { get; init; }

    /// <summary>When it has to be asked again; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    public override string ToString() => nameof(ExecCredentialStatus);
}
