using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Symptoms;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether the volumes are mounted. Problems are only visible in events, which are not relevant for running Pods.</summary>
internal sealed class VolumeRule() : PodRule(
    FindingCodes.VolumeNotMounted,
    "No Pod is waiting for a volume.",
    snapshot => snapshot.Pods.Any(Waits) ? snapshot.Workload.EventsUnread : null)
{
    private static readonly string[] s_reasons = ["FailedMount", "FailedAttachVolume"];

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        if (!Waits(pod))
        {
            yield break;
        }

        // In addition to the event with the missing object, there are events that only report the duration.
        WorkloadEvent[] seen = [.. pod.Warnings.Where(warning => s_reasons.Contains(warning.Reason))];
        if ((Array.Find(seen, warning => warning.Message.Contains("not found", StringComparison.Ordinal)) ?? seen.FirstOrDefault()) is not { } failed)
        {
            yield break;
        }

        string? token = snapshot.Access.Token?.Secret;
        bool isToken = SymptomTable.Events.CodeOf(failed.Message) == FindingCodes.ServiceAccountTokenMissing
            || (token is not null && pod.MountedSecrets.Contains(token) && failed.Message.Contains($"secret \"{token}\" not found", StringComparison.Ordinal));
        string evidence = $"event of {pod.Name} at {failed.LastSeen.UtcDateTime:u}: {failed.Message}";
        yield return isToken
            ? Observation.Found(FindingCodes.ServiceAccountTokenMissing, $"{pod.On} cannot mount the service account token: the Secret '{token ?? ConnectorNames.TokenSecret}' does not exist.") with
            {
                Pod = pod.Name,
                Evidence = evidence,
                Fix = ActivationFixes.RenewToken(snapshot),
            }
            : Observation.Found(FindingCodes.VolumeNotMounted, $"{pod.On} cannot mount its volumes.") with
            {
                Pod = pod.Name,
                Evidence = evidence,
                Fix = Describe(snapshot, pod),
            };
    }

    // Returns whether a scheduled Pod has never started a container and is not waiting for an image.
    private static bool Waits(PodFacts pod) =>
        pod is { Node: not null, GoneBy: null, HasNothingStarted: true, Phase: "Pending" }
        && pod.Containers.All(container => ImageFault.Of(pod, container) is null);
}
