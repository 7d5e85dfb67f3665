using System.Text;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Creates a cluster from a server address without a kubeconfig.</summary>
internal static class ExplicitServer
{
    public static KubeConfigSnapshot Load(ConnectionSource source, string basePath, KubeConfigEnvironment environment, string key)
    {
        // An address without a scheme means HTTPS, because the token must not be sent unencrypted.
        Uri uri = ResolvedCluster.ParseServer(source.Server!, "https://") ?? throw new EksConnectorException(
            ErrorIds.InvalidParameter,
            FailureCategory.InvalidArgument,
            "The value of -Server is not a valid URL.",
            "Specify -Server in the format https://host:port.");
        string name = uri.Host;
        string? authority = source.CertificateAuthority;
        bool isPem = authority is not null && IsPem(authority);
        var cluster = new ClusterEntry
        {
            Name = name,
            Server = uri.OriginalString,
            CertificateAuthority = string.IsNullOrEmpty(authority) || isPem ? null : KubeConfigLoader.FullPath(authority, source with { BasePath = basePath }, environment),
            CertificateAuthorityData = isPem ? Encoding.UTF8.GetBytes(authority!) : null,
        };
        var user = new UserEntry { Name = string.Empty, Token = source.Token };
        var context = new ContextEntry { Name = name, Cluster = name };
        return new KubeConfigSnapshot([new ResolvedCluster(context, cluster, user, isCurrent: true)], name, key);
    }

    public static bool IsPem(string text) => text.Contains("-----BEGIN", StringComparison.Ordinal);
}
