using System.Collections;
using System.Management.Automation;
using System.Security;
using EksConnector.Completion;
using EksConnector.Core;
using EksConnector.Core.Diagnosis.Reset;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Replaces the activation of an EKS Connector and waits for the connection.</summary>
/// <remarks>
/// <para>An activation that has expired, is used up, or does not match the cluster can only be replaced. The cmdlet deregisters the
/// cluster from Amazon EKS and registers it again with the same name, role, provider and tags. It writes the new activation code to
/// the Secret of the connector, deletes the state Secrets of the previous activation, sets the new activation ID and the Region in
/// the StatefulSet, re-creates the Pods, and waits until the cluster is ACTIVE and an agent is online. Roles, the service account,
/// and the access of IAM principals are kept. The activation code is never shown: it goes from the response of AWS to the Secret.</para>
/// <para>The cmdlet first diagnoses the connector. If the activation is not the problem, it changes nothing and writes an error that
/// names the root cause. If Helm manages the connector, it changes nothing that the next upgrade would revert, and the error contains
/// the commands to run.</para>
/// <para>The cmdlet requests confirmation for each connector, checks the permissions, and sends all changes as a server-side dry run
/// before it makes them. It verifies each step. If a step fails, the error lists the completed steps. Run the same command again to
/// complete the reset: it continues from the current state.</para>
/// </remarks>
[Cmdlet(
    VerbsCommon.Reset,
    "EksConnectorActivation",
    DefaultParameterSetName = KubeConfigSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Reset-EksConnectorActivation.md")]
[OutputType(typeof(ResetResult))]
public sealed class ResetEksConnectorActivationCommand : AwsCmdlet
{
    private readonly RegistrationPairs _pairs = new();
    private readonly List<GivenActivation> _activations = [];

    /// <summary>
    /// The name of the cluster in Amazon EKS. By default, the cmdlet reads the name from the connector's state or log, and
    /// otherwise searches Amazon EKS for the cluster with the same activation ID. The parameter is required if the activation of
    /// the cluster in Amazon EKS appears nowhere in the Kubernetes cluster. Each name belongs to one context: provide both in the
    /// same pipeline object, or as two lists of the same length.
    /// </summary>
    /// <value>The name in the connector's state or log</value>
    [Parameter(ParameterSetName = KubeConfigSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ServerSet, ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [Alias("EksClusterName")]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string[]? ClusterName { get; set; }

    /// <summary>
    /// Writes the activation of a registration that was made elsewhere, which <see cref="ActivationId"/> and
    /// <see cref="ActivationCode"/> specify. The cmdlet does not call AWS, and waits until all replicas have registered.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    public SwitchParameter CredentialOnly { get; set; }

    /// <summary>The activation ID that the registration returned. Specify it only with <see cref="CredentialOnly"/>.</summary>
    [Parameter(ParameterSetName = KubeConfigSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ServerSet, ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [ArgumentCompleter(typeof(EmptyCompleter))]
    public string? ActivationId { get; set; }

    /// <summary>
    /// The activation code that the registration returned, without base64 encoding, as a String or a SecureString. Specify it only
    /// with <see cref="CredentialOnly"/>.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ServerSet, ValueFromPipelineByPropertyName = true)]
    [SecretTransformation]
    public SecureString? ActivationCode { get; set; }

    /// <summary>
    /// The ARN of the IAM role that the agents use, such as AmazonEKSConnectorAgentRole. Specify it to change the role, or to register
    /// a cluster that is no longer registered.
    /// </summary>
    /// <value>The role of the current registration</value>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmptyCompleter))]
    public string? ConnectorRoleArn { get; set; }

    /// <summary>The provider of the Kubernetes cluster, such as EKS_ANYWHERE, GKE, AKS, OPENSHIFT or OTHER.</summary>
    /// <value>The provider of the current registration, or OTHER</value>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    /// <summary>The tags of the cluster in Amazon EKS, as a hashtable of names and values.</summary>
    /// <value>The tags of the current registration</value>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <summary>
    /// Resets the activation even if it works or is not the problem. The cmdlet still requests confirmation. To skip it, use
    /// -Confirm:$false.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// The maximum time to wait for the connection after the cmdlet has re-created the Pods. Specify a TimeSpan or a duration such as
    /// <c>90s</c> or <c>15m</c>, from 1 second to 1 hour.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [DurationTransformation("1s", "1h")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan WaitTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // Pipeline input is not checked, because objects of other cmdlets also have the property ActivationId.
        string? given = Array.Find([nameof(ActivationId), nameof(ActivationCode)], MyInvocation.BoundParameters.ContainsKey);
        if (!CredentialOnly && given is not null)
        {
            ThrowInvalidParameter($"-CredentialOnly is required with -{given}.", "Add -CredentialOnly to write the activation of a registration that was made elsewhere, or remove the parameter.");
        }

        given = Array.Find([nameof(Force), nameof(ConnectorRoleArn), nameof(Provider), nameof(Tag)], MyInvocation.BoundParameters.ContainsKey);
        if (CredentialOnly && given is not null)
        {
            ThrowInvalidParameter($"-{given} cannot be used with -CredentialOnly, which registers no cluster.", "Remove one of the two parameters.");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        try
        {
            _pairs.Add(Context, ClusterName, Region);
        }
        catch (EksConnectorException exception)
        {
            ThrowTerminatingError(exception);
        }

        if (CredentialOnly)
        {
            AddActivation();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Targets.Count == 0)
        {
            return;
        }

        RunspaceServices services = RunspaceServices.Current;
        var operation = new ResetOperation(services.Kubernetes, () => services.Aws);
        ResetRequest request = Request();
        var plans = new List<ResetPlan>();
        Run(token => operation.PlanAsync(request, token), plans.Add);
        List<ResetPlan> confirmed = [.. plans.Where(plan => Confirm(OutsideText.Clean($"Context {plan.Context}, namespace {plan.Namespace}: {plan.Describe()}")))];
        Run(token => operation.ApplyAsync(request, confirmed, token));
    }

    private void AddActivation()
    {
        if (ActivationId is null || SecretText.From(ActivationCode) is not { } code)
        {
            ThrowInvalidParameter(
                "-ActivationId and -ActivationCode are required with -CredentialOnly.",
                "Specify both, or pipe connectorConfig of the response to RegisterCluster, which has them as properties.");
            return;
        }

        if (Context?.Length > 1)
        {
            ThrowInvalidParameter("-CredentialOnly writes one activation to one cluster.", "Specify one context, or pipe objects that have a context and an activation each.");
        }

        _activations.Add(new GivenActivation(Context?[0], Namespace, ActivationId, code, Region));
    }

    private ResetRequest Request() => new()
    {
        Source = Source(),
        Targets = Targets,

        // The Region is part of each registration, because each pipeline object can have its own.
        Aws = AwsSource() with { Region = null },
        Registrations = _pairs.All,
        Activations = _activations,
        Force = Force,
        WaitTimeout = WaitTimeout,
        ConnectorRoleArn = ConnectorRoleArn,
        Provider = Provider,
        Tags = Tag?.Cast<DictionaryEntry>().ToDictionary(tag => LanguagePrimitives.ConvertTo<string>(tag.Key), tag => LanguagePrimitives.ConvertTo<string>(tag.Value), StringComparer.Ordinal),
        ThrottleLimit = ThrottleLimit,
        KeepsOrder = !AsCompleted,
        Verbose = WantsVerbose,
    };
}
