namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>An entry of <c>clusters</c>. Paths are absolute.</summary>
internal sealed record ClusterEntry
{
    public required string Name { get; init; }

    /// <summary>The address as specified; null for none.</summary>
    public string? Server { get; init; }

    /// <summary>The name that the server certificate must contain, if it differs from the host name in the address.</summary>
    public string? TlsServerName { get; init; }

    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>The path of the file with CA certificates.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>The CA certificates in PEM format, which take precedence over the path.</summary>
    public byte[]? CertificateAuthorityData { get; init; }

    /// <summary>The URL of the proxy, which may contain a password.</summary>
    public string? ProxyUrl { get; init; }

    public bool DisableCompression { get; init; }

    /// <summary>The extension <c>client.authentication.k8s.io/exec</c> for exec plugins, as JSON.</summary>
    public string? ExecConfigJson { get; init; }

    /// <summary>The problem that prevents the use of a field in a header, as a sentence that starts with the field; null for none.</summary>
    public string? HeaderFault { get; init; }

    public override string ToString() => $"cluster {Name}";
}
