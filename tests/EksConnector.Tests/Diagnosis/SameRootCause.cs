using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Rules;
using EksConnector.Core.Findings;

namespace EksConnector.Tests.Diagnosis;

/// <summary>Test-EksConnectorActivation and Test-EksConnector report the same root cause if both can detect it.</summary>
internal static class SameRootCause
{
    /// <summary>Compares both results for a complete snapshot.</summary>
    public static void Check(DiagnosisSnapshot whole)
    {
        Assessment all = DiagnosisRules.Evaluate(whole);
        Assessment activation = DiagnosisRules.Evaluate(whole with { IsWhole = false, Workload = new(), Connection = new(), Access = new() });
        if (all.Root is { } root && activation.Observations.Any(seen => seen.Code == root.Code && seen.Result == DiagnosisWords.Failed))
        {
            activation.Root!.Code.ShouldBe(root.Code);
        }

        // A finding that only one of them can detect can be more fundamental, but the order of the others must be the same.
        if (all.Root is { } first && activation.Root is { } other && first.Code != other.Code)
        {
            activation.Observations.ShouldNotContain(seen => seen.Code == first.Code && seen.Result == DiagnosisWords.Failed);
        }
    }
}
