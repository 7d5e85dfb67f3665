using EksConnector.Core.Kubernetes;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>
/// A context with its cluster and user entries. Errors are reported when the context is used, so that one invalid context does not
/// hide the others.
/// </summary>
internal sealed class ResolvedCluster : ClusterReference
{
    private readonly ClusterEntry? _cluster;
    private readonly UserEntry? _user;

    public ResolvedCluster(ContextEntry context, ClusterEntry? cluster, UserEntry? user, bool isCurrent)
        : base(context.Name, cluster?.Server, context.User, isCurrent)
    {
        ContextEntry = context;
        _cluster = cluster;
        _user = user;
    }

    public ContextEntry ContextEntry { get; }

    /// <summary>The namespace of the context; null for none.</summary>
    public string? Namespace => ContextEntry.Namespace;

    /// <summary>The cluster entry.</summary>
    /// <exception cref="EksConnectorException">The context specifies no cluster, or one that does not exist.</exception>
    public ClusterEntry ClusterEntry => _cluster ?? throw KubeConfigErrors.Unusable(
        this,
        ContextEntry.Cluster is null ? "it specifies no cluster." : $"its cluster '{ContextEntry.Cluster}' is not in the kubeconfig.",
        "Correct the context (kubectl config set-context), or get the kubeconfig of the cluster again.");

    /// <summary>The user entry; the anonymous user if the context specifies none.</summary>
    /// <exception cref="EksConnectorException">The user does not exist.</exception>
    public UserEntry UserEntry => _user ?? (ContextEntry.User is null ? UserEntry.Anonymous : throw KubeConfigErrors.Unusable(
        this,
        $"its user '{ContextEntry.User}' is not in the kubeconfig.",
        "Correct the context (kubectl config set-context), or get the kubeconfig of the cluster again."));

    /// <summary>The cluster entry; null if it does not exist.</summary>
    public ClusterEntry? ClusterEntryOrNull => _cluster;

    /// <summary>The user entry; null if it does not exist.</summary>
    public UserEntry? UserEntryOrNull => _user ?? (ContextEntry.User is null ? UserEntry.Anonymous : null);

    /// <summary>Returns the address of the API server.</summary>
    /// <returns>An absolute http or https URL; http is the default scheme, as in client-go.</returns>
    /// <exception cref="EksConnectorException">The address is missing or not a valid URL.</exception>
    public Uri GetServerUri()
    {
        string server = ClusterEntry.Server ?? throw KubeConfigErrors.Unusable(
            this,
            $"its cluster '{ClusterEntry.Name}' has no server.",
            "Set the server field of the cluster to the URL of the API server.");
        return ParseServer(server, "http://") ?? throw KubeConfigErrors.Unusable(
            this,
            $"the server of its cluster '{ClusterEntry.Name}' is not a valid URL.",
            "Use the format https://host:port.");
    }

    /// <summary>Validates the context without network requests, as client-go does before it connects.</summary>
    /// <exception cref="EksConnectorException">The context cannot be used.</exception>
    public void EnsureUsable()
    {
        EnsureValidHeader(ClusterEntry.HeaderFault);
        EnsureValidHeader(UserEntry.HeaderFault);
        _ = GetServerUri();
        if (ClusterEntry.InsecureSkipTlsVerify && (ClusterEntry.CertificateAuthority is not null || ClusterEntry.CertificateAuthorityData is not null))
        {
            throw KubeConfigErrors.Unusable(
                this,
                $"its cluster '{ClusterEntry.Name}' has both insecure-skip-tls-verify and CA certificates.",
                "Remove insecure-skip-tls-verify to use the certificates.");
        }

        UserEntry user = UserEntry;
        if (user.Token is not null && (user.Username is not null || user.Password is not null))
        {
            throw KubeConfigErrors.Unusable(this, $"its user '{user.Name}' has both a token and a password.", "Remove one of them.");
        }

        if (user.HasClientCertificate && user.ClientKey is null && user.ClientKeyData is null)
        {
            throw KubeConfigErrors.Unusable(
                this, $"its user '{user.Name}' has a client certificate without a key.", "Add client-key or client-key-data.");
        }

        if (user.Impersonate is null
            && (user.ImpersonateUid is not null || user.ImpersonateGroups.Count > 0 || user.ImpersonateExtra.Count > 0))
        {
            throw KubeConfigErrors.Unusable(
                this,
                $"its user '{user.Name}' impersonates a uid, groups or extras without a user.",
                "Add the as field, or remove as-uid, as-groups and as-user-extra.");
        }

        if (user.Exec is not null && user.AuthProvider is not null)
        {
            throw KubeConfigErrors.Unusable(this, $"its user '{user.Name}' has both an exec plugin and an auth-provider.", "Remove the auth-provider.");
        }
    }

    private void EnsureValidHeader(string? headerFault)
    {
        if (headerFault is not null)
        {
            throw KubeConfigErrors.Unusable(
                this, headerFault, "Correct the field in the kubeconfig. It is used in HTTP headers, which must be ASCII text without line breaks.");
        }
    }

    /// <summary>Parses a server address.</summary>
    /// <param name="server">The address.</param>
    /// <param name="defaultScheme">The scheme for an address without one.</param>
    /// <returns>The URL; null if the address is not valid.</returns>
    public static Uri? ParseServer(string server, string defaultScheme)
    {
        string address = server.Contains("://", StringComparison.Ordinal) ? server : defaultScheme + server;
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && uri.Host.Length > 0
            ? uri
            : null;
    }

    public override string ToString() => $"context {Context}";
}
