using EksConnector.Core.Diagnosis.Workload;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Can the nodes pull the images?</summary>
internal sealed class ImageRule() : WorkloadRule(FindingCodes.ImagePullFailed, "No pod waits for an image.")
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot, WorkloadPod pod)
    {
        foreach (WorkloadContainer container in pod.Containers)
        {
            if (ImageFault.Of(pod, container) is not { } fault || fault.Code == FindingCodes.ArchitectureMismatch)
            {
                continue;
            }

            bool isBlind = fault.IsVague && snapshot.Workload.EventsUnread is not null;
            yield return Observation.Failed(fault.Code, $"{container.Name} of {pod.On} waits for the image {container.Image}: {Words(fault.Code)}.") with
            {
                Pod = pod.Name,
                Evidence = $"{pod.Name}, {container.Name}: {fault.Evidence}" + (isBlind ? $" (why is in the events: {snapshot.Workload.EventsUnread!.Why})" : string.Empty),
                Fix = Describe(snapshot, pod),
            };
        }
    }

    private static string Words(string code) => code switch
    {
        FindingCodes.ImageNameInvalid => "that is not the name of an image",
        FindingCodes.ImagePullRateLimited => "the registry refuses more pulls for a while",
        FindingCodes.ImagePullUnauthorized => "the registry asks for credentials",
        FindingCodes.ImagePullForbidden => "the registry refuses the node",
        FindingCodes.ImageNotFound => "the registry has no such image",
        FindingCodes.RegistryDnsFailed => "the node cannot resolve the registry's name",
        FindingCodes.RegistryTlsFailed => "the node does not trust the registry's certificate",
        FindingCodes.RegistryUnreachable => "the node cannot reach the registry",
        _ => "it cannot be pulled",
    };
}
