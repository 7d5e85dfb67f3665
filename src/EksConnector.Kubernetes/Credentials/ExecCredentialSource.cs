using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>
/// The credential that an exec plugin gives. It is kept until shortly before it expires or the server refuses it;
/// callers who need one at the same time share one run, which ends when the last of them gives up.
/// </summary>
internal sealed class ExecCredentialSource : ICredentialSource
{
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(30);

    private readonly ExecPlugin _plugin;
    private readonly string _apiVersion;
    private readonly string _context;
    private readonly Credential _own;
    private readonly TimeProvider _time;
    private readonly object _gate = new();
    private readonly List<Credential> _given = [];
    private Flight? _flight;
    private ExecCredentialStatus? _status;
    private Credential? _current;
    private DateTimeOffset _validUntil;
    private bool _isDisposed;

    private ExecCredentialSource(ExecPlugin plugin, string apiVersion, string context, Credential own, TimeProvider time)
    {
        _plugin = plugin;
        _apiVersion = apiVersion;
        _context = context;
        _own = own;
        _time = time;
    }

    public static ExecCredentialSource Create(
        UserEntry user, ExecEntry exec, ResolvedCluster cluster, IOperationLog log, TimeSpan timeout, TimeProvider time, ProcessLauncher launcher)
    {
        var plugin = new ExecPlugin(exec, cluster, timeout, launcher, log);

        // A certificate in the kubeconfig beats the plugin's, as in client-go.
        Credential own = UserCredentialReader.Make(user, UserCredentialReader.Read(user), time.GetUtcNow());
        return new ExecCredentialSource(plugin, exec.ApiVersion!, cluster.Context, own, time);
    }

    public ValueTask<Credential> GetAsync(Credential? rejected, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Flight flight;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_current is not null && !ReferenceEquals(rejected, _current) && _time.GetUtcNow() < _validUntil)
            {
                return new ValueTask<Credential>(_current);
            }

            flight = _flight ??= Depart();
            flight.Passengers++;
        }

        return new ValueTask<Credential>(TravelAsync(flight, cancellationToken));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _flight?.Stop.Cancel();
            _flight = null;
            foreach (Credential credential in _given)
            {
                CertificateLoader.Dispose(credential);
            }

            _given.Clear();
            CertificateLoader.Dispose(_own);
        }
    }

    private Flight Depart()
    {
        var flight = new Flight();
        flight.Task = Task.Run(() => FetchAsync(flight), CancellationToken.None);
        return flight;
    }

    private async Task<Credential> TravelAsync(Flight flight, CancellationToken cancellationToken)
    {
        try
        {
            return await flight.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (--flight.Passengers == 0 && ReferenceEquals(_flight, flight))
                {
                    // Nobody waits any more, so the plugin has nobody to run for.
                    _flight = null;
                    flight.Stop.Cancel();
                }
            }
        }
    }

    private async Task<Credential> FetchAsync(Flight flight)
    {
        try
        {
            string output = await _plugin.RunAsync(flight.Stop.Token).ConfigureAwait(false);
            string? problem = ExecCredentialParser.TryParse(output, _apiVersion, out ExecCredentialStatus status);
            if (problem is not null)
            {
                throw new EksConnectorException(
                    ErrorIds.CredentialPluginFailed,
                    FailureCategory.AuthenticationError,
                    $"The credential plugin {_plugin.Name} of the context {_context} {problem}.",
                    "Run the command of the kubeconfig by hand, and compare its apiVersion with the kubeconfig's; update the plugin.");
            }

            return Accept(flight, status);
        }
        catch (EksConnectorException exception)
        {
            Land(flight);
            throw CredentialErrors.WithTarget(exception, _context);
        }
        catch
        {
            Land(flight);
            throw;
        }
    }

    private Credential Accept(Flight flight, ExecCredentialStatus status)
    {
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_current is null || !IsSame(status, _status))
            {
                _current = Make(status, now);
                _given.Add(_current);
            }

            _status = status;
            _validUntil = status.Expires is { } expires ? expires - Margin(expires - now) : DateTimeOffset.MaxValue;
            if (ReferenceEquals(_flight, flight))
            {
                _flight = null;
            }

            return _current;
        }
    }

    private void Land(Flight flight)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_flight, flight))
            {
                _flight = null;
            }
        }
    }

    // A credential that lives only seconds is not thrown away at once.
    private static TimeSpan Margin(TimeSpan life) => life / 10 < s_margin ? life / 10 : s_margin;

    private Credential Make(ExecCredentialStatus status, DateTimeOffset now)
    {
        AuthenticationHeaderValue? authorization = status.Token is null
            ? null
            : UserCredentialReader.Bearer(status.Token.Trim(), $"the credential plugin {_plugin.Name}");
        if (_own.ClientCertificate is not null || status.CertificatePem is null)
        {
            return _own with { Authorization = authorization };
        }

        (X509Certificate2 certificate, X509Certificate2Collection intermediates) = CertificateLoader.LoadClientCertificate(
            Encoding.UTF8.GetBytes(status.CertificatePem), Encoding.UTF8.GetBytes(status.KeyPem!), $"the credential plugin {_plugin.Name}", now);
        return new Credential(authorization, certificate) { Intermediates = intermediates };
    }

    private static bool IsSame(ExecCredentialStatus one, ExecCredentialStatus? other) =>
        other is not null
        && string.Equals(one.Token, other.Token, StringComparison.Ordinal)
        && string.Equals(one.CertificatePem, other.CertificatePem, StringComparison.Ordinal)
        && string.Equals(one.KeyPem, other.KeyPem, StringComparison.Ordinal);

    /// <summary>One run of the plugin and those who wait for it.</summary>
    private sealed class Flight
    {
        // It has no timer, so there is nothing that disposing of it would release; and it may be cancelled late.
        public CancellationTokenSource Stop { get; } = new();

        public Task<Credential> Task { get; set; } = null!;

        public int Passengers { get; set; }
    }
}
