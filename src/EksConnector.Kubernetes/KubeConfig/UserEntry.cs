namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>One entry of <c>users</c>: how the caller proves who they are, and as whom they act. Its paths are absolute.</summary>
internal sealed record UserEntry
{
    /// <summary>Nobody in particular: what a context without a user has.</summary>
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

    /// <summary>The name of the removed kind of plugin; null where there is none.</summary>
    public string? AuthProvider { get; init; }

    public ExecEntry? Exec { get; init; }

    /// <summary>The user to impersonate (<c>as</c>).</summary>
    public string? Impersonate { get; init; }

    public string? ImpersonateUid { get; init; }

    public IReadOnlyList<string> ImpersonateGroups { get; init; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> ImpersonateExtra { get; init; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>What keeps the user's fields from going into headers, as a sentence that begins with the field; null where nothing does.</summary>
    public string? HeaderFault { get; init; }

    public bool HasClientCertificate => ClientCertificate is not null || ClientCertificateData is not null;

    public override string ToString() => $"user {Name}";
}
