using EksConnector.Aws;
using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Diagnosis;

/// <summary>All that one run of the operation had to say.</summary>
internal sealed class DiagnosisRun
{
    public List<EksConnector.Diagnosis> Results { get; } = [];

    public List<EksConnectorException> Failures { get; } = [];

    public List<string> Messages { get; } = [];

    public EksConnector.Diagnosis Result => Results.ShouldHaveSingleItem();

    /// <summary>Everything that a person could get to see.</summary>
    public string Texts => string.Join('\n', Messages
        .Concat(Failures.Select(failure => failure.Message + failure.RecommendedAction))
        .Concat(Results.SelectMany(result => result.Findings.SelectMany(finding => TextsOf(finding)).Concat(TextsOf(result)))));

    public static async Task<DiagnosisRun> OfAsync(DiagnosisRequest request, TimeProvider? clock = null)
    {
        var run = new DiagnosisRun();
        using IKubernetesGateway kubernetes = new KubernetesGateway();
        using IAwsGateway aws = new AwsGateway();
        var operation = new TestConnectorOperation(kubernetes, () => aws, clock);
        await foreach (OperationEvent<EksConnector.Diagnosis> operationEvent in operation.RunAsync(request with { Verbose = true }))
        {
            switch (operationEvent)
            {
                case ItemEvent<EksConnector.Diagnosis> item:
                    run.Results.Add(item.Item);
                    break;
                case FailureEvent<EksConnector.Diagnosis> failure:
                    run.Failures.Add(failure.Exception);
                    break;
                case MessageEvent<EksConnector.Diagnosis> message:
                    run.Messages.Add(message.Text);
                    break;
            }
        }

        return run;
    }

    private static IEnumerable<string> TextsOf(object source) =>
        source.GetType().GetProperties().Select(property => property.GetValue(source)).OfType<string>();
}
