using System.Management.Automation;
using EksConnector.Core.Status;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>
/// <para type="synopsis">Shows what state the pods of the EKS Connector are in.</para>
/// <para>Emits one object for each pod of the connector's StatefulSet, with the columns that kubectl shows, why a
/// pod is not ready, its containers, and the versions of the connector and the SSM agent. A pod that the StatefulSet
/// has not created yet is a row too, with the status NotCreated. An unhealthy connector is a result and not an
/// error.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "EksConnectorStatus", DefaultParameterSetName = KubeConfigSet)]
[OutputType(typeof(PodStatus))]
public sealed class GetEksConnectorStatusCommand : ClusterCmdlet
{
    /// <summary>
    /// <para>The connector's namespace. Without it, <c>eks-connector</c>, and where the connector is not there, the namespaces
    /// that have it, as far as the user may look.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <summary>
    /// <para>How many clusters are asked at the same time, 1 to 256; 16 by default.</para>
    /// </summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!HasInput)
        {
            return;
        }

        var request = new StatusRequest
        {
            Source = Source(),
            Contexts = Contexts,
            Namespace = Namespace,
            ThrottleLimit = ThrottleLimit,
        };
        Run(token => new GetStatusOperation(RunspaceServices.Current.Kubernetes).RunAsync(request, token));
    }
}
