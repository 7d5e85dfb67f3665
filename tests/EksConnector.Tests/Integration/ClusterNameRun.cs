using EksConnector.Core.Identity;
using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Integration;

/// <summary>Runs the operation of Get-EksConnectorClusterName.</summary>
internal static class ClusterNameRun
{
    public static Task<EventLog<ClusterIdentity>> OfAsync(string kubeConfigPath, string context, string? @namespace, bool all = false) =>
        OfAsync(kubeConfigPath, [new ClusterTarget(context, @namespace)], all);

    public static async Task<EventLog<ClusterIdentity>> OfAsync(string kubeConfigPath, IReadOnlyList<ClusterTarget> targets, bool all = false)
    {
        using var gateway = new KubernetesGateway();
        return await EventLog<ClusterIdentity>.OfAsync(new GetClusterNameOperation(gateway).RunAsync(new ClusterNameRequest
        {
            Source = new ConnectionSource { KubeConfigPaths = [kubeConfigPath] },
            Targets = targets,
            All = all,
            Verbose = true,
        }));
    }
}
