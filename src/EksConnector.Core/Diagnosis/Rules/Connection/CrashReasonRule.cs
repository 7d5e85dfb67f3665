using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Checks the log of a container that exits repeatedly for the reason. Kubernetes reports the repeated exits.</summary>
internal sealed class CrashReasonRule() : Rule(FindingCodes.AgentCrashLooping, RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot) =>
    [
        .. Observe(FindingCodes.AgentCrashLooping, "connector-agent", snapshot.Connection.Agents.Select(agent => (agent.Run, agent.Fatal))),
        .. Observe(FindingCodes.ProxyCrashLooping, "connector-proxy", snapshot.Connection.Proxies.Select(proxy => (proxy.Run, proxy.Fatal))),
    ];

    private static IEnumerable<Observation> Observe(string code, string container, IEnumerable<(ContainerRun Run, string? Fatal)> runs) =>
        ConnectionView.Observe(
            code,
            from each in runs where each.Run.IsFailing && each.Fatal is not null select (each.Run.Pod, $"log of {each.Run.Pod}: {each.Fatal}"),
            pods => $"{container} of {pods} exits repeatedly.").Select(observation => observation with { IsSymptom = true });
}
