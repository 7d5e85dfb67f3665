using System.Management.Automation;

namespace EksConnector.Commands;

/// <summary>The base class of the cmdlets that return the results of each cluster together.</summary>
public abstract class FleetCmdlet : ClusterCmdlet
{
    /// <summary>
    /// Returns the results of each cluster as soon as they are complete. By default, results and errors are returned in the order of
    /// the contexts, so a slow cluster delays the results of the clusters after it.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    public virtual SwitchParameter AsCompleted { get; set; }
}
