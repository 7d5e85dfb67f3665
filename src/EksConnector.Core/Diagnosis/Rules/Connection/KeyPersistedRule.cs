using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Checks whether the agent's key is saved in the state Secret. If not, the connection is lost with the Pod.</summary>
internal sealed class KeyPersistedRule() : Rule(FindingCodes.KeyNotPersisted, RuleScope.Everything)
{
    private static readonly string[] s_tokens =
        [FindingCodes.ServiceAccountTokenMissing, FindingCodes.ServiceAccountTokenEmpty, FindingCodes.ServiceAccountTokenStale];

    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Connection.Proxies.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        ProxyFacts[] read = ConnectionView.ReadableProxies(snapshot);
        Observation[] failed =
        [
            .. ConnectionView.Observe(
                Code,
                from proxy in read from fault in proxy.Faults where fault.Code == Code select (proxy.Pod, ConnectionView.Evidence(proxy.Pod, fault)),
                pods => $"connector-proxy of {pods} could not save the agent's new key in the state Secret: the Pod has the only copy of it."),
        ];
        Observation[] old =
        [
            .. ConnectionView.Observe(
                Code,
                from pod in snapshot.Replicas
                let state = KeyStorage.StateWithOldKey(snapshot, pod)
                where state is not null
                select (pod.Name, $"Secret {state.Name}: key of {state.KeyCreated:u}; {pod.Name} is {Duration.ToShortText(pod.Age)} old"),
                pods => $"The state Secret of {pods} contains an old key, although the agent rotates its key every seven days."),
        ];

        // If the token is rejected, it must be fixed first.
        bool isTokenRefused = read.Any(proxy => proxy.Faults.Any(fault => fault.Code == Code) && proxy.Faults.Any(fault => s_tokens.Contains(fault.Code)));
        Observation[] found = failed.Length > 0
            ? [.. failed.Select(observation => observation with { IsSymptom = isTokenRefused, RecommendedAction = Action(snapshot), Fix = Fix(snapshot) })]
            : [.. old.Select(observation => observation.LoweredTo(DiagnosisWords.Warning) with { RecommendedAction = ImmutableAction(snapshot), Fix = Fix(snapshot) })];
        if (found.Length > 0)
        {
            return found;
        }

        return read.Length > 0
            ? [Observation.Passed(Code, $"connector-proxy of {ConnectionView.Names(read.Select(proxy => proxy.Pod))} logged no failure to save a key.")]
            : [Observation.Skipped(Code, snapshot.Connection.Proxies[0].Unread!)];
    }

    // There is no command, because kubectl deletes an immutable Secret before it creates it again, and the values are lost if that fails.
    private static string? ImmutableAction(DiagnosisSnapshot snapshot)
    {
        string[] names =
        [
            .. KeyStorage.Unsaved(snapshot).Select(pod => KeyStorage.ImmutableState(snapshot, pod)).OfType<StateFacts>().Select(state => $"'{state.Name}'"),
        ];
        return names.Length == 0
            ? null
            : $"Do not delete the Pod. connector-proxy cannot save the key, because the state Secret is immutable ({string.Join(", ", names)}). Save a copy of the Secret, delete it, create it again from the copy without 'immutable: true', and run Test-EksConnector again. Keep the copy safe until then.";
    }

    private static string? Action(DiagnosisSnapshot snapshot) => ImmutableAction(snapshot) ?? RoleAction(snapshot);

    private static string? RoleAction(DiagnosisSnapshot snapshot) => snapshot.Cluster!.Role.Fault is { } fault
        ? $"Do not delete the Pod. Restore the connector's access to its state Secrets first ({fault}), then write the key file again so that connector-proxy saves it. The command and Repair-EksConnector each do both."
        : null;

    private static FixCommand? Fix(DiagnosisSnapshot snapshot) => snapshot.Cluster!.Role switch
    {
        _ when ImmutableAction(snapshot) is not null => null,
        { Fault: null } => KeyStorage.Save(snapshot),
        { IsOtherRoleBound: true } => null,
        { IsRoleMissing: false, IsBindingMissing: false } when snapshot.Cluster.IsHelm => null,
        _ => FixCommand.Join(ActivationFixes.AllowState(snapshot), KeyStorage.Save(snapshot)),
    };
}
