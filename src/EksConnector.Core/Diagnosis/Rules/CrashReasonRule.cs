using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules;

/// <summary>Why does a container end again and again, by its own log? That it does is what Kubernetes tells.</summary>
internal sealed class CrashReasonRule : IDiagnosisRule
{
    /// <inheritdoc/>
    public IEnumerable<Observation> Check(DiagnosisSnapshot snapshot) =>
    [
        .. snapshot.Connection.Agents.Where(agent => agent.Run.IsFailing && agent.Fatal is not null)
            .Select(agent => Failed(FindingCodes.AgentCrashLooping, "connector-agent", agent.Pod, agent.Fatal!)),
        .. snapshot.Connection.Proxies.Where(proxy => proxy.Run.IsFailing && proxy.Fatal is not null)
            .Select(proxy => Failed(FindingCodes.ProxyCrashLooping, "connector-proxy", proxy.Pod, proxy.Fatal!)),
    ];

    private static Observation Failed(string code, string container, string pod, string fatal) =>
        Observation.Failed(code, $"{container} of {pod} ends again and again.") with { Pod = pod, Evidence = $"log of {pod}: {fatal}", IsSymptom = true };
}
