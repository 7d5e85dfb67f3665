using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace EksConnector.FakeCluster;

/// <summary>
/// A Kubernetes API server in this process: HTTPS on a free port, the users of the real test cluster, scenarios, faults, and a record of
/// all requests. A real kubectl works with it.
/// </summary>
public sealed class FakeKubernetes : IAsyncDisposable
{
    private static readonly string[] s_tokenUsers = ["viewer", "lister", "nobody"];
    private static readonly TlsFault[] s_listenersWithTlsFault = [TlsFault.Expired, TlsFault.WrongHost, TlsFault.UnknownAuthority, TlsFault.PlainHttp];

    private readonly CancellationTokenSource _stopping = new();
    private readonly CertificateAuthority _authority = new("fake-cluster-ca");
    private readonly CertificateAuthority _unknownAuthority = new("unknown-ca");
    private readonly ConcurrentDictionary<string, ClusterState> _ownStates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal) { ["stranger"] = "not-a-token-of-this-cluster" };
    private readonly Dictionary<string, Uri> _servers = new(StringComparer.Ordinal);
    private readonly DeadPort _deadPort = new();
    private readonly SilentListener _silent = new();
    private readonly List<X509Certificate2> _certificates = [];
    private readonly ClusterState _state;
    private readonly Authenticator _authenticator;
    private readonly RequestPipeline _pipeline;
    private KestrelListener? _listener;

    private FakeKubernetes(FakeOptions options)
    {
        _state = new ClusterState(new ObjectStore(options.HistoryLength), new LogStore(), new ContainerFiles());
        _authenticator = new Authenticator(_authority, Access);
        foreach (string user in s_tokenUsers)
        {
            _tokens[user] = _authenticator.AddUser(user);
        }

        _pipeline = new RequestPipeline(
            options, _authenticator, Access, Faults, Exec, Requests, name => _ownStates.GetValueOrDefault(name, _state), _stopping.Token);
        Kubelet = new FakeKubelet(_state, Exec, _stopping.Token);
    }

    /// <summary>The names of the scenarios.</summary>
    public static IReadOnlyList<string> Scenarios => ScenarioFile.Names;

    /// <summary>The address of the server.</summary>
    public Uri Server => _servers["admin"];

    /// <summary>The certificate of the authority that issued the server certificate.</summary>
    public string CertificateAuthorityPem => _authority.Pem;

    /// <summary>The kubeconfig.</summary>
    public string KubeConfigText { get; private set; } = string.Empty;

    /// <summary>The path of a kubeconfig file, which is deleted when the fake is disposed.</summary>
    public string KubeConfigPath { get; private set; } = string.Empty;

    /// <summary>The objects.</summary>
    public ObjectStore Store => _state.Store;

    /// <summary>The logs of the containers.</summary>
    public LogStore Logs => _state.Logs;

    /// <summary>The files in the containers.</summary>
    public ContainerFiles Files => _state.Files;

    /// <summary>Settings for commands in containers.</summary>
    public ExecSettings Exec { get; } = new();

    /// <summary>Runs the Pods that clients create.</summary>
    public FakeKubelet Kubelet { get; }

    /// <summary>The permissions of users.</summary>
    public AccessTable Access { get; } = new();

    /// <summary>The faults to inject.</summary>
    public FaultList Faults { get; } = new();

    /// <summary>The requests that the server received.</summary>
    public RequestRecord Requests { get; } = new();

    /// <summary>Starts a fake cluster that contains only a node and the default namespaces.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The cluster.</returns>
    public static async Task<FakeKubernetes> StartAsync(FakeOptions? options = null)
    {
        options ??= new FakeOptions();
        var fake = new FakeKubernetes(options);
        try
        {
            await fake.StartListeningAsync(options).ConfigureAwait(false);
            await ScenarioLoader.LoadAsync(fake._state, "_cluster", "default", CancellationToken.None).ConfigureAwait(false);
            return fake;
        }
        catch
        {
            await fake.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Replaces the content of a namespace with a scenario.</summary>
    /// <param name="scenario">One of <see cref="Scenarios"/>.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="context">The context of a fleet's cluster that has a separate store; null for the shared store.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that completes when the scenario is loaded.</returns>
    public Task EnterAsync(
        string scenario, string @namespace = "eks-connector", string? context = null, CancellationToken cancellationToken = default) =>
        ScenarioLoader.LoadAsync(context is null ? _state : _ownStates[context], scenario, @namespace, cancellationToken);

    /// <summary>Replaces the content of a namespace with a scenario that is given as text, which can extend one of the files.</summary>
    /// <param name="yaml">The text of a scenario file.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="context">The context of a fleet's cluster that has a separate store; null for the shared store.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that completes when the scenario is loaded.</returns>
    public Task EnterTextAsync(
        string yaml, string @namespace = "eks-connector", string? context = null, CancellationToken cancellationToken = default) =>
        ScenarioLoader.LoadTextAsync(context is null ? _state : _ownStates[context], yaml, @namespace, cancellationToken);

    /// <summary>The bearer token of a user.</summary>
    /// <param name="user"><c>viewer</c>, <c>lister</c>, <c>nobody</c>, or <c>stranger</c> (whose token is not valid).</param>
    /// <returns>The token.</returns>
    public string TokenOf(string user) => _tokens[user];

    /// <summary>Adds a user, such as a service account.</summary>
    /// <param name="name">The name.</param>
    /// <param name="groups">The groups in addition to system:authenticated.</param>
    /// <returns>A bearer token.</returns>
    public string AddUser(string name, params string[] groups) => _tokens[name] = _authenticator.AddUser(name, groups);

    /// <summary>The server address of a context.</summary>
    /// <param name="context">A context of the kubeconfig.</param>
    /// <returns>The address.</returns>
    public Uri ServerOf(string context) => _servers[context];

    /// <summary>Gives a fleet's cluster a separate store, which starts as a copy of the shared one.</summary>
    /// <param name="context">The context, such as <c>fleet-0003</c>.</param>
    /// <returns>The separate store.</returns>
    public ObjectStore GiveOwnStore(string context) => _ownStates.GetOrAdd(context, _ => _state.Copy()).Store;

    /// <summary>
    /// Restarts a container: its log becomes the previous log, its files are deleted, and the status of the Pod counts the restart.
    /// </summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="exitCode">The exit code.</param>
    public void RestartContainer(string @namespace, string pod, string container, int exitCode = 1)
    {
        Logs.Restart(@namespace, pod, container);
        Files.Clear(@namespace, pod, container);
        Store.Change("pods", @namespace, pod, value => PodContainers.End(value, container, exitCode, isRestarted: true));
    }

    /// <summary>Ends a container, which then waits in CrashLoopBackOff. Its log remains the current log, as with a real kubelet.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="exitCode">The exit code.</param>
    public void StopContainer(string @namespace, string pod, string container, int exitCode = 1)
    {
        Logs.End(@namespace, pod, container);
        Store.Change("pods", @namespace, pod, value => PodContainers.End(value, container, exitCode, isRestarted: false));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_listener is not null)
        {
            await _listener.DisposeAsync().ConfigureAwait(false);
        }

        if (KubeConfigPath.Length > 0)
        {
            File.Delete(KubeConfigPath);
        }

        Kubelet.Dispose();
        await Exec.WaitForIdleAsync(CancellationToken.None).ConfigureAwait(false);
        _state.Files.Dispose();
        foreach (ClusterState own in _ownStates.Values)
        {
            own.Files.Dispose();
        }

        _certificates.ForEach(certificate => certificate.Dispose());
        _deadPort.Dispose();
        _silent.Dispose();
        _authority.Dispose();
        _unknownAuthority.Dispose();
        _stopping.Dispose();
    }

    private async Task StartListeningAsync(FakeOptions options)
    {
        List<X509Certificate2?> certificates = [_authority.CreateServer()];
        if (options.TlsFaults)
        {
            certificates.AddRange([_authority.CreateExpiredServer(), _authority.CreateServerForWrongName(), _unknownAuthority.CreateServer(), null]);
        }

        _certificates.AddRange(certificates.OfType<X509Certificate2>());
        _listener = await KestrelListener.StartAsync(certificates, options.Latency, _pipeline.HandleAsync).ConfigureAwait(false);
        KubeConfigText = BuildKubeConfig(options, _listener.Ports);
        KubeConfigPath = Path.Combine(Path.GetTempPath(), $"eks-connector-fake-{Guid.NewGuid():N}.kubeconfig");
        await WritePrivateAsync(KubeConfigPath, KubeConfigText).ConfigureAwait(false);
    }

    private string BuildKubeConfig(FakeOptions options, IReadOnlyList<int> ports)
    {
        var config = new KubeConfig();
        Uri server = Local(ports[0]);
        (string certificate, string key) = _authority.CreateClient("admin", "system:masters");
        config.AddUser("admin", certificate, key);
        config.AddCluster("fake", server, _authority.Pem);
        AddContext("admin", "fake", "admin", server);
        foreach ((string user, string token) in _tokens)
        {
            config.AddUser(user, token);
            AddContext(user, "fake", user, server);
        }

        AddServer("offline", Local(_deadPort.Number));
        for (int i = 1; i <= options.Clusters; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"fleet-{i:0000}");
            AddServer(name, new Uri(server, $"/clusters/{name}"));
        }

        if (options.TlsFaults)
        {
            for (int i = 0; i < s_listenersWithTlsFault.Length; i++)
            {
                AddServer(ContextOf(s_listenersWithTlsFault[i]), Local(ports[i + 1]));
            }

            AddServer(ContextOf(TlsFault.Silent), Local(_silent.Port));
        }

        return config.ToString();

        void AddServer(string name, Uri address)
        {
            config.AddCluster(name, address, _authority.Pem);
            AddContext(name, name, "admin", address);
        }

        void AddContext(string name, string cluster, string user, Uri address)
        {
            config.AddContext(name, cluster, user);
            _servers[name] = address;
        }
    }

    private static string ContextOf(TlsFault fault) => fault switch
    {
        TlsFault.Expired => "tls-expired",
        TlsFault.WrongHost => "tls-wrong-host",
        TlsFault.UnknownAuthority => "tls-unknown-ca",
        TlsFault.PlainHttp => "tls-plain-http",
        _ => "tls-silent",
    };

    private static Uri Local(int port) => new UriBuilder(Uri.UriSchemeHttps, "127.0.0.1", port).Uri;

    private static async Task WritePrivateAsync(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var writer = new StreamWriter(path, options);
        await using (writer.ConfigureAwait(false))
        {
            await writer.WriteAsync(text).ConfigureAwait(false);
        }
    }
}
