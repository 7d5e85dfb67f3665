using EksConnector.Aws;
using EksConnector.Core.Activation;
using EksConnector.Core.Aws;
using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes;
using EksConnector.Kubernetes.Manifests;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Activation;

/// <summary>The events of one run of the operation of Test-EksConnectorActivation.</summary>
/// <param name="log">The events.</param>
internal sealed class ActivationRun(EventLog<ActivationResult> log)
{
    public IReadOnlyList<ActivationResult> Results => log.Items;

    public IReadOnlyList<EksConnectorException> Failures => log.Failures;

    public IReadOnlyList<string> Messages { get; } = [.. log.Warnings, .. log.Traces];

    public ActivationResult Result => Results.ShouldHaveSingleItem();

    /// <summary>All text that a user can see.</summary>
    public string Texts => string.Join('\n', Messages
        .Concat(Failures.Select(failure => failure.Message + failure.RecommendedAction))
        .Concat(Results.SelectMany(result => result.Findings.SelectMany(finding => TextsOf(finding)).Concat(TextsOf(result)))));

    public static async Task<ActivationRun> OfAsync(ActivationRequest request, TimeProvider? clock = null)
    {
        using IKubernetesGateway kubernetes = new KubernetesGateway();
        using IAwsGateway aws = new AwsGateway();
        var operation = new TestActivationOperation(() => kubernetes, () => aws, () => new ManifestReader(), clock);
        return new ActivationRun(await EventLog<ActivationResult>.OfAsync(operation.RunAsync(request with { Verbose = true })));
    }

    private static IEnumerable<string> TextsOf(object source) =>
        source.GetType().GetProperties().Select(property => property.GetValue(source)).OfType<string>();
}
