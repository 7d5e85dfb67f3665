using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether the nodes can pull the images.</summary>
internal sealed class ImageRule() : PodRule(FindingCodes.ImagePullFailed, "No Pod is waiting for an image.")
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        foreach (WorkloadContainer container in pod.Containers)
        {
            if (ImageFault.Of(pod, container) is not { } fault || fault.Code == FindingCodes.ArchitectureMismatch)
            {
                continue;
            }

            // The phrase of the row is about the requests to AWS.
            string? phrase = fault.Code == FindingCodes.NodeClockSkew
                ? "the clock of the node is behind, so the registry's certificate seems not to be valid yet"
                : FindingCatalogue.Row(fault.Code).Phrase;
            bool isBlind = fault.IsVague && snapshot.Workload.EventsUnread is not null;
            yield return Observation.Found(fault.Code, $"{container.Name} of {pod.On} cannot pull the image {container.Image}: {phrase}.") with
            {
                Pod = pod.Name,
                Evidence = $"{pod.Name}, {container.Name}: {fault.Evidence}" + (isBlind ? $" (the cause is in the events: {snapshot.Workload.EventsUnread!.Why})" : string.Empty),
                Fix = Describe(snapshot, pod),
            };
        }
    }
}

/// <summary>The reason why the image of a container cannot be pulled.</summary>
/// <param name="Code">The code of the finding, one of <see cref="FindingCodes"/>.</param>
/// <param name="Evidence">The evidence and its source.</param>
/// <param name="IsVague">Whether the evidence does not contain a specific reason.</param>
internal sealed record ImageFault(string Code, string Evidence, bool IsVague)
{
    private static readonly string[] s_reasons =
    [
        "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError", "RegistryUnavailable", "SignatureValidationFailed",
    ];

    /// <summary>Finds the reason. Up to Kubernetes 1.30, the kubelet's back-off hides the reason, but the preceding event contains it.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <returns>The reason; null if the image is not the problem.</returns>
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

        // A Pod also has events for other images.
        foreach (WorkloadEvent seen in pod.Warnings.Where(seen => container.Image is { } image && seen.Message.Contains(image, StringComparison.Ordinal)))
        {
            if (CodeOf(seen.Message) is { } eventCode)
            {
                return new ImageFault(eventCode, $"event at {seen.LastSeen.UtcDateTime:u}: {seen.Message}", IsVague: false);
            }
        }

        WorkloadEvent? vague = pod.Warnings.FirstOrDefault(seen => container.Image is { } image && seen.Message.Contains(image, StringComparison.Ordinal));
        return new ImageFault(FindingCodes.ImagePullFailed, vague is null ? state : $"event at {vague.LastSeen.UtcDateTime:u}: {vague.Message}", vague is null);
    }

    // Codes without a specific reason do not add information.
    private static string? CodeOf(string text) =>
        SymptomTable.Events.CodeOf(text) == FindingCodes.ArchitectureMismatch
            ? FindingCodes.ArchitectureMismatch
            : SymptomTable.Images.CodeOf(text) is { } code and not FindingCodes.ImagePullFailed ? code : null;
}
