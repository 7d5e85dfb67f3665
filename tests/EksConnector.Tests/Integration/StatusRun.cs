using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.Core.Status;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Integration;

/// <summary>The events of one run of the operation.</summary>
internal sealed class StatusRun
{
    public List<PodStatus> Rows { get; } = [];

    public List<EksConnectorException> Failures { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Traces { get; } = [];

    public string Shown => string.Join('\n', Rows.Select(row => $"{row.Pod} {row.Ready} {row.Status}"));

    public static async Task<StatusRun> OfAsync(StatusRequest request, IKubernetesGateway? gateway = null)
    {
        var run = new StatusRun();
        using IKubernetesGateway own = new KubernetesGateway();
        await foreach (OperationEvent<PodStatus> operationEvent in new GetStatusOperation(gateway ?? own).RunAsync(request with { Verbose = true }))
        {
            switch (operationEvent)
            {
                case ItemEvent<PodStatus> item:
                    run.Rows.Add(item.Item);
                    break;
                case FailureEvent<PodStatus> failure:
                    run.Failures.Add(failure.Exception);
                    break;
                case MessageEvent<PodStatus> message:
                    (message.IsWarning ? run.Warnings : run.Traces).Add(message.Text);
                    break;
            }
        }

        return run;
    }

    public static Task<StatusRun> OfAsync(string kubeConfigPath, string context, string? @namespace) => OfAsync(new StatusRequest
    {
        Source = new ConnectionSource { KubeConfigPaths = [kubeConfigPath] },
        Targets = [new(context, @namespace)],
    });
}
