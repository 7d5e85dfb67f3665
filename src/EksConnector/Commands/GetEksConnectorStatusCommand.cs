using System.Management.Automation;
using EksConnector.Core.Status;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Shows what state the pods of the EKS Connector are in.</summary>
/// <remarks>
/// <para>Emits one object for each pod of the connector's StatefulSet, with the columns that kubectl shows, why a
/// pod is not ready, its containers, and the versions of the connector and the SSM agent. A pod that the StatefulSet
/// has not created yet is a row too, with the status NotCreated. An unhealthy connector is a result and not an
/// error.</para>
/// <para>Several clusters are asked side by side, and rows come as they arrive. A cluster that cannot be asked is one
/// error, with the context as its target; the others go on.</para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "EksConnectorStatus", DefaultParameterSetName = KubeConfigSet)]
[OutputType(typeof(PodStatus))]
public sealed class GetEksConnectorStatusCommand : ClusterCmdlet
{
    /// <summary>
    /// The connector's namespace. Without it, <c>eks-connector</c>, and where the connector is not there, the namespaces
    /// that have it, as far as the user may look.
    /// </summary>
    /// <value>eks-connector</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <summary>How many clusters are asked at the same time, 1 to 256.</summary>
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
