using System.Globalization;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Status;

namespace EksConnector.FakeCluster.Tour;

/// <summary>What Get-EksConnectorStatus does, without PowerShell.</summary>
internal static class StatusInCore
{
    public static Task<bool> RunAsync(
        IKubernetesGateway gateway, ConnectionSource source, IReadOnlyList<string> contexts, Action<PodStatus> print, CancellationToken cancellationToken) =>
        CoreRun.PrintAsync(
            new GetStatusOperation(gateway).RunAsync(new StatusRequest { Source = source, Targets = contexts.Select(context => new ClusterTarget(context, null)).ToArray() }, cancellationToken), print);

    public static void PrintRow(PodStatus row) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Context,-12} {row.Pod,-16} {row.Ready,-5} {row.Status,-22} restarts {row.Restarts,-4} age {(row.Age is { } age ? Duration.ToShortText(age) : "-")}"));

    public static void PrintReason(PodStatus row)
    {
        if (!row.IsReady)
        {
            Console.WriteLine($"{row.Pod}: {row.Message}");
        }
    }
}
