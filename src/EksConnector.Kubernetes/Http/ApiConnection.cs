using EksConnector.Core.Operations;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Credentials;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// The pooled connections to one API server and its credentials. Uses HTTP/1.1, because a stalled stream then does not block
/// other requests.
/// </summary>
internal sealed class ApiConnection : IDisposable
{
    private readonly ICredentialSource _credentials;
    private readonly object _gate = new();
    private ApiClient? _client;
    private Credential? _credential;
    private bool _disposed;

    public ApiConnection(ConnectionSettings settings, Func<IOperationLog, ICredentialSource> credentials)
    {
        Settings = settings;
        Root = ApiClient.AddressOf(settings);
        _credentials = credentials(CallScope.AmbientLog);
    }

    public ConnectionSettings Settings { get; }

    /// <summary>The base address of requests.</summary>
    public Uri Root { get; }

    /// <summary>Gets the credential, which may run a plugin.</summary>
    public ValueTask<Credential> GetCredentialAsync(Credential? rejected, CancellationToken cancellationToken) =>
        _credentials.GetAsync(rejected, cancellationToken);

    /// <summary>
    /// Returns the client for a credential. The client of the previous credential is not disposed of, because requests may be in
    /// progress and idle connections close on their own.
    /// </summary>
    public ApiClient GetClient(Credential credential)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_client is null || !ReferenceEquals(_credential, credential))
            {
                _client = new ApiClient(Settings, credential);
                _credential = credential;
            }

            return _client;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _client?.Dispose();
            _client = null;
        }

        _credentials.Dispose();
    }
}
