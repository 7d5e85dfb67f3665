using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>A rule that looks at each of the connector's pods. It has no place where there are none.</summary>
/// <param name="code">What it says that it is not there, where no pod shows anything.</param>
/// <param name="passed">That in a sentence.</param>
/// <param name="toPass">What has to be read before it can say so; null where the Pods are enough.</param>
internal abstract class PodRule(string code, string passed, Need? toPass = null) : Rule(code, RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Pods.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot)
    {
        Observation[] seen = [.. snapshot.Pods.SelectMany(pod => Look(snapshot, pod))];
        return seen.Length > 0 ? seen : [toPass?.Invoke(snapshot) is { } why ? Observation.Skipped(Code, why) : Passed(passed)];
    }

    /// <summary>Looks at one pod.</summary>
    /// <param name="snapshot">The data that was read.</param>
    /// <param name="pod">The pod.</param>
    /// <returns>What is wrong with it.</returns>
    protected abstract IEnumerable<Observation> Look(DiagnosisSnapshot snapshot, PodFacts pod);

    /// <summary>A command of kubectl in the connector's namespace.</summary>
    protected static FixCommand? Kubectl(DiagnosisSnapshot snapshot, params Argument[] arguments) =>
        KubectlTarget.Command(snapshot.Kubectl, ["-n", Argument.Label(snapshot.Cluster!.Namespace), .. arguments]);

    /// <summary>Shows all that Kubernetes says of a pod.</summary>
    protected static FixCommand? Describe(DiagnosisSnapshot snapshot, PodFacts pod) => Kubectl(snapshot, "describe", "pod", Argument.Name(pod.Name));

    /// <summary>Changes what pods are made of. A pod that never got ready is not replaced by itself, so it is deleted as well.</summary>
    /// <returns>The commands; null where a Pod that would be replaced has the only copy of a key.</returns>
    protected static FixCommand? Patch(DiagnosisSnapshot snapshot, PodFacts pod, params Argument[] arguments)
    {
        FixCommand? patch = Kubectl(snapshot, ["patch", "statefulset", ConnectorNames.StatefulSet, .. arguments]);
        if (KeyStorage.Unsaved(snapshot).Count > 0)
        {
            return null;
        }

        return KeyStorage.MayDelete(snapshot, pod) ? FixCommand.Join(patch, ActivationFixes.DeletePods(snapshot, [pod])) : patch;
    }
}
