namespace EksConnector.Core.Kubernetes;

/// <summary>The source of the clusters: files, text, a server address, or, if nothing is specified, the defaults of kubectl.</summary>
public sealed record ConnectionSource
{
    /// <summary>The kubeconfig files, in the order of merging; empty for <c>KUBECONFIG</c>, <c>~/.kube/config</c>, or the Pod's service account.</summary>
    public IReadOnlyList<string> KubeConfigPaths { get; init; } = [];

    /// <summary>The text of a kubeconfig, which is secret because it can contain keys and tokens.</summary>
    public SecretText? KubeConfigText { get; init; }

    /// <summary>The address of an API server, such as <c>https://10.0.0.1:6443</c>, instead of a kubeconfig.</summary>
    public string? Server { get; init; }

    /// <summary>The bearer token for <see cref="Server"/>.</summary>
    public SecretText? Token { get; init; }

    /// <summary>The CA certificates for <see cref="Server"/>: a path or PEM text; null for the trust store of the system.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>The timeout for one query including its pages and retries, and for inactivity of a stream: 1 second to 1 hour.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The folder that relative paths are resolved against: PowerShell's location, which differs from that of the process.</summary>
    public string? BasePath { get; init; }
}
