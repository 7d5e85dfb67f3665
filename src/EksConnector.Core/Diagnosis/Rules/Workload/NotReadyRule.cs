using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Runs the specific rules, and then checks for Pods that are not ready for some time for a reason that these rules do not find.</summary>
/// <param name="precise">The specific rules.</param>
internal sealed class NotReadyRule(IReadOnlyList<Rule> precise) : Rule(FindingCodes.PodNotReady, RuleScope.Everything)
{
    private static readonly TimeSpan s_gracePeriod = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        var reported = new HashSet<string?>(StringComparer.Ordinal);
        foreach (Observation observation in precise.SelectMany(rule => rule.Check(snapshot)))
        {
            yield return observation;
            if (observation.Result == DiagnosisWords.Failed)
            {
                reported.Add(observation.Pod);
            }
        }

        IReadOnlyList<PodFacts> pods = snapshot.Pods;
        if (pods.Count == 0)
        {
            yield break;
        }

        bool any = false;
        foreach (PodFacts pod in pods.Where(pod => !reported.Contains(pod.Name) && IsStuck(snapshot, pod)))
        {
            any = true;
            yield return Observation.Found(FindingCodes.PodNotReady, $"{pod.On} has not been ready for some time.") with
            {
                Pod = pod.Name,
                Evidence = $"{pod.Name}: {pod.WhyNotReady ?? pod.Phase ?? "no reason is reported"}",
                Fix = KubectlTarget.Command(snapshot.Kubectl, "-n", Argument.Label(snapshot.Cluster!.Namespace), "describe", "pod", Argument.Name(pod.Name)),
            };
        }

        if (!any)
        {
            yield return Observation.Passed(FindingCodes.PodNotReady, pods.All(pod => pod.IsReady)
                ? "Every Pod is ready."
                : "Other findings explain why Pods are not ready.");
        }
    }

    // Until connector-init has completed, the checks of the activation report the reason.
    private static bool IsStuck(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        if (pod.IsReady || pod.GoneBy is not null)
        {
            return false;
        }

        bool isPastInit = pod.Ordinal is null || pod.IsInitDone || pod.Phase is "Failed" or "Succeeded";
        return isPastInit && snapshot.TakenAt - Since(pod) > s_gracePeriod;
    }

    // The containers start after initialization, which does not change the condition Ready.
    private static DateTimeOffset? Since(PodFacts pod) =>
        new[] { pod.ReadySince ?? pod.CreatedAt, pod.Containers.Where(container => container.IsInit).Max(container => container.Ended?.At) }.Max();
}
