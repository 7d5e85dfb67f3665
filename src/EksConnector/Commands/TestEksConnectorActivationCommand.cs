using System.Management.Automation;
using System.Security;
using EksConnector.Completion;
using EksConnector.Core.Activation;
using EksConnector.Core.Diagnosis;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Tests whether the activation of an EKS Connector is valid.</summary>
/// <remarks>
/// <para>When you register a cluster, Amazon EKS creates an activation. It consists of an activation ID and an activation code,
/// which each replica of the connector uses once, within three days. This cmdlet examines the activation on the cluster
/// (StatefulSet, Secrets, Role, and the log of connector-init) and in AWS (Amazon EKS and Systems Manager). It returns one
/// object for each cluster: whether the activation is valid, the reason, what to do, and the commands to run. The Findings
/// property contains the result of each check. At most one finding is the root cause, and findings that it causes name it in
/// CausedBy.</para>
/// <para>An activation that all replicas have registered with is also valid, even if it has expired. A check that you do not
/// have the permissions for is skipped, and its finding names the missing permission. If the cmdlet finds no
/// AWS credentials or no Region, it skips the checks in AWS and writes a warning, or an error if a parameter requires AWS. To
/// skip the checks in AWS without a warning, use -SkipAws.</para>
/// <para>In an <c>if</c> condition, the returned object always evaluates to True. Test its IsValid property, or use -Quiet. The
/// activation code is never shown.</para>
/// </remarks>
[Cmdlet(VerbsDiagnostic.Test, "EksConnectorActivation", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Test-EksConnectorActivation.md")]
[OutputType(typeof(ActivationResult))]
[OutputType(typeof(bool))]
public sealed class TestEksConnectorActivationCommand : AwsCmdlet
{
    private const string SkipKubernetesSet = "SkipKubernetes";
    private const string ManifestSet = "Manifest";

    private readonly List<ActivationTarget> _registrations = [];
    private readonly RegistrationPairs _pairs = new();
    private int _count;
    private bool _isInvalid;

    /// <summary>
    /// The names of the kubeconfig contexts of the clusters to test. Wildcards are permitted, and <c>*</c> selects all
    /// contexts. A context whose name matches exactly is used even if the name contains wildcard characters. The default is the
    /// current context. Strings from the pipeline bind to -ClusterName, not to this parameter.
    /// </summary>
    /// <value>The current context</value>
    [Parameter(ParameterSetName = KubeConfigSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public override string[]? Context { get; set; }

    /// <summary>
    /// The name of the cluster in Amazon EKS. By default, the cmdlet reads the name from the connector's state or log, and
    /// otherwise searches Amazon EKS for the cluster with the same activation ID. Each name belongs to one context: provide
    /// both in the same pipeline object, or as two lists of the same length. With -SkipKubernetes, you can specify any number
    /// of names.
    /// </summary>
    /// <value>The name in the connector's state or log</value>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [Alias("EksClusterName")]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string[]? ClusterName { get; set; }

    /// <summary>Skips all checks that call AWS and tests the activation from the cluster or the manifest only.</summary>
    [Parameter]
    public SwitchParameter SkipAws { get; set; }

    /// <summary>Skips all checks on the cluster and tests the activations of the clusters in -ClusterName from AWS only.</summary>
    [Parameter(ParameterSetName = SkipKubernetesSet, Mandatory = true)]
    public SwitchParameter SkipKubernetes { get; set; }

    /// <summary>
    /// The path of a connector manifest, or of a values file for its Helm chart, to test before you apply it. The cmdlet checks
    /// the activation ID, the activation code and its encoding, the Region, and placeholders. It connects to no cluster, and
    /// calls AWS only if you specify -ClusterName.
    /// </summary>
    [Parameter(ParameterSetName = ManifestSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath")]
    public string? ManifestPath { get; set; }

    /// <summary>
    /// The remaining validity period below which the cmdlet reports that the activation is about to expire. Specify a TimeSpan
    /// or a duration such as <c>12h</c> or <c>7d</c>, from 0 to 30 days. Activations that are no longer needed are not
    /// reported.
    /// </summary>
    [Parameter]
    [DurationTransformation("0s", "30d")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan ExpiryWarning { get; set; } = TimeSpan.FromHours(12);

    /// <summary>
    /// Returns one Boolean instead of objects: True only if all activations were tested and are valid. Errors are still
    /// written.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = SkipKubernetesSet)]
    public override SwitchParameter AsCompleted { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = SkipKubernetesSet)]
    [ValidateRange(1, 256)]
    public override int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)] // In all sets, here and below, because AWS can be queried without a cluster.
    [NameTransformation]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public override string? Region
    {
        get => base.Region;
        set => base.Region = value;
    }

    /// <inheritdoc/>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public override string? ProfileName
    {
        get => base.ProfileName;
        set => base.ProfileName = value;
    }

    /// <inheritdoc/>
    [Parameter]
    [ValidateNotNull]
    public override PSCredential? AwsCredential
    {
        get => base.AwsCredential;
        set => base.AwsCredential = value;
    }

    /// <inheritdoc/>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public override SecureString? AwsSessionToken
    {
        get => base.AwsSessionToken;
        set => base.AwsSessionToken = value;
    }

    /// <inheritdoc/>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmptyCompleter))]
    public override string? RoleArn
    {
        get => base.RoleArn;
        set => base.RoleArn = value;
    }

    /// <inheritdoc/>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public override SecureString? WebIdentityToken
    {
        get => base.WebIdentityToken;
        set => base.WebIdentityToken = value;
    }

    /// <inheritdoc/>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmptyCompleter))]
    public override string? EndpointUrl
    {
        get => base.EndpointUrl;
        set => base.EndpointUrl = value;
    }

    /// <inheritdoc/>
    [Parameter]
    [DurationTransformation("1s", "1h")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public override TimeSpan RequestTimeout
    {
        get => base.RequestTimeout;
        set => base.RequestTimeout = value;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ManifestSet:
                // Each file has its own result, so the files are tested without waiting for the rest of the input.
                Test(Request() with
                {
                    ManifestPath = FilePath(nameof(ManifestPath), ManifestPath!),
                    Registrations = [.. (ClusterName ?? []).Select(name => new ActivationTarget(Context: null, name, Region))],
                });
                break;
            case SkipKubernetesSet when RefuseEmptyInput():
                break;
            case SkipKubernetesSet:
                _registrations.AddRange((ClusterName ?? []).Select(name => new ActivationTarget(Context: null, name, Region)));
                break;
            default:
                base.ProcessRecord();
                if (!IsInputRefused)
                {
                    Pair();
                }

                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        switch (ParameterSetName)
        {
            case ManifestSet:
                break;
            case SkipKubernetesSet when SkipAws:
                ThrowInvalidParameter("With both -SkipAws and -SkipKubernetes, there is nothing to check.", "Remove one of them.");
                break;
            case SkipKubernetesSet when _registrations.Count == 0 && !MyInvocation.ExpectingInput:
                ThrowInvalidParameter(
                    "-SkipKubernetes requires the names of the clusters.",
                    "Specify them with -ClusterName. To list all clusters, run aws eks list-clusters --include all or Get-EKSClusterList -Include all.");
                break;
            case SkipKubernetesSet:
                Test(Request() with { SkipKubernetes = true, Registrations = _registrations });
                break;
            case var _ when Targets.Count > 0:
                Test(Request() with { Targets = Targets, Registrations = _pairs.All });
                break;
        }

        if (Quiet)
        {
            WriteObject(_count > 0 && !_isInvalid && !HasFailed);
        }
    }

    // Pairs each name with the context at the same position.
    private void Pair()
    {
        try
        {
            _pairs.Add(Context, ClusterName, Region);
        }
        catch (EksConnectorException exception)
        {
            ThrowTerminatingError(exception);
        }
    }

    private ActivationRequest Request() => new()
    {
        Source = Source(),

        // The Region is part of each registration, because each pipeline object can have its own.
        Aws = AwsSource() with { Region = null },
        SkipAws = SkipAws,
        ExpiryWarning = ExpiryWarning,
        ThrottleLimit = ThrottleLimit,
        KeepsOrder = !AsCompleted,
        Verbose = WantsVerbose,
    };

    private void Test(ActivationRequest request)
    {
        RunspaceServices services = RunspaceServices.Current;
        var operation = new TestActivationOperation(() => services.Kubernetes, () => services.Aws, () => services.Manifests);
        Run(token => operation.RunAsync(request, token), AddResult);
    }

    private void AddResult(ActivationResult result)
    {
        _count++;
        _isInvalid |= !result.IsValid;
        if (!Quiet)
        {
            WriteObject(result);
        }
    }
}
