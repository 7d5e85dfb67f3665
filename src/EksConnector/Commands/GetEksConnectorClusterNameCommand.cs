using System.Management.Automation;
using EksConnector.Core.Identity;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Gets the Amazon EKS name of a connected Kubernetes cluster.</summary>
/// <remarks>
/// <para>Returns one object for each installation of the connector. Converted to a string, the object is the name of the
/// cluster in Amazon EKS. The cmdlet derives the name from the ID of the managed instance that the connector registered. It
/// searches the log of connector-init, then the log files of connector-agent, and then the Secret with the connector's state,
/// and stops at the first source that contains the ID. The Secret also contains a private key; the cmdlet uses only the
/// instance ID, the Region and the activation ID.</para>
/// <para>With -All, the cmdlet reads all sources of all Pods. If they name different clusters, it writes a warning: the cluster
/// was registered again, and not all Pods use the new registration.</para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "EksConnectorClusterName", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Get-EksConnectorClusterName.md")]
[OutputType(typeof(ClusterIdentity))]
public sealed class GetEksConnectorClusterNameCommand : AwsCmdlet
{
    // The Region from the command line, before pipeline binding.
    private string? _region;

    // The Regions of pipeline objects by context.
    private readonly Dictionary<string, string> _regions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads all sources of all Pods, and returns each result and whether all results agree.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>
    /// Also searches Amazon EKS for the cluster whose activation the connector was installed with. The search is used if the
    /// cluster itself does not provide the name; with <see cref="All"/>, it is an additional source.
    /// </summary>
    [Parameter]
    public SwitchParameter ResolveWithAws { get; set; }

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
