using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Findings.Symptoms;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether the StatefulSet creates its Pods. Earlier rejections are ignored if the Pods exist.</summary>
internal sealed class PodCreationRule() : Rule(FindingCodes.PodNotCreated, RuleScope.Everything, Needs.StatefulSet)
{
    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.IsInstalled && snapshot.Cluster!.Replicas != 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        WorkloadFacts facts = snapshot.Workload;
        if (facts.MissingPods.Count == 0)
        {
            yield return Observation.Passed(FindingCodes.PodNotCreated, "The StatefulSet has created all expected Pods.");
            yield break;
        }

        string pods = string.Join(", ", facts.MissingPods);
        if (Refusal(facts) is { } refusal)
        {
            yield return Refused(snapshot, pods, refusal);
        }
        else if (facts.EventsUnread is { } why)
        {
            yield return Observation.Skipped(FindingCodes.PodNotCreated, why);
        }
        else
        {
            // The Pod may have just been deleted.
            yield return Observation.Found(FindingCodes.PodNotCreated, $"{pods} does not exist, and no event reports the cause.").LoweredTo(DiagnosisWords.Information) with { IsSymptom = true };
        }
    }

    // If a Pod was created after the rejection, the rejection no longer applies.
    private static WorkloadEvent? Refusal(WorkloadFacts facts)
    {
        WorkloadEvent? refusal = facts.Events.FirstOrDefault(seen => seen is { IsWarning: true, Reason: "FailedCreate" });
        bool isMade = facts.Events.Any(seen =>
            seen.Reason == "SuccessfulCreate" && seen.LastSeen > refusal?.LastSeen
            && facts.MissingPods.Any(pod => seen.Message.Contains($" {pod} ", StringComparison.Ordinal)));
        return isMade ? null : refusal;
    }

    private static Observation Refused(DiagnosisSnapshot snapshot, string pods, WorkloadEvent refusal)
    {
        string code = SymptomTable.Events.CodeOf(refusal.Message) is { } known && FindingCatalogue.Row(known).Tags.Contains(FindingTags.PodRefused) ? known : FindingCodes.PodNotCreated;
        return Observation.Found(code, $"{pods} cannot be created: {FindingCatalogue.Row(code).Phrase}.") with
        {
            Evidence = $"event of StatefulSet {ConnectorNames.StatefulSet} at {refusal.LastSeen.UtcDateTime:u}: {refusal.Message}",
            Fix = FixOf(snapshot, code, refusal.Message),
        };
    }

    private static FixCommand? FixOf(DiagnosisSnapshot snapshot, string code, string message)
    {
        string name = snapshot.Cluster!.Namespace;
        return code switch
        {
            // The connector drops all capabilities and adds DAC_OVERRIDE, which "baseline" allows and "restricted" does not.
            FindingCodes.PodSecurityDenied when message.Contains("violates PodSecurity \"restricted", StringComparison.OrdinalIgnoreCase) =>
                KubectlTarget.Command(snapshot.Kubectl, "label", "namespace", Argument.Label(name), "pod-security.kubernetes.io/enforce=baseline", "--overwrite"),
            FindingCodes.PodQuotaExceeded => KubectlTarget.Command(snapshot.Kubectl, "-n", Argument.Label(name), "describe", "resourcequotas,limitranges"),
            FindingCodes.RuntimeClassMissing => KubectlTarget.Command(snapshot.Kubectl, "get", "runtimeclasses"),

            // The token is deleted with its account, so it must be re-created.
            FindingCodes.ServiceAccountMissing when !snapshot.Cluster!.IsHelm => FixCommand.Join(
                KubectlTarget.Command(snapshot.Kubectl, "-n", Argument.Label(name), "create", "serviceaccount", ConnectorNames.ServiceAccount),
                ActivationFixes.RenewToken(snapshot)),
            _ => null,
        };
    }
}
