using System.Globalization;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;

namespace EksConnector.FakeCluster.Tour;

/// <summary>What Get-EksConnectorLog does, without PowerShell.</summary>
internal static class LogInCore
{
    public static Task<bool> RunAsync(IKubernetesGateway gateway, LogRequest request, CancellationToken cancellationToken) =>
        CoreRun.PrintAsync(new GetLogOperation(gateway).RunAsync(request, cancellationToken), Print);

    private static void Print(object result)
    {
        var entry = (LogEntry)result;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{entry.Timestamp:MM-dd HH:mm:ss} {entry.Level,-11} {entry.Pod}/{entry.Container}: {entry.Message}"));
    }
}
