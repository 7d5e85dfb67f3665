using System.Security.Cryptography.X509Certificates;

namespace EksConnector.Kubernetes.Api;

/// <summary>How the API server of one cluster is reached; credentials are not part of it.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>The kubeconfig context, or the server's host; it names the cluster in messages.</summary>
    public required string Context { get; init; }

    /// <summary>The kubeconfig's name of the user; it names the user in messages.</summary>
    public string? User { get; init; }

    /// <summary>The API server's address, with a path where it is behind one.</summary>
    public required Uri Server { get; init; }

    /// <summary>The name that the server's certificate must have, where that is not the address's host.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Whether the server's certificate is not looked at.</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>The certificates that the server's must descend from; null for the system's.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The proxy, of the kubeconfig or of the environment; null for none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The Impersonate-* headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ImpersonationHeaders { get; init; } = [];

    /// <summary>The limit for an answer's first byte, and for silence after it.</summary>
    public required TimeSpan Timeout { get; init; }
}
