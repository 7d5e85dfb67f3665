using System.Management.Automation;
using EksConnector.Core.Identity;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Tells which Amazon EKS cluster a Kubernetes cluster is registered as.</summary>
/// <remarks>
/// <para>Emits one object for each installation of the connector, whose text is the cluster's name in EKS. The name is
/// taken from the id of the managed instance that the connector registered: from the log of connector-init, else from
/// the log files of connector-agent, else from the Secret with the connector's state. The first that answers ends the
/// search, and of the Secret, which holds a private key, only id, region and activation are looked at.</para>
/// <para>With -All every source of every pod is asked. Witnesses that name different clusters give a warning: the
/// cluster was registered anew and not all pods have followed.</para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "EksConnectorClusterName", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Get-EksConnectorClusterName.md")]
[OutputType(typeof(ClusterIdentity))]
public sealed class GetEksConnectorClusterNameCommand : AwsCmdlet
{
    // What the command line says, before any object of the pipeline does.
    private string? _region;

    // Objects of the pipeline can each have a region of their own.
    private readonly Dictionary<string, string> _regions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks every source of every pod, and emits each answer with whether all of them agree.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>
    /// Asks EKS as well, for the cluster with the activation that the connector was installed with: where nothing on the cluster
    /// says the name, and with <see cref="All"/> as one more witness.
    /// </summary>
    [Parameter]
    public SwitchParameter ResolveWithAws { get; set; }

    /// <summary>
    /// Emits the results of a cluster as soon as they are ready. Without it, results and errors come in the order of the contexts,
    /// so those of a cluster that is slow hold back those of the clusters after it.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    public SwitchParameter AsCompleted { get; set; }

    /// <summary>How many clusters are asked at the same time, 1 to 256.</summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _region = Region;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (Region is not null)
        {
            foreach (string context in Context ?? [])
            {
                _regions[context] = Region;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Targets.Count == 0)
        {
            return;
        }

        var request = new ClusterNameRequest
        {
            Source = Source(),
            Targets = Targets,
            ThrottleLimit = ThrottleLimit,
            KeepsOrder = !AsCompleted,
            Verbose = WantsVerbose,
            All = All,
            Aws = ResolveWithAws ? AwsSource() with { Region = _region } : null,
            Regions = _regions,
        };
        RunspaceServices services = RunspaceServices.Current;
        Run(token => new GetClusterNameOperation(services.Kubernetes, aws: () => services.Aws).RunAsync(request, token));
    }
}
