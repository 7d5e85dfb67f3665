using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Workload;
using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>A rule that looks at each of the connector's pods. It has no place where there are none.</summary>
/// <param name="code">What it says that it is not there, where no pod shows anything.</param>
/// <param name="passed">That in a sentence.</param>
internal abstract class WorkloadRule(string code, string passed) : IDiagnosisRule
{
    /// <summary>What it says that it is not there.</summary>
    protected string Code => code;

    /// <inheritdoc/>
    public IEnumerable<Observation> Check(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Workload.Pods.Count == 0)
        {
            return [];
        }

        Observation[] seen = [.. snapshot.Workload.Pods.SelectMany(pod => Look(snapshot, pod))];
        return seen.Length > 0 ? seen : [Missing(snapshot) is { } why ? Observation.Skipped(code, why) : Observation.Passed(code, passed)];
    }

    /// <summary>Looks at one pod.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="pod">The pod.</param>
    /// <returns>What is wrong with it.</returns>
    protected abstract IEnumerable<Observation> Look(DiagnosisSnapshot snapshot, WorkloadPod pod);

    /// <summary>Why it could not be looked at, where nothing was found; null where it could.</summary>
    protected virtual Unread? Missing(DiagnosisSnapshot snapshot) => null;

    /// <summary>A command of kubectl in the connector's namespace.</summary>
    protected static FixCommand? Kubectl(DiagnosisSnapshot snapshot, params Argument[] arguments) =>
        KubectlTarget.Command(snapshot.Kubectl, ["-n", Argument.Label(snapshot.Cluster.Namespace), .. arguments]);

    /// <summary>Shows all that Kubernetes says of a pod.</summary>
    protected static FixCommand? Describe(DiagnosisSnapshot snapshot, WorkloadPod pod) => Kubectl(snapshot, "describe", "pod", Argument.Name(pod.Name));

    /// <summary>Changes what pods are made of. A pod that never got ready is not replaced by itself, so it is deleted as well.</summary>
    protected static FixCommand? Patch(DiagnosisSnapshot snapshot, WorkloadPod pod, params Argument[] arguments) => FixCommand.Join(
        Kubectl(snapshot, ["patch", "statefulset", ConnectorNames.StatefulSet, .. arguments]),
        Kubectl(snapshot, "delete", "pod", Argument.Name(pod.Name)));
}
