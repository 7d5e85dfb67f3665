using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Can the nodes pull the images?</summary>
internal sealed class ImageRule() : PodRule(FindingCodes.ImagePullFailed, "No Pod is waiting for an image.")
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        foreach (WorkloadContainer container in pod.Containers)
        {
            if (ImageFault.Of(pod, container) is not { } fault || fault.Code == FindingCodes.ArchitectureMismatch)
            {
                continue;
            }

            bool isBlind = fault.IsVague && snapshot.Workload.EventsUnread is not null;
            yield return Observation.Found(fault.Code, $"{container.Name} of {pod.On} cannot pull the image {container.Image}: {FindingCatalogue.Row(fault.Code).Phrase}.") with
            {
                Pod = pod.Name,
                Evidence = $"{pod.Name}, {container.Name}: {fault.Evidence}" + (isBlind ? $" (the cause is in the events: {snapshot.Workload.EventsUnread!.Why})" : string.Empty),
                Fix = Describe(snapshot, pod),
            };
        }
    }
}

/// <summary>Why the image of a container cannot be pulled.</summary>
/// <param name="Code">What it means, one of <see cref="FindingCodes"/>.</param>
/// <param name="Evidence">The text that says so, and where it stands.</param>
/// <param name="IsVague">Whether it only says that it did not work.</param>
internal sealed record ImageFault(string Code, string Evidence, bool IsVague)
{
    private static readonly string[] s_reasons =
    [
        "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError", "RegistryUnavailable", "SignatureValidationFailed",
    ];

    /// <summary>Finds it. The kubelet's back-off hides the reason until Kubernetes 1.30; the event before it has it.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <returns>The fault; null where the image is not what is wrong.</returns>
    public static ImageFault? Of(PodFacts pod, WorkloadContainer container)
    {
        if (container.WaitingReason is not { } reason || !s_reasons.Contains(reason))
        {
            return null;
        }

        string state = container.WaitingMessage is { } message ? $"{reason}: {message}" : reason;
        if (CodeOf(state) is { } code)
        {
            return new ImageFault(code, state, IsVague: false);
        }

        // A pod has events of other images as well.
        foreach (WorkloadEvent seen in pod.Warnings.Where(seen => container.Image is { } image && seen.Message.Contains(image, StringComparison.Ordinal)))
        {
            if (CodeOf(seen.Message) is { } told)
            {
                return new ImageFault(told, $"event at {seen.LastSeen.UtcDateTime:u}: {seen.Message}", IsVague: false);
            }
        }

        WorkloadEvent? vague = pod.Warnings.FirstOrDefault(seen => container.Image is { } image && seen.Message.Contains(image, StringComparison.Ordinal));
        return new ImageFault(FindingCodes.ImagePullFailed, vague is null ? state : $"event at {vague.LastSeen.UtcDateTime:u}: {vague.Message}", vague is null);
    }

    // That it did not work is known already.
    private static string? CodeOf(string text) =>
        SymptomTable.Events.CodeOf(text) == FindingCodes.ArchitectureMismatch
            ? FindingCodes.ArchitectureMismatch
            : SymptomTable.Images.CodeOf(text) is { } code and not FindingCodes.ImagePullFailed ? code : null;
}
