using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core.Activation;
using EksConnector.Core.Diagnosis;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Tests whether the activation of the EKS Connector can be used.</summary>
/// <remarks>
/// <para>A registration provides an activation: an ID and a code that the connector uses once for each replica, within three days. The
/// cmdlet checks the activation on the cluster (StatefulSet, Secrets, roles, and the log of connector-init) and in AWS (Amazon EKS and
/// Systems Manager). It returns one object for each cluster, with the result, the reason, the recommended action, and the commands for it.
/// Its Findings property contains all checks. At most one finding is the root cause, and the findings that follow from it are
/// marked.</para>
/// <para>An activation that every replica has already used is also valid, even if it has expired. If something cannot be read, the check is
/// skipped, and its finding states the missing permission. If AWS cannot be queried, the cmdlet writes a warning, or an error if a
/// parameter refers to AWS. With -SkipAws, it does not query AWS.</para>
/// <para>In an <c>if</c> statement, the object itself is always true. Use its IsValid property or -Quiet. The activation code is never
/// shown.</para>
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
    /// The kubeconfig contexts of the clusters to test, by name or wildcard pattern; <c>*</c> for all. A name that fits to the
    /// letter is never taken as a pattern. Without it, the current context is tested. Strings from the pipeline are cluster names.
    /// </summary>
    /// <value>The current context</value>
    [Parameter(ParameterSetName = KubeConfigSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public override string[]? Context { get; set; }

    /// <summary>
    /// The name of the cluster in EKS. Without it, what the connector's state and log call it, else the EKS cluster that has
    /// the same activation id. Names and contexts are taken in pairs, from one object of the pipeline or from two lists of the
    /// same length; with -SkipKubernetes there can be any number of names.
    /// </summary>
    /// <value>What the cluster says of itself</value>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [ValidateNotNullOrEmpty]
    [Alias("EksClusterName")]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string[]? ClusterName { get; set; }

    /// <summary>Leaves AWS out: what the cluster, or the file, says alone.</summary>
    [Parameter]
    public SwitchParameter SkipAws { get; set; }

    /// <summary>Leaves the cluster out: what AWS says alone of the clusters that -ClusterName names.</summary>
    [Parameter(ParameterSetName = SkipKubernetesSet, Mandatory = true)]
    public SwitchParameter SkipKubernetes { get; set; }

    /// <summary>
    /// A manifest of the connector, or values for its Helm chart, to be looked at before anybody applies it: id, code,
    /// encoding, region and placeholders. No cluster is asked; AWS is where -ClusterName says which cluster it is for.
    /// </summary>
    [Parameter(ParameterSetName = ManifestSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath")]
    public string? ManifestPath { get; set; }

    /// <summary>
    /// How near an expiry is that is warned of: a TimeSpan or a duration such as <c>12h</c> or <c>7d</c>, up to 30 days. Only an
    /// activation that still has to be used is warned of.
    /// </summary>
    [Parameter]
    [DurationTransformation("0s", "30d")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan ExpiryWarning { get; set; } = TimeSpan.FromHours(12);

    /// <summary>
    /// Emits one Boolean in place of the objects: True only if every activation was tested and is valid. Errors are still written.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>How many clusters are asked at the same time, 1 to 256.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ManifestSet:
                // Each file is a result of its own, and none has to wait for another.
                Test(Request() with
                {
                    ManifestPath = GetUnresolvedProviderPathFromPSPath(ManifestPath),
                    Registrations = [.. (ClusterName ?? []).Select(name => new ActivationTarget(Context: null, name, Region))],
                });
                break;
            case SkipKubernetesSet:
                _registrations.AddRange((ClusterName ?? []).Select(name => new ActivationTarget(Context: null, name, Region)));
                break;
            default:
                base.ProcessRecord();
                Pair();
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
                Refuse("With -SkipAws and -SkipKubernetes there is nothing to look at.", "Leave one of the two out.");
                break;
            case SkipKubernetesSet when _registrations.Count == 0 && !MyInvocation.ExpectingInput:
                Refuse(
                    "-SkipKubernetes needs to know which clusters are meant.",
                    "Name them with -ClusterName; aws eks list-clusters --include all, or Get-EKSClusterList -Include all, names all there are.");
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

    // A name belongs to the context beside it.
    private void Pair()
    {
        try
        {
            _pairs.Add(Context, ClusterName, Region);
        }
        catch (EksConnectorException exception)
        {
            ThrowTerminatingError(ToErrorRecord(exception));
        }
    }

    private ActivationRequest Request() => new()
    {
        Source = Source(),

        // The region goes with each registration: objects of the pipeline can have theirs.
        Aws = AwsSource() with { Region = null },
        SkipAws = SkipAws,
        ExpiryWarning = ExpiryWarning,
        ThrottleLimit = ThrottleLimit,
        Verbose = WantsVerbose,
    };

    private void Test(ActivationRequest request)
    {
        RunspaceServices services = RunspaceServices.Current;
        var operation = new TestActivationOperation(() => services.Kubernetes, () => services.Aws, () => services.Manifests);
        Run(token => operation.RunAsync(request, token), Take);
    }

    private void Take(ActivationResult result)
    {
        _count++;
        _isInvalid |= !result.IsValid;
        if (!Quiet)
        {
            WriteObject(result);
        }
    }

    private void Refuse(string message, string recommendedAction) =>
        ThrowTerminatingError(ToErrorRecord(new EksConnectorException(ErrorIds.InvalidParameter, FailureCategory.InvalidArgument, message, recommendedAction)));
}
