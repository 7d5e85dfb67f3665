using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether the platforms of the nodes can run the images. A Pod that runs on another platform uses custom images and is ignored.</summary>
internal sealed class ArchitectureRule() : PodRule(
    FindingCodes.ArchitectureMismatch,
    "The platforms of the nodes are compatible with the Pods.",
    snapshot => snapshot.Pods.All(pod => pod.IsReady) ? null : snapshot.Workload.NodesUnread)
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        if (pod.Unschedulable is { } message)
        {
            return Platforms.HasNone(snapshot.Workload)
                ? [Mismatch(snapshot, pod, $"{pod.Name} cannot be scheduled: no node has the platform {Platforms.Connector}.", $"nodes: {Platforms.Of(snapshot.Workload)}; {pod.Name}, PodScheduled: {message}") with
                {
                    // A node selector does not help if there are no suitable nodes.
                    Fix = KubectlTarget.Command(snapshot.Kubectl, "get", "nodes", "-L", "kubernetes.io/os,kubernetes.io/arch"),
                }]
                : [];
        }

        string? platform = snapshot.Workload.NodeOf(pod)?.Platform;
        foreach (WorkloadContainer container in pod.Containers)
        {
            if (Evidence(pod, container, platform) is { } evidence)
            {
                string where = platform is null or Platforms.Connector ? pod.On : $"{pod.On} ({platform})";
                return [Mismatch(snapshot, pod, $"{container.Name} of {where} cannot run: its image does not support the platform of the node.", evidence)];
            }
        }

        return [];
    }

    private static Observation Mismatch(DiagnosisSnapshot snapshot, PodFacts pod, string summary, string evidence) => Observation.Found(FindingCodes.ArchitectureMismatch, summary) with
    {
        Pod = pod.Name,
        Evidence = evidence,
        Fix = Patch(
            snapshot,
            pod,
            "-p",
            """{"spec":{"template":{"spec":{"nodeSelector":{"kubernetes.io/os":"linux","kubernetes.io/arch":"amd64"}}}}}"""),
    };

    private static string? Evidence(PodFacts pod, WorkloadContainer container, string? platform)
    {
        if (ImageFault.Of(pod, container) is { Code: FindingCodes.ArchitectureMismatch } fault)
        {
            return $"{pod.Name}, {container.Name}: {fault.Evidence}";
        }

        foreach (string? text in new[] { container.WaitingMessage, container.Ended?.Message, container.LastEnd?.Message })
        {
            if (text is not null && !container.IsReady && SymptomTable.Events.CodeOf(text) == FindingCodes.ArchitectureMismatch)
            {
                return $"{pod.Name}, {container.Name}: {text}";
            }
        }

        // "exec format error" is only in the log of the container; a container that wrote anything else has run.
        return platform is not (null or Platforms.Connector) && container is { RunningSince: null, IsReady: false, NewestEnd: { ExitCode: not 0, Reason: not "OOMKilled" } end } && !HasRun(pod, container)
            ? $"node {pod.Node} is {platform}; {pod.Name}, {container.Name}: {end}"
            : null;
    }

    private static bool HasRun(PodFacts pod, WorkloadContainer container) =>
        container.Name == Kubernetes.ConnectorNames.InitContainer
            ? pod.Log is { } log && log != new InitLog(null, null, null)
            : pod.Containers.Any(other => other.Name != container.Name && (other.RunningSince is not null || other.Ended is { ExitCode: 0 }));
}

/// <summary>The platform that the connector's images support.</summary>
internal static class Platforms
{
    /// <summary>Linux on x86-64.</summary>
    public const string Connector = "linux/amd64";

    /// <summary>Returns whether nodes were read and none has this platform.</summary>
    public static bool HasNone(WorkloadFacts facts) => facts.Platforms.Count > 0 && facts.Platforms.All(platform => platform.Platform != Connector);

    /// <summary>Describes the platforms of the nodes, for example <c>3 nodes linux/arm64</c>.</summary>
    public static string Of(WorkloadFacts facts) =>
        string.Join(", ", facts.Platforms.Select(platform => $"{platform.Nodes} {(platform.Nodes == 1 ? "node" : "nodes")} {platform.Platform}"));
}
