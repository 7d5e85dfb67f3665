using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Errors;

namespace EksConnector.Kubernetes.Http;

/// <summary>Configures the HTTP handler like kubectl: proxy, no cookies, no redirects, and TLS with the CA of the cluster.</summary>
internal static class HandlerSetup
{
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_idleTimeout = TimeSpan.FromMinutes(5);

    public static void Apply(SocketsHttpHandler handler, ConnectionSettings settings, Credential credential)
    {
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.ConnectTimeout = s_connectTimeout < settings.Timeout ? s_connectTimeout : settings.Timeout;
        handler.PooledConnectionIdleTimeout = s_idleTimeout;
        handler.ActivityHeadersPropagator = null;
        handler.UseProxy = settings.Proxy is not null;
        handler.Proxy = settings.Proxy is null ? null : ProxyOf(settings.Proxy);
        handler.SslOptions = TlsOptions(settings, credential);
        if (NamedTls.Applies(settings))
        {
            handler.PlaintextStreamFilter = (context, token) => NamedTls.AuthenticateAsync(context, handler.SslOptions, token);
        }
    }

    private static WebProxy ProxyOf(Uri address)
    {
        var proxy = new WebProxy(address);
        if (address.UserInfo is { Length: > 0 } userInfo)
        {
            string[] parts = userInfo.Split(':', 2);
            proxy.Credentials = new NetworkCredential(
                Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
        }

        return proxy;
    }

    private static SslClientAuthenticationOptions TlsOptions(ConnectionSettings settings, Credential credential)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = settings.TlsServerName,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, presented, chain, errors) =>
                settings.SkipTlsVerify || ServerCertificateFault.ThrowIfInvalid(presented, chain, errors),
        };
        if (credential.ClientCertificate is { } certificate)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, credential.Intermediates, offline: true);
        }

        if (settings.Authorities is { } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return options;
    }
}
