using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core.Status;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Gets the status of the EKS Connector's Pods.</summary>
/// <remarks>
/// <para>The cmdlet returns one object for each Pod of the connector's StatefulSet, with the columns that kubectl shows, the reason why a
/// Pod is not ready, its containers, and the versions of the connector and the SSM Agent. A Pod that the StatefulSet has not created yet is
/// included with the status NotCreated. An unhealthy connector is a result, not an error.</para>
/// <para>Clusters are queried in parallel, and the results are returned as they arrive. A cluster that cannot be queried is reported as one
/// error, with the context as its target, and the other clusters are still processed.</para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "EksConnectorStatus", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Get-EksConnectorStatus.md")]
[OutputType(typeof(PodStatus))]
public sealed class GetEksConnectorStatusCommand : ClusterCmdlet
{
    /// <summary>How many clusters are asked at the same time, 1 to 256.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>
    /// Waits until all pods of the connector are ready, and then shows them. When <see cref="WaitTimeout"/> has passed
    /// before, the last state is shown all the same, and then the error WaitTimeout. A connector that is scaled to 0 is not
    /// ready. In a fleet, as many clusters are waited for at the same time as <see cref="ThrottleLimit"/> says.
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// How long <see cref="Wait"/> waits for each cluster: a TimeSpan or a duration such as <c>90s</c> or <c>10m</c>, from one
    /// second to one day. Without <see cref="Wait"/> it says nothing.
    /// </summary>
    [Parameter]
    [DurationTransformation("1s", "1d")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan WaitTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Adds the events of each pod, its node, for a pod without a node why each node does not fit, and the versions of
    /// the API server and of this module. What the user may not read is left out with a warning.
    /// </summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Targets.Count == 0)
        {
            return;
        }

        var request = new StatusRequest
        {
            Source = Source(),
            Targets = Targets,
            ThrottleLimit = ThrottleLimit,
            WaitTimeout = Wait ? WaitTimeout : null,
            Detailed = Detailed,
            Verbose = WantsVerbose,
        };
        Run(token => new GetStatusOperation(RunspaceServices.Current.Kubernetes).RunAsync(request, token));
    }
}
