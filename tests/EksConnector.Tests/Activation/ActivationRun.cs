using EksConnector.Aws;
using EksConnector.Core.Activation;
using EksConnector.Core.Aws;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes;
using EksConnector.Kubernetes.Manifests;

namespace EksConnector.Tests.Activation;

/// <summary>The events of one run of the operation.</summary>
internal sealed class ActivationRun
{
    public List<ActivationResult> Results { get; } = [];

    public List<EksConnectorException> Failures { get; } = [];

    public List<string> Messages { get; } = [];

    public ActivationResult Result => Results.ShouldHaveSingleItem();

    /// <summary>All text that a user can see.</summary>
    public string Texts => string.Join('\n', Messages
        .Concat(Failures.Select(failure => failure.Message + failure.RecommendedAction))
        .Concat(Results.SelectMany(result => result.Findings.SelectMany(finding => TextsOf(finding)).Concat(TextsOf(result)))));

    public static async Task<ActivationRun> OfAsync(ActivationRequest request, TimeProvider? clock = null)
    {
        var run = new ActivationRun();
        using IKubernetesGateway kubernetes = new KubernetesGateway();
        using IAwsGateway aws = new AwsGateway();
        var operation = new TestActivationOperation(() => kubernetes, () => aws, () => new ManifestReader(), clock);
        await foreach (OperationEvent<ActivationResult> operationEvent in operation.RunAsync(request with { Verbose = true }))
        {
            switch (operationEvent)
            {
                case ItemEvent<ActivationResult> item:
                    run.Results.Add(item.Item);
                    break;
                case FailureEvent<ActivationResult> failure:
                    run.Failures.Add(failure.Exception);
                    break;
                case MessageEvent<ActivationResult> message:
                    run.Messages.Add(message.Text);
                    break;
            }
        }

        return run;
    }

    private static IEnumerable<string> TextsOf(object source) =>
        source.GetType().GetProperties().Select(property => property.GetValue(source)).OfType<string>();
}
