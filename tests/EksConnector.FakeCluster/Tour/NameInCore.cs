using EksConnector.Core.Identity;
using EksConnector.Core.Kubernetes;

namespace EksConnector.FakeCluster.Tour;

/// <summary>What Get-EksConnectorClusterName does, without PowerShell.</summary>
internal static class NameInCore
{
    public static Task<bool> RunAsync(IKubernetesGateway gateway, ConnectionSource source, CancellationToken cancellationToken) =>
        CoreRun.PrintAsync(
            new GetClusterNameOperation(gateway).RunAsync(new ClusterNameRequest { Source = source, All = true }, cancellationToken),
            answer => Console.WriteLine($"{answer.ClusterName,-12} {answer.Region,-12} {answer.Source,-12} {answer.Pod}"));
}
