using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Rules;
using EksConnector.Core.Findings;

namespace EksConnector.Tests.Diagnosis;

/// <summary>Test-EksConnectorActivation and Test-EksConnector name the same root cause wherever both see it.</summary>
internal static class SameRootCause
{
    /// <summary>Compares the two over a snapshot of which everything was read.</summary>
    public static void Check(DiagnosisSnapshot whole)
    {
        Assessment all = DiagnosisRules.Evaluate(whole);
        Assessment activation = DiagnosisRules.Evaluate(whole with { IsWhole = false, Workload = new(), Connection = new(), Access = new() });
        if (all.Root is { } root && activation.Observations.Any(seen => seen.Code == root.Code && seen.Result == DiagnosisWords.Failed))
        {
            activation.Root!.Code.ShouldBe(root.Code);
        }

        // What the other does not see may be more fundamental, but nothing that both see may change places.
        if (all.Root is { } first && activation.Root is { } other && first.Code != other.Code)
        {
            activation.Observations.ShouldNotContain(seen => seen.Code == first.Code && seen.Result == DiagnosisWords.Failed);
        }
    }
}
