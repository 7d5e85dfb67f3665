using EksConnector.Core.Kubernetes;
using EksConnector.Core.Status;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Integration;

/// <summary>The events of one run of the operation of Get-EksConnectorStatus.</summary>
/// <param name="log">The events.</param>
internal sealed class StatusRun(EventLog<PodStatus> log)
{
    public List<PodStatus> Rows => log.Items;

    public IReadOnlyList<EksConnectorException> Failures => log.Failures;

    public IReadOnlyList<string> Warnings => log.Warnings;

    public IReadOnlyList<string> Traces => log.Traces;

    public string Shown => string.Join('\n', Rows.Select(row => $"{row.Pod} {row.Ready} {row.Status}"));

    public static async Task<StatusRun> OfAsync(StatusRequest request, IKubernetesGateway? gateway = null)
    {
        using IKubernetesGateway own = new KubernetesGateway();
        return new StatusRun(await EventLog<PodStatus>.OfAsync(new GetStatusOperation(gateway ?? own).RunAsync(request with { Verbose = true })));
    }

    public static Task<StatusRun> OfAsync(string kubeConfigPath, string context, string? @namespace) => OfAsync(new StatusRequest
    {
        Source = new ConnectionSource { KubeConfigPaths = [kubeConfigPath] },
        Targets = [new(context, @namespace)],
    });
}
