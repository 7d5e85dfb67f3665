using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core.Diagnosis;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>The base of the cmdlets that diagnose a connector as a whole.</summary>
public abstract class DiagnosisCmdlet : AwsCmdlet
{
    private readonly RegistrationPairs _pairs = new();

    /// <summary>
    /// The name of the cluster in EKS. Without it, what the connector's state and log call it, else the EKS cluster that has the
    /// same activation id. Names and contexts are taken in pairs, from one object of the pipeline or from two lists of the same
    /// length.
    /// </summary>
    /// <value>What the cluster says of itself</value>
    [Parameter(ParameterSetName = KubeConfigSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ServerSet, ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [ValidateNotNullOrEmpty]
    [Alias("EksClusterName")]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public string[]? ClusterName { get; set; }

    /// <summary>
    /// The ARNs of IAM principals who have to see the cluster in the EKS console: whether the connector may impersonate them, and
    /// what they may then read. Without it, who AWS says that you are is looked at, which makes no connector unhealthy.
    /// </summary>
    /// <value>The caller of AWS</value>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(PrincipalCompleter))]
    public string[]? PrincipalArn { get; set; }

    /// <summary>Leaves AWS out: what the cluster says alone.</summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    public SwitchParameter SkipAws { get; set; }

    /// <summary>How many clusters are asked at the same time, 1 to 256.</summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Whether results come in the order of the clusters, and not as they are ready.</summary>
    protected virtual bool KeepsOrder => true;

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
            ThrowTerminatingError(ToErrorRecord(exception));
        }
    }

    /// <summary>Diagnoses the clusters of all input together.</summary>
    /// <param name="take">Takes each diagnosis, on the pipeline's thread.</param>
    protected void Diagnose(Action<Diagnosis> take)
    {
        if (Targets.Count > 0)
        {
            RunspaceServices services = RunspaceServices.Current;
            Run(token => new TestConnectorOperation(services.Kubernetes, () => services.Aws).RunAsync(Request(), token), take);
        }
    }

    /// <summary>Says which connectors are meant, and how they are looked at.</summary>
    /// <returns>The request that the parameters give.</returns>
    private protected DiagnosisRequest Request() => new()
    {
        Source = Source(),
        Targets = Targets,

        // The region goes with each registration: objects of the pipeline can have theirs.
        Aws = AwsSource() with { Region = null },
        Registrations = _pairs.All,
        Principals = PrincipalArn ?? [],
        SkipAws = SkipAws,
        ThrottleLimit = ThrottleLimit,
        KeepsOrder = KeepsOrder,
        Verbose = WantsVerbose,
    };
}
