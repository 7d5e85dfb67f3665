using System.Management.Automation;
using System.Security;
using EksConnector.Completion;
using EksConnector.Core.Kubernetes;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>The base of the cmdlets that ask clusters: the parameters that say which, and as whom.</summary>
public abstract class ClusterCmdlet : EksConnectorCmdlet
{
    /// <summary>The parameter set that reads kubeconfig files.</summary>
    protected const string KubeConfigSet = "KubeConfig";

    /// <summary>The parameter set that takes a kubeconfig as text.</summary>
    protected const string KubeConfigTextSet = "KubeConfigText";

    /// <summary>The parameter set that names an API server.</summary>
    protected const string ServerSet = "Server";

    private readonly List<ClusterTarget> _targets = [];

    /// <summary>
    /// The kubeconfig contexts of the clusters to ask, by name or wildcard pattern; <c>*</c> for all. A name that fits
    /// to the letter is never taken as a pattern. Without it, the current context is asked.
    /// </summary>
    /// <value>The current context</value>
    [Parameter(ParameterSetName = KubeConfigSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public virtual string[]? Context { get; set; }

    /// <summary>
    /// The connector's namespace. Without it, <c>eks-connector</c>, and where the connector is not there, the namespaces
    /// that have it, as far as the user may look.
    /// </summary>
    /// <value>eks-connector</value>
    [Parameter(ParameterSetName = KubeConfigSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ServerSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string? Namespace { get; set; }

    /// <summary>
    /// kubeconfig files, merged in this order by kubectl's rules. Without it: the files that the environment variable
    /// KUBECONFIG names, else <c>~/.kube/config</c>, else, inside a pod, the pod's service account.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [ValidateNotNullOrEmpty]
    [Alias("KubeConfig")]
    public string[]? KubeConfigPath { get; set; }

    /// <summary>
    /// A kubeconfig as text, for runbooks that keep it in an encrypted variable. A String or a SecureString; the lines of
    /// Get-Content are joined.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigTextSet, Mandatory = true)]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? KubeConfigText { get; set; }

    /// <summary>The address of an API server, such as <c>https://10.0.0.1:6443</c>, to be asked without any kubeconfig.</summary>
    [Parameter(ParameterSetName = ServerSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Server { get; set; }

    /// <summary>The bearer token for <see cref="Server"/>. A String or a SecureString.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>
    /// The CA certificates that the certificate of <see cref="Server"/> must descend from: the path of a PEM file, or PEM
    /// text.
    /// </summary>
    /// <value>The system's CA certificates</value>
    [Parameter(ParameterSetName = ServerSet)]
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? CertificateAuthority { get; set; }

    /// <summary>
    /// How long one request to an API server may take until its answer begins, and how long the answer may then stand
    /// still: a TimeSpan or a duration such as <c>30s</c> or <c>2m</c>, from one second to one hour.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [DurationTransformation("1s", "1h")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public virtual TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The clusters of all input together; none after an empty pipeline, which is not the same as naming none.</summary>
    protected IReadOnlyList<ClusterTarget> Targets => _targets;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string? context in Context ?? [null!])
        {
            _targets.Add(new ClusterTarget(context, Namespace));
        }
    }

    /// <summary>Says where the clusters are named.</summary>
    /// <returns>The source that the parameters give.</returns>
    protected ConnectionSource Source() => new()
    {
        KubeConfigPaths = (KubeConfigPath ?? []).Select(FilePath).ToArray(),
        KubeConfigText = SecretText.From(KubeConfigText),
        Server = Server,
        Token = SecretText.From(Token),
        CertificateAuthority = CertificateAuthority is null || CertificateAuthority.Contains("-----BEGIN", StringComparison.Ordinal)
            ? CertificateAuthority
            : FilePath(CertificateAuthority),
        RequestTimeout = RequestTimeout,
        BasePath = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
    };

    // A path of PowerShell's, which may be on a drive of its own (Temp:/, or one that New-PSDrive made).
    private string FilePath(string path) => GetUnresolvedProviderPathFromPSPath(path);
}
