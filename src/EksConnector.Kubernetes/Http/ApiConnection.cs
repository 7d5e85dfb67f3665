using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Exec;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// The connections to one API server, kept for the next call, and the credentials for it. HTTP/1.1, because a
/// stalled stream then holds up nothing but itself.
/// </summary>
internal sealed class ApiConnection : IDisposable
{
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_idleTimeout = TimeSpan.FromMinutes(5);
    private static readonly ProductInfoHeaderValue s_userAgent = new(
        "EksConnector", typeof(ApiConnection).Assembly.GetName().Version?.ToString(3));

    private readonly ConnectionLog _log = new();
    private readonly ICredentialSource _credentials;
    private readonly Uri _base;
    private readonly object _gate = new();
    private HttpMessageInvoker? _invoker;
    private X509Certificate2? _invokerCertificate;
    private bool _disposed;

    public ApiConnection(ConnectionSettings settings, Func<IOperationLog, ICredentialSource> credentials)
    {
        Settings = settings;
        _credentials = credentials(_log);
        _base = NamedTls.Applies(settings) ? NamedTls.Address(settings.Server) : settings.Server;
        _base = new Uri(_base.AbsoluteUri.EndsWith('/') ? _base.AbsoluteUri : _base.AbsoluteUri + "/");
    }

    public ConnectionSettings Settings { get; }

    /// <summary>Gets the credential, which may run a plugin.</summary>
    public ValueTask<Credential> GetCredentialAsync(Credential? rejected, IOperationLog log, CancellationToken cancellationToken)
    {
        _log.Current = log;
        return _credentials.GetAsync(rejected, cancellationToken);
    }

    /// <summary>Sends a request and gives the answer as soon as its headers are there.</summary>
    public Task<HttpResponseMessage> SendAsync(ApiRequest request, Credential credential, CancellationToken cancellationToken)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(_base, request.Path)) { Version = HttpVersion.Version11 };
        message.Headers.Host = NamedTls.Applies(Settings) ? NamedTls.HostHeader(Settings.Server) : null;
        message.Headers.UserAgent.Add(s_userAgent);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.Authorization = credential.Authorization;
        foreach ((string name, string value) in Settings.ImpersonationHeaders)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.IsUpgrade)
        {
            WebSocketUpgrade.Ask(message);
        }

        if (!request.Body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        return Invoker(credential).SendAsync(message, cancellationToken);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _invoker?.Dispose();
            _invoker = null;
        }

        _credentials.Dispose();
    }

    // A plugin may give another certificate when the first expires. What is connected with the old one is left alone: a
    // request may be under way, and connections that nobody uses any more close by themselves.
    private HttpMessageInvoker Invoker(Credential credential)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_invoker is null || !ReferenceEquals(_invokerCertificate, credential.ClientCertificate))
            {
                _invoker = new HttpMessageInvoker(NewHandler(credential));
                _invokerCertificate = credential.ClientCertificate;
            }

            return _invoker;
        }
    }

    private SocketsHttpHandler NewHandler(Credential credential)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = s_connectTimeout < Settings.Timeout ? s_connectTimeout : Settings.Timeout,
            PooledConnectionIdleTimeout = s_idleTimeout,
            ActivityHeadersPropagator = null,
            UseProxy = Settings.Proxy is not null,
        };
        handler.SslOptions = TlsOptions(credential);
        if (NamedTls.Applies(Settings))
        {
            handler.PlaintextStreamFilter = (context, token) => NamedTls.AuthenticateAsync(context, handler.SslOptions, token);
        }

        if (Settings.Proxy is not null)
        {
            handler.Proxy = new WebProxy(Settings.Proxy);
            if (Settings.Proxy.UserInfo is { Length: > 0 } userInfo)
            {
                string[] parts = userInfo.Split(':', 2);
                handler.Proxy.Credentials = new NetworkCredential(
                    Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
            }
        }

        return handler;
    }

    private SslClientAuthenticationOptions TlsOptions(Credential credential)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = Settings.TlsServerName,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, presented, chain, errors) =>
                Settings.SkipTlsVerify || ServerCertificateFault.ThrowUnlessNone(presented, chain, errors),
        };
        if (credential.ClientCertificate is { } certificate)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, credential.Intermediates, offline: true);
        }

        if (Settings.Authorities is { } authorities)
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
