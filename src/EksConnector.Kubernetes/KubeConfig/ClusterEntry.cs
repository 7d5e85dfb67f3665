namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>One entry of <c>clusters</c>: where an API server is and whom to trust. Its paths are absolute.</summary>
internal sealed record ClusterEntry
{
    public required string Name { get; init; }

    /// <summary>The address as it is written; null where there is none.</summary>
    public string? Server { get; init; }

    /// <summary>The name that the server's certificate has to have, where it is not the one in the address.</summary>
    public string? TlsServerName { get; init; }

    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>The path of the CA certificates.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>The CA certificates as PEM; they win over the path.</summary>
    public byte[]? CertificateAuthorityData { get; init; }

    /// <summary>The proxy; it may contain a password.</summary>
    public string? ProxyUrl { get; init; }

    public bool DisableCompression { get; init; }

    /// <summary>What an exec plugin is told of this cluster: the extension <c>client.authentication.k8s.io/exec</c>, as JSON.</summary>
    public string? ExecConfigJson { get; init; }

    /// <summary>What keeps the cluster's fields from going into headers, as a sentence that begins with the field; null where nothing does.</summary>
    public string? HeaderFault { get; init; }

    public override string ToString() => $"cluster {Name}";
}
