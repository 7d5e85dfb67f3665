using EksConnector.Core.Activation;
using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes.Manifests;

namespace EksConnector.FakeCluster.Tour;

/// <summary>What Test-EksConnectorActivation does, without PowerShell.</summary>
internal static class ActivationInCore
{
    public static Task<bool> RunAsync(IKubernetesGateway gateway, ConnectionSource source, CancellationToken cancellationToken)
    {
        var operation = new TestActivationOperation(
            () => gateway, () => throw new InvalidOperationException("AWS is left out."), () => new ManifestReader());
        return CoreRun.PrintAsync(operation.RunAsync(new ActivationRequest { Source = source, SkipAws = true }, cancellationToken), Print);
    }

    private static void Print(ActivationResult result)
    {
        Console.WriteLine($"{result.Context}: {result.Reason}: {result.Message}");
        if (result.RecommendedAction is not null)
        {
            Console.WriteLine($"  {result.RecommendedAction}");
        }

        foreach (string line in result.FixCommand?.Split('\n') ?? [])
        {
            Console.WriteLine($"  {line}");
        }
    }
}
