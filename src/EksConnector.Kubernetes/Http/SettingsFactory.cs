using System.Security.Cryptography.X509Certificates;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Http;

/// <summary>Creates connection settings from the entries of a kubeconfig.</summary>
internal static class SettingsFactory
{
    public static ConnectionSettings Create(ResolvedCluster cluster, TimeSpan timeout)
    {
        ClusterEntry entry = cluster.ClusterEntry;
        return new ConnectionSettings
        {
            Context = cluster.Context,
            User = cluster.User,
            Server = cluster.GetServerUri(),
            TlsServerName = entry.TlsServerName,
            SkipTlsVerify = entry.InsecureSkipTlsVerify,
            Authorities = LoadAuthorities(cluster.Context, entry),
            Proxy = FindProxy(cluster, entry.ProxyUrl),
            ImpersonationHeaders = KubeConfig.ImpersonationHeaders.Create(cluster.UserEntry),
            Timeout = timeout,
        };
    }

    private static X509Certificate2Collection? LoadAuthorities(string context, ClusterEntry entry)
    {
        try
        {
            return CertificateLoader.LoadAuthorities(entry);
        }
        catch (EksConnectorException exception)
        {
            throw CredentialErrors.WithTarget(exception, context);
        }
    }

    private static Uri? FindProxy(ResolvedCluster cluster, string? proxy)
    {
        if (string.IsNullOrEmpty(proxy))
        {
            try
            {
                return EnvironmentProxy.Find(cluster.GetServerUri(), Environment.GetEnvironmentVariable);
            }
            catch (FormatException exception)
            {
                throw KubeConfigErrors.Unusable(
                    cluster, $"the environment variable {exception.Message} is not an http, https or socks5 URL.", "Correct or remove the variable.");
            }
        }

        return Uri.TryCreate(proxy, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" or "socks5"
            ? uri
            : throw KubeConfigErrors.Unusable(cluster, "its proxy-url is not an http, https or socks5 URL.", "Correct proxy-url in the cluster entry.");
    }
}
