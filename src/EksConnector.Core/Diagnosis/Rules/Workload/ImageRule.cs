using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Can the nodes pull the images?</summary>
internal sealed class ImageRule() : PodRule(FindingCodes.ImagePullFailed, "No pod waits for an image.")
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
            yield return Observation.Found(fault.Code, $"{container.Name} of {pod.On} waits for the image {container.Image}: {FindingCatalogue.Row(fault.Code).Phrase}.") with
            {
                Pod = pod.Name,
                Evidence = $"{pod.Name}, {container.Name}: {fault.Evidence}" + (isBlind ? $" (why is in the events: {snapshot.Workload.EventsUnread!.Why})" : string.Empty),
                Fix = Describe(snapshot, pod),
            };
        }
    }
}
