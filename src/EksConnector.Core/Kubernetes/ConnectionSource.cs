namespace EksConnector.Core.Kubernetes;

/// <summary>Where the clusters are named: in files, in a text, by address, or (nothing given) where kubectl would look.</summary>
public sealed record ConnectionSource
{
    /// <summary>kubeconfig files, merged in this order; empty for <c>KUBECONFIG</c>, then <c>~/.kube/config</c>, then the pod's own.</summary>
    public IReadOnlyList<string> KubeConfigPaths { get; init; } = [];

    /// <summary>A kubeconfig as text; it is secret because it can hold keys and tokens.</summary>
    public SecretText? KubeConfigText { get; init; }

    /// <summary>The address of an API server, such as <c>https://10.0.0.1:6443</c>, instead of a kubeconfig.</summary>
    public string? Server { get; init; }

    /// <summary>The bearer token for <see cref="Server"/>.</summary>
    public SecretText? Token { get; init; }

    /// <summary>The CA certificates for <see cref="Server"/>: a path, or PEM text; null for the system's.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>How long one request may take before its first byte, and stand still after it: 1 second to 1 hour.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The folder that relative paths are taken from: PowerShell's location, which is not the process's.</summary>
    public string? BasePath { get; init; }
}
