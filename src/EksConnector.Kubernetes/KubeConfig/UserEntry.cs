namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>An entry of <c>users</c>: the credentials and the impersonated identity of a user. Paths are absolute.</summary>
internal sealed record UserEntry
{
    /// <summary>The anonymous user of a context without a user.</summary>
    public static UserEntry Anonymous { get; } = new() { Name = string.Empty };

    public required string Name { get; init; }

    public string? ClientCertificate { get; init; }

    public byte[]? ClientCertificateData { get; init; }

    public string? ClientKey { get; init; }

    public byte[]? ClientKeyData { get; init; }

    public SecretText? Token { get; init; }

    public string? TokenFile { get; init; }

    public string? Username { get; init; }

    public SecretText? Password { get; init; }

    /// <summary>The name of the auth-provider plugin; null for none.</summary>
    public string? AuthProvider { get; init; }

    public ExecEntry? Exec { get; init; }

    /// <summary>The user to impersonate (<c>as</c>).</summary>
    public string? Impersonate { get; init; }

    public string? ImpersonateUid { get; init; }

    public IReadOnlyList<string> ImpersonateGroups { get; init; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> ImpersonateExtra { get; init; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>The problem that prevents the use of a field in a header, as a sentence that starts with the field; null for none.</summary>
    public string? HeaderFault { get; init; }

    public bool HasClientCertificate => ClientCertificate is not null || ClientCertificateData is not null;

    public override string ToString() => $"user {Name}";
}
