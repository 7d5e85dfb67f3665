using EksConnector.Core.Operations;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>
/// The credential source for files. The files are read again after one minute or when the server rejects the credential,
/// because the tokens and certificates of Pods and kubelets are replaced in place.
/// </summary>
internal sealed class FileCredentialSource : ICredentialSource
{
    private static readonly TimeSpan s_refreshInterval = TimeSpan.FromMinutes(1);

    private readonly UserEntry _user;
    private readonly string _context;
    private readonly IOperationLog _log;
    private readonly TimeProvider _time;
    private readonly SharedRun<Credential> _reading;
    private readonly object _gate = new();
    private readonly List<Credential> _issued = [];
    private UserMaterial? _material;
    private Credential? _current;
    private long _readAt;
    private bool _isDisposed;

    public FileCredentialSource(UserEntry user, string context, IOperationLog log, TimeProvider time)
    {
        _user = user;
        _context = context;
        _log = log;
        _time = time;
        _reading = new SharedRun<Credential>(ReadAsync);
    }

    public ValueTask<Credential> GetAsync(Credential? rejected, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_current is not null && !ReferenceEquals(rejected, _current) && _time.GetElapsedTime(_readAt) < s_refreshInterval)
            {
                return new ValueTask<Credential>(_current);
            }
        }

        return new ValueTask<Credential>(_reading.JoinAsync(cancellationToken));
    }

    public void Dispose()
    {
        _reading.Stop();
        lock (_gate)
        {
            _isDisposed = true;

            // Replaced certificates may have been in use until now.
            foreach (Credential credential in _issued)
            {
                CertificateLoader.Dispose(credential);
            }

            _issued.Clear();
        }
    }

    private async Task<Credential> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Accept(await UserCredentialReader.ReadAsync(_user, cancellationToken).ConfigureAwait(false));
        }
        catch (EksConnectorException exception)
        {
            return KeepCurrent(exception) ?? throw CredentialErrors.WithTarget(exception, _context);
        }
    }

    private Credential Accept(UserMaterial material)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_current is null || _material is null || !material.IsSame(_material))
            {
                _current = UserCredentialReader.Make(_user, material, _time.GetUtcNow());
                _issued.Add(_current);
                _material = material;
            }

            _readAt = _time.GetTimestamp();
            return _current;
        }
    }

    // A file may be in the middle of a replacement, so the previous credential is kept; the server rejects it if it is no longer valid.
    private Credential? KeepCurrent(EksConnectorException exception)
    {
        lock (_gate)
        {
            if (_current is not null)
            {
                _readAt = _time.GetTimestamp();
                _log.Trace($"The credential files of the user '{_user.Name}' cannot be read again: {exception.Message}");
            }

            return _current;
        }
    }
}
