using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Does the agent's key get into the state Secret? It does no harm until the pod is made anew, and begins with an old one.</summary>
internal sealed class KeyPersistedRule() : Rule(FindingCodes.KeyNotPersisted, RuleScope.Everything)
{
    // A key serves for seven days; then the agent makes a new one within the day.
    private static readonly TimeSpan s_oldest = TimeSpan.FromDays(8);

    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Connection.Proxies.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot)
    {
        ProxyFacts[] read = ConnectionView.ReadableProxies(snapshot);
        Observation[] found =
        [
            .. ConnectionView.Tell(
                Code,
                from proxy in read from fault in proxy.Faults where fault.Code == Code select (proxy.Pod, ConnectionView.Evidence(proxy.Pod, fault)),
                pods => $"connector-proxy of {pods} cannot save the agent's key in the state Secret."),
            .. ConnectionView.Tell(
                Code,
                from state in snapshot.Cluster!.States
                let pod = IsOld(snapshot, state)
                where pod is not null
                select (pod.Name, $"Secret {state.Name}: key of {state.KeyCreated:u}; {pod.Name} is {Duration.ToShortText(pod.Age)} old"),
                pods => $"The state Secret of {pods} has an old key, although the agent changes it every seven days."),
        ];
        if (found.Length > 0)
        {
            return found;
        }

        return read.Length > 0
            ? [Observation.Passed(Code, $"connector-proxy of {ConnectionView.Names(read.Select(proxy => proxy.Pod))} says of no key that could not be saved.")]
            : [Observation.Skipped(Code, snapshot.Connection.Proxies[0].Unread!)];
    }

    // Not where the proxy has seen since that the key is the agent's.
    private static PodFacts? IsOld(DiagnosisSnapshot snapshot, StateFacts state) =>
        state.KeyCreated is { } created
        && snapshot.TakenAt.UtcDateTime - created > s_oldest
        && snapshot.Cluster!.Pods.FirstOrDefault(pod => pod.Ordinal == state.Ordinal) is { } pod
        && pod.Age > s_oldest
        && !snapshot.Connection.Proxies.Any(proxy => proxy.Pod == pod.Name && proxy.KeySaved - created > s_oldest)
            ? pod
            : null;
}
