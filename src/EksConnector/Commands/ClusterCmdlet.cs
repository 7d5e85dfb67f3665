using System.Management.Automation;
using System.Security;
using EksConnector.Completion;
using EksConnector.Core.Kubernetes;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>
/// The base class of the cmdlets that connect to clusters: it has the parameters that select the clusters and the credentials.
/// </summary>
public abstract class ClusterCmdlet : EksConnectorCmdlet
{
    /// <summary>The parameter set for kubeconfig files.</summary>
    protected const string KubeConfigSet = "KubeConfig";

    /// <summary>The parameter set for a kubeconfig as text.</summary>
    protected const string KubeConfigTextSet = "KubeConfigText";

    /// <summary>The parameter set for the URL of an API server.</summary>
    protected const string ServerSet = "Server";

    private readonly List<ClusterTarget> _targets = [];
    private string? _namespace;

    /// <summary>
    /// The names of the kubeconfig contexts to use, one for each cluster. Wildcards are permitted, and <c>*</c> selects all
    /// contexts. A context whose name matches exactly is used even if the name contains wildcard characters. The default is the
    /// current context.
    /// </summary>
    /// <value>The current context</value>
    [Parameter(ParameterSetName = KubeConfigSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public virtual string[]? Context { get; set; }

    /// <summary>
    /// The namespace of the connector. By default, cmdlets that read return every installation of the connector that you have
    /// permission to list. Cmdlets that make changes require this parameter if it is not clear which installation is meant.
    /// </summary>
    /// <value>All namespaces with a connector</value>
    [Parameter(ParameterSetName = KubeConfigSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ServerSet, ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string? Namespace
    {
        get => _namespace;
        set => _namespace = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>
    /// The paths of the kubeconfig files. Several files are merged in the given order, by the same rules as in kubectl. By
    /// default, the cmdlet uses the files that the <c>KUBECONFIG</c> environment variable lists, then <c>~/.kube/config</c>,
    /// and then, inside a Pod, the service account of the Pod.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [ValidateNotNullOrEmpty]
    [Alias("KubeConfig")]
    public string[]? KubeConfigPath { get; set; }

    /// <summary>
    /// The content of a kubeconfig file, as a String or a SecureString. Use it in runbooks that keep a kubeconfig in an
    /// encrypted variable. An array of lines, such as the output of Get-Content, is joined.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigTextSet, Mandatory = true)]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? KubeConfigText { get; set; }

    /// <summary>
    /// The URL of the API server, such as <c>https://10.0.0.1:6443</c>. Use it to connect to one cluster without a kubeconfig.
    /// </summary>
    [Parameter(ParameterSetName = ServerSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmptyCompleter))]
    public string? Server { get; set; }

    /// <summary>The bearer token for <see cref="Server"/>, as a String or a SecureString.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>The CA certificates that are trusted for <see cref="Server"/>: the path of a PEM file, or the PEM text.</summary>
    /// <value>The CAs that the operating system trusts</value>
    [Parameter(ParameterSetName = ServerSet)]
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? CertificateAuthority { get; set; }

    /// <summary>
    /// The timeout of each query of an API server or of AWS, including its pages and retries. For logs and for commands in
    /// containers, it is the maximum time to wait for the response to begin, and then for each further part of it. Specify a
    /// TimeSpan or a duration such as <c>30s</c> or <c>2m</c>, from 1 second to 1 hour.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [DurationTransformation("1s", "1h")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public virtual TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The maximum number of clusters that are processed in parallel, from 1 to 256.</summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [ValidateRange(1, 256)]
    public virtual int ThrottleLimit { get; set; } = 16;

    /// <summary>The selected clusters of all input. The list is empty if the pipeline is empty.</summary>
    protected IReadOnlyList<ClusterTarget> Targets => _targets;

    /// <summary>Whether the current object of the pipeline was refused with an error.</summary>
    protected bool IsInputRefused { get; private set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IsInputRefused = RefuseEmptyInput();
        if (IsInputRefused)
        {
            return;
        }

        foreach (string? context in Context ?? [null!])
        {
            _targets.Add(new ClusterTarget(context, Namespace));
        }
    }

    /// <summary>Gets the cluster connection settings from the parameters.</summary>
    /// <returns>The settings.</returns>
    protected ConnectionSource Source() => new()
    {
        KubeConfigPaths = (KubeConfigPath ?? []).Select(path => FilePath(nameof(KubeConfigPath), path)).ToArray(),
        KubeConfigText = SecretText.From(KubeConfigText),
        Server = Server,
        Token = SecretText.From(Token),
        CertificateAuthority = CertificateAuthority is null || CertificateAuthority.Contains("-----BEGIN", StringComparison.Ordinal)
            ? CertificateAuthority
            : FilePath(nameof(CertificateAuthority), CertificateAuthority),
        RequestTimeout = RequestTimeout,
        BasePath = RunspaceServices.Current.FolderOf(SessionState.Path.CurrentFileSystemLocation),
    };
}
