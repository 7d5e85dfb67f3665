using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core.Diagnosis;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>The base class of the cmdlets that diagnose a connector.</summary>
public abstract class DiagnosisCmdlet : AwsCmdlet
{
    private readonly RegistrationPairs _pairs = new();

    /// <summary>
    /// The name of the cluster in Amazon EKS. By default, the cmdlet reads the name from the connector's state or log, and
    /// otherwise searches Amazon EKS for the cluster with the same activation ID. Each name belongs to one context: provide
    /// both in the same pipeline object, or as two lists of the same length.
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
    /// The ARNs of the IAM principals that need access to the cluster in the Amazon EKS console. The cmdlet checks that the
    /// connector can impersonate each of them and what they can read. A principal without access makes the connector unhealthy.
    /// By default, the cmdlet checks your own AWS identity and reports the result for information only.
    /// </summary>
    /// <value>The AWS identity of the caller</value>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(PrincipalCompleter))]
    public string[]? PrincipalArn { get; set; }

    /// <summary>Skips all checks that call AWS and diagnoses the connector from the cluster only.</summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    public SwitchParameter SkipAws { get; set; }

    /// <summary>The results of Test-EksConnectorEndpoint that are evidence.</summary>
    protected virtual IReadOnlyList<EndpointResult> Endpoints => [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (IsInputRefused)
        {
            return;
        }

        try
        {
            _pairs.Add(Context, ClusterName, Region);
        }
        catch (EksConnectorException exception)
        {
            ThrowTerminatingError(exception);
        }
    }

    /// <summary>Diagnoses the selected clusters of all input.</summary>
    /// <param name="onResult">The callback for each diagnosis, on the pipeline thread.</param>
    protected void Diagnose(Action<Diagnosis> onResult)
    {
        if (Targets.Count > 0)
        {
            RunspaceServices services = RunspaceServices.Current;
            Run(token => new TestConnectorOperation(services.Kubernetes, () => services.Aws).RunAsync(Request(), token), onResult);
        }
    }

    /// <summary>Gets the diagnosis request from the parameters.</summary>
    /// <returns>The request.</returns>
    private protected DiagnosisRequest Request() => new()
    {
        Source = Source(),
        Targets = Targets,

        // The Region is part of each registration, because each pipeline object can have its own.
        Aws = AwsSource() with { Region = null },
        Registrations = _pairs.All,
        Principals = PrincipalArn ?? [],
        SkipAws = SkipAws,
        Endpoints = Endpoints,
        ThrottleLimit = ThrottleLimit,
        KeepsOrder = !AsCompleted,
        Verbose = WantsVerbose,
    };
}
