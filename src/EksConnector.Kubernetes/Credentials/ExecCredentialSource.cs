using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EksConnector.Core;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>
/// The credential source for an exec plugin. The credential is cached until shortly before it expires or until the server rejects it.
/// Concurrent callers share one run of the plugin, which is canceled when the last caller cancels.
/// </summary>
internal sealed class ExecCredentialSource : ICredentialSource
{
    private static readonly TimeSpan s_expiryMargin = TimeSpan.FromSeconds(30);

    private readonly ExecPlugin _plugin;
    private readonly string _apiVersion;
    private readonly string _context;
    private readonly UserEntry _user;
    private readonly TimeProvider _time;
    private readonly SharedRun<Credential> _run;
    private readonly object _gate = new();
    private readonly List<Credential> _issued = [];
    private Credential? _own;
    private ExecCredentialStatus? _status;
    private Credential? _current;
    private DateTimeOffset _validUntil;
    private bool _isDisposed;

    private ExecCredentialSource(ExecPlugin plugin, string apiVersion, string context, UserEntry user, TimeProvider time)
    {
        _plugin = plugin;
        _apiVersion = apiVersion;
        _context = context;
        _user = user;
        _time = time;
        _run = new SharedRun<Credential>(FetchAsync);
    }

    public static ExecCredentialSource Create(
        UserEntry user, ExecEntry exec, ResolvedCluster cluster, IOperationLog log, TimeSpan timeout, TimeProvider time, ProcessLauncher launcher) =>
        new(new ExecPlugin(exec, cluster, timeout, launcher, log), exec.ApiVersion!, cluster.Context, user, time);

    public ValueTask<Credential> GetAsync(Credential? rejected, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_current is not null && !ReferenceEquals(rejected, _current) && _time.GetUtcNow() < _validUntil)
            {
                return new ValueTask<Credential>(_current);
            }
        }

        return new ValueTask<Credential>(_run.JoinAsync(cancellationToken));
    }

    public void Dispose()
    {
        _run.Stop();
        lock (_gate)
        {
            _isDisposed = true;
            foreach (Credential credential in _issued)
            {
                CertificateLoader.Dispose(credential);
            }

            _issued.Clear();
        }
    }

    private async Task<Credential> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Like client-go, prefer a certificate in the kubeconfig to the one of the plugin.
            UserMaterial own = await UserCredentialReader.ReadAsync(_user, cancellationToken).ConfigureAwait(false);
            string output = await _plugin.RunAsync(cancellationToken).ConfigureAwait(false);
            string? problem = ExecCredentialParser.TryParse(output, _apiVersion, out ExecCredentialStatus status);
            return problem is null ? Accept(own, status) : throw new EksConnectorException(
                ErrorIds.CredentialPluginFailed,
                FailureCategory.AuthenticationError,
                $"The credential plugin '{_plugin.Name}' of the context '{_context}' {problem}.",
                "Run the command in the kubeconfig manually, and compare its apiVersion with the one in the kubeconfig. Update the plugin if they differ.");
        }
        catch (EksConnectorException exception)
        {
            throw CredentialErrors.WithTarget(exception, _context);
        }
    }

    private Credential Accept(UserMaterial own, ExecCredentialStatus status)
    {
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_own is null)
            {
                _own = UserCredentialReader.Make(_user, own, now);
                _issued.Add(_own);
            }

            if (_current is null || !IsSame(status, _status))
            {
                _current = Make(_own, status, now);
                _issued.Add(_current);
            }

            _status = status;
            _validUntil = status.Expires is { } expires ? expires - Margin(expires - now) : DateTimeOffset.MaxValue;
            return _current;
        }
    }

    // Short-lived credentials get a shorter margin, so that they are used at all.
    private static TimeSpan Margin(TimeSpan life) => life / 10 < s_expiryMargin ? life / 10 : s_expiryMargin;

    private Credential Make(Credential own, ExecCredentialStatus status, DateTimeOffset now)
    {
        AuthenticationHeaderValue? authorization = status.Token is null
            ? null
            : UserCredentialReader.Bearer(status.Token.Trim(), $"The token of the credential plugin '{_plugin.Name}'");
        if (own.ClientCertificate is not null || status.CertificatePem is null)
        {
            return own with { Authorization = authorization };
        }

        (X509Certificate2 certificate, X509Certificate2Collection intermediates) = CertificateLoader.LoadClientCertificate(
            Encoding.UTF8.GetBytes(status.CertificatePem), Encoding.UTF8.GetBytes(status.KeyPem!), $"the credential plugin '{_plugin.Name}'", now);
        return new Credential(authorization, certificate) { Intermediates = intermediates };
    }

    private static bool IsSame(ExecCredentialStatus one, ExecCredentialStatus? other) =>
        other is not null
        && string.Equals(one.Token, other.Token, StringComparison.Ordinal)
        && string.Equals(one.CertificatePem, other.CertificatePem, StringComparison.Ordinal)
        && string.Equals(one.KeyPem, other.KeyPem, StringComparison.Ordinal);
}
