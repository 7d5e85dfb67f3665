using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>A rule that checks each Pod of the connector. It does not apply if there are no Pods.</summary>
/// <param name="code">The code of the condition that passes if no Pod has a problem.</param>
/// <param name="passed">The summary if the check passes.</param>
/// <param name="toPass">The requirement for a passed check; null if only the Pods are required.</param>
internal abstract class PodRule(string code, string passed, Need? toPass = null) : Rule(code, RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Pods.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        Observation[] seen = [.. snapshot.Pods.SelectMany(pod => Evaluate(snapshot, pod))];
        return seen.Length > 0 ? seen : [toPass?.Invoke(snapshot) is { } why ? Observation.Skipped(Code, why) : Passed(passed)];
    }

    /// <summary>Checks one Pod.</summary>
    /// <param name="snapshot">The data that was read.</param>
    /// <param name="pod">The Pod.</param>
    /// <returns>The problems.</returns>
    protected abstract IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot, PodFacts pod);

    /// <summary>Creates a kubectl command in the namespace of the connector.</summary>
    protected static FixCommand? Kubectl(DiagnosisSnapshot snapshot, params Argument[] arguments) =>
        KubectlTarget.Command(snapshot.Kubectl, ["-n", Argument.Label(snapshot.Cluster!.Namespace), .. arguments]);

    /// <summary>Creates the command that describes a Pod.</summary>
    protected static FixCommand? Describe(DiagnosisSnapshot snapshot, PodFacts pod) => Kubectl(snapshot, "describe", "pod", Argument.Name(pod.Name));

    /// <summary>Creates the commands that patch the Pod template. A Pod that never became ready is not replaced automatically, so it is deleted.</summary>
    /// <returns>The commands; null if a Pod that would be replaced has the only copy of a key.</returns>
    protected static FixCommand? Patch(DiagnosisSnapshot snapshot, PodFacts pod, params Argument[] arguments)
    {
        FixCommand? patch = Kubectl(snapshot, ["patch", "statefulset", ConnectorNames.StatefulSet, .. arguments]);
        if (KeyStorage.Unsaved(snapshot).Count > 0)
        {
            return null;
        }

        return KeyStorage.CanDelete(snapshot, pod) ? FixCommand.Join(patch, ActivationFixes.DeletePods(snapshot, [pod])) : patch;
    }
}
