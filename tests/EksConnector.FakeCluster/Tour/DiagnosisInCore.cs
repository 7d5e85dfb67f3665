using EksConnector.Core.Diagnosis;
using EksConnector.Core.Kubernetes;

namespace EksConnector.FakeCluster.Tour;

/// <summary>What Test-EksConnector does, without PowerShell.</summary>
internal static class DiagnosisInCore
{
    private const int Width = 100;

    public static Task<bool> RunAsync(IKubernetesGateway gateway, ConnectionSource source, CancellationToken cancellationToken)
    {
        var operation = new TestConnectorOperation(gateway, () => throw new InvalidOperationException("AWS is left out."));
        return CoreRun.PrintAsync(
            operation.RunAsync(new DiagnosisRequest { Source = source, SkipAws = true }, cancellationToken),
            diagnosis => Console.WriteLine(DiagnosisText.Of(diagnosis, Width)));
    }
}
