using EksConnector.Core.Activation;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Connection;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules;

/// <summary>Does the agent's key get into the state Secret? It does no harm until the pod is made anew, and begins with an old one.</summary>
internal sealed class KeyPersistedRule : IDiagnosisRule
{
    // A key serves for seven days; then the agent makes a new one within the day.
    private static readonly TimeSpan s_oldest = TimeSpan.FromDays(8);

    /// <inheritdoc/>
    public IEnumerable<Observation> Check(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Connection.Proxies.Count == 0)
        {
            yield break;
        }

        bool any = false;
        ProxyFacts[] read = ConnectionView.ReadableProxies(snapshot);
        foreach (ProxyFacts proxy in read)
        {
            if (proxy.Faults.FirstOrDefault(fault => fault.Code == FindingCodes.KeyNotPersisted) is { } fault)
            {
                any = true;
                yield return Observation.Warned(FindingCodes.KeyNotPersisted, $"connector-proxy of {proxy.Pod} cannot save the agent's key in the state Secret.") with
                {
                    Pod = proxy.Pod,
                    Evidence = ConnectionView.Evidence(proxy.Pod, fault),
                };
            }
        }

        foreach (StateFacts state in snapshot.Cluster.States)
        {
            if (IsOld(snapshot, state) is { } pod)
            {
                any = true;
                yield return Observation.Warned(FindingCodes.KeyNotPersisted, $"The state Secret {state.Name} has an old key, although the agent changes it every seven days.") with
                {
                    Pod = pod.Name,
                    Evidence = $"Secret {state.Name}: key of {state.KeyCreated:u}; {pod.Name} is {Duration.ToShortText(pod.Age)} old",
                };
            }
        }

        if (!any)
        {
            yield return read.Length > 0
                ? Observation.Passed(FindingCodes.KeyNotPersisted, $"connector-proxy of {ConnectionView.Names(read.Select(proxy => proxy.Pod))} says of no key that could not be saved.")
                : Observation.Skipped(FindingCodes.KeyNotPersisted, snapshot.Connection.Proxies[0].Unread!);
        }
    }

    // Not where the proxy has seen since that the key is the agent's.
    private static PodFacts? IsOld(DiagnosisSnapshot snapshot, StateFacts state) =>
        state.KeyCreated is { } created
        && snapshot.TakenAt.UtcDateTime - created > s_oldest
        && snapshot.Cluster.Pods.FirstOrDefault(pod => pod.Ordinal == state.Ordinal) is { } pod
        && pod.Age > s_oldest
        && !snapshot.Connection.Proxies.Any(proxy => proxy.Pod == pod.Name && proxy.KeySaved - created > s_oldest)
            ? pod
            : null;
}
