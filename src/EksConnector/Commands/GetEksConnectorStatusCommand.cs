using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core.Status;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Gets the status of the EKS Connector Pods.</summary>
/// <remarks>
/// <para>Returns one object for each Pod of the connector's StatefulSet, with the columns of <c>kubectl get pods</c>, the
/// reason why a Pod is not ready, its containers, and the versions of the connector and the SSM Agent. A Pod that the
/// StatefulSet has not created yet is included with the status NotCreated. An unhealthy connector is a result, not an
/// error.</para>
/// <para>The cmdlet queries several clusters in parallel and returns objects in the order of the contexts or, with -AsCompleted,
/// as soon as they are available. For each cluster that cannot be queried, it writes one non-terminating error with the context as
/// the target object, and continues with the other clusters.</para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "EksConnectorStatus", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Get-EksConnectorStatus.md")]
[OutputType(typeof(PodStatus))]
public sealed class GetEksConnectorStatusCommand : FleetCmdlet
{
    /// <summary>
    /// Waits until all Pods of the connector are ready, and then returns their status. If <see cref="WaitTimeout"/> elapses
    /// first, the cmdlet returns the last status and writes the error WaitTimeout. A connector that is scaled to 0 replicas is
    /// not ready. The cmdlet waits for up to <see cref="ClusterCmdlet.ThrottleLimit"/> clusters in parallel.
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// The maximum time that <see cref="Wait"/> waits for each cluster. Specify a TimeSpan or a duration such as <c>90s</c> or
    /// <c>10m</c>, from 1 second to 1 day. Without <see cref="Wait"/>, this parameter has no effect.
    /// </summary>
    [Parameter]
    [DurationTransformation("1s", "1d")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan WaitTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Adds the events of each Pod, its node, and the versions of the API server and of this module. For an unscheduled Pod, it
    /// also adds the reason why each node is unsuitable. Details that you do not have permission to read are omitted with a
    /// warning.
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
            KeepsOrder = !AsCompleted,
            WaitTimeout = Wait ? WaitTimeout : null,
            Detailed = Detailed,
            Verbose = WantsVerbose,
        };
        Run(token => new GetStatusOperation(RunspaceServices.Current.Kubernetes).RunAsync(request, token));
    }
}
