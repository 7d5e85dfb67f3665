using System.Management.Automation;
using EksConnector.Core.Identity;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Gets the name of the EKS cluster that a Kubernetes cluster is registered as.</summary>
/// <remarks>
/// <para>The cmdlet returns one object for each installation of the connector. The text of the object is the name of the cluster in Amazon
/// EKS. The name is taken from the ID of the managed instance that the connector registered: from the log of connector-init, otherwise from
/// the log files of connector-agent, otherwise from the Secret with the connector's state. The search ends at the first source that
/// contains the name. Of the Secret, which contains a private key, only the ID, Region, and activation are read.</para>
/// <para>With -All, every source of every Pod is read. If the sources name different clusters, a warning is written: the cluster was
/// registered again, and not all Pods have restarted since.</para>
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

    /// <summary>How many clusters are asked at the same time, 1 to 256.</summary>
    [Parameter]
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
            Verbose = WantsVerbose,
            All = All,
            Aws = ResolveWithAws ? AwsSource() with { Region = _region } : null,
            Regions = _regions,
        };
        RunspaceServices services = RunspaceServices.Current;
        Run(token => new GetClusterNameOperation(services.Kubernetes, aws: () => services.Aws).RunAsync(request, token));
    }
}
