using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether the containers can be created.</summary>
internal sealed class ContainerStartRule() : PodRule(FindingCodes.ContainerNotCreated, "No container has failed to be created.")
{
    private const string NoSandbox = "FailedCreatePodSandBox";

    private static readonly string[] s_reasons =
        ["CreateContainerConfigError", "CreateContainerError", "RunContainerError", "PreStartHookError", "PostStartHookError", "PreCreateHookError"];

    private static readonly string[] s_endings = ["StartError", "ContainerCannotRun"];

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        foreach (WorkloadContainer container in pod.Containers)
        {
            if (Fault(container) is { } fault && SymptomTable.Events.CodeOf(fault) != FindingCodes.ArchitectureMismatch)
            {
                yield return Failed(snapshot, pod, $"{container.Name} of {pod.On} cannot be created.", $"{pod.Name}, {container.Name}: {fault}");
            }
        }

        // The Pod sandbox with its network is created before any container.
        if (pod is { Node: not null, GoneBy: null, HasNothingStarted: true }
            && pod.Warnings.FirstOrDefault(seen => seen.Reason == NoSandbox) is { } sandbox)
        {
            string why = FindingCatalogue.Row(CodeOf(sandbox.Message)).Phrase ?? "the network or the container runtime fails";
            yield return Failed(snapshot, pod, $"The sandbox of {pod.On} cannot be created: {why}.", $"event of {pod.Name} at {sandbox.LastSeen.UtcDateTime:u}: {sandbox.Message}");
        }
    }

    private static Observation Failed(DiagnosisSnapshot snapshot, PodFacts pod, string summary, string evidence)
    {
        string code = CodeOf(evidence);
        FixCommand? fix = code == FindingCodes.RuntimeClassMissing ? KubectlTarget.Command(snapshot.Kubectl, "get", "runtimeclasses") : Describe(snapshot, pod);
        return Observation.Found(code, summary) with { Pod = pod.Name, Evidence = evidence, Fix = fix };
    }

    private static string CodeOf(string text) =>
        SymptomTable.Events.CodeOf(text) is { } code && FindingCatalogue.Row(code).MorePreciseThan.Contains(FindingCodes.ContainerNotCreated)
            ? code
            : FindingCodes.ContainerNotCreated;

    private static string? Fault(WorkloadContainer container)
    {
        if (container.WaitingReason is { } reason && s_reasons.Contains(reason))
        {
            return container.WaitingMessage is { } message ? $"{reason}: {message}" : reason;
        }

        return container is { RunningSince: null, IsReady: false, NewestEnd: { Reason: { } how } end } && s_endings.Contains(how) ? end.ToString() : null;
    }
}
