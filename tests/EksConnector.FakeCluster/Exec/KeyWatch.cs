namespace EksConnector.FakeCluster;

/// <summary>
/// Simulates connector-proxy while a command runs in connector-agent: if the key file is written, it saves the key in the state Secret,
/// provided that the Role and RoleBinding in the namespace exist, and writes the log lines of the real program.
/// </summary>
internal sealed class KeyWatch : IDisposable
{
    private const string Role = "eks-connector-secret-access";
    private readonly ClusterState _cluster;
    private readonly string _namespace;
    private readonly string _pod;
    private readonly string _file;
    private readonly DateTime _before;

    /// <summary>Starts watching.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="namespace">The namespace of the Pod.</param>
    /// <param name="pod">The name of the Pod.</param>
    public KeyWatch(ClusterState cluster, string @namespace, string pod)
    {
        _cluster = cluster;
        _namespace = @namespace;
        _pod = pod;
        _file = cluster.Files.HostPath(@namespace, pod, "connector-agent", "/var/lib/amazon/ssm/Vault/Store/RegistrationKey");
        _before = File.GetLastWriteTimeUtc(_file);
    }

    /// <summary>Saves the key if the command changed it.</summary>
    public void Dispose()
    {
        if (!File.Exists(_file) || File.GetLastWriteTimeUtc(_file) == _before)
        {
            return;
        }

        string secret = $"eks-connector-state-{_pod[(_pod.LastIndexOf('-') + 1)..]}";
        Log('I', "fsnotify.go:69] Changes received for config file /var/lib/amazon/ssm/Vault/Store/RegistrationKey. Operation: WRITE.");
        if (_cluster.Store.Find("roles", _namespace, Role) is null || _cluster.Store.Find("rolebindings", _namespace, Role) is null)
        {
            Log('E', $"fsnotify.go:91] failed to load Kubernetes secret due to secrets \"{secret}\" is forbidden");
            return;
        }

        string key = Convert.ToBase64String(File.ReadAllBytes(_file));
        _cluster.Store.Change("secrets", _namespace, secret, value => value["data"]!["regkey"] = key);
        Log('I', "fsnotify.go:117] Updated kubernetes secrets with new key-pair");
    }

    private void Log(char level, string text) => _cluster.Logs.Append(
        _namespace,
        _pod,
        "connector-proxy",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{level}{DateTime.UtcNow:MMdd HH:mm:ss.ffffff}       1 {text}"));
}
