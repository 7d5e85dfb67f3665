using System.Security.Cryptography.X509Certificates;

namespace EksConnector.Kubernetes.Api;

/// <summary>The connection settings of one API server, without credentials.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>The kubeconfig context, or the host name of the server; identifies the cluster in messages.</summary>
    public required string Context { get; init; }

    /// <summary>The user name in the kubeconfig; identifies the user in messages.</summary>
    public string? User { get; init; }

    /// <summary>The address of the API server, including the path if the server is behind a proxy.</summary>
    public required Uri Server { get; init; }

    /// <summary>The name that the server certificate must contain, if it differs from the host name in the address.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Whether verification of the server certificate is disabled.</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>The CA certificates that the server certificate is verified against; null for the trust store of the system.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The proxy from the kubeconfig or the environment; null for none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The Impersonate-* headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ImpersonationHeaders { get; init; } = [];

    /// <summary>The timeout for the first byte of a response, and for inactivity after it.</summary>
    public required TimeSpan Timeout { get; init; }
}
