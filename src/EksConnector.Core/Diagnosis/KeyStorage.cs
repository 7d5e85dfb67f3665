using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis;

/// <summary>
/// Whether the state Secrets have the keys that the agents use. The agent replaces its key every seven days. Where connector-proxy could not save the
/// new one, it is in the Pod alone, and is destroyed with the Pod.
/// </summary>
internal static class KeyStorage
{
    private const string Key = "/var/lib/amazon/ssm/Vault/Store/RegistrationKey";
    private const string Copy = "/var/lib/amazon/ssm/RegistrationKey.copy";

    // A key is used for seven days; the agent replaces it within the day after.
    private static readonly TimeSpan s_oldest = TimeSpan.FromDays(8);

    /// <summary>Writes the key file again, so that connector-proxy sees a change and saves the key. The copy remains where that fails.</summary>
    public static readonly IReadOnlyList<string> RewriteCommand =
        ["sh", "-c", $"umask 077 && cp {Key} {Copy} && test -s {Copy} && cat {Copy} > {Key} && rm {Copy}"];

    /// <summary>The Pods whose key is not in the state Secret, as far as the log of connector-proxy or the age of the saved key shows.</summary>
    public static IReadOnlyList<PodFacts> Unsaved(DiagnosisSnapshot snapshot) =>
        [.. snapshot.Replicas.Where(pod => HasFailed(snapshot, pod) || StateWithOldKey(snapshot, pod) is not null)];

    /// <summary>Whether a Pod can be deleted without the loss of a key: it has none yet, or connector-proxy says that it is saved.</summary>
    public static bool MayDelete(DiagnosisSnapshot snapshot, PodFacts pod) =>
        !pod.IsInitDone
        || (Proxy(snapshot, pod) is { Unread: null } proxy
            && (proxy.KeySaved ?? proxy.Listening) is not null
            && !HasFailed(snapshot, pod)
            && StateWithOldKey(snapshot, pod) is null);

    /// <summary>The state Secret of a Pod, where its key is older than the agent keeps one; null where it is not, or is not known to be.</summary>
    public static StateFacts? StateWithOldKey(DiagnosisSnapshot snapshot, PodFacts pod) =>
        pod.Age > s_oldest
        && snapshot.Cluster!.States.FirstOrDefault(state => state.Ordinal == pod.Ordinal) is { KeyCreated: { } created } state
        && snapshot.TakenAt.UtcDateTime - created > s_oldest
        && !(Proxy(snapshot, pod)?.KeySaved - created > s_oldest)
            ? state
            : null;

    /// <summary>Has connector-proxy save the keys that it could not save, and shows whether it has; null where there is none.</summary>
    public static FixCommand? Save(DiagnosisSnapshot snapshot) => FixCommand.Join([.. Unsaved(snapshot).SelectMany(pod => new[]
    {
        Kubectl(snapshot, ["exec", Argument.Name(pod.Name), "-c", ConnectorNames.AgentContainer, "--", .. RewriteCommand.Select(word => (Argument)word)]),
        Kubectl(snapshot, ["logs", Argument.Name(pod.Name), "-c", ConnectorNames.ProxyContainer, "--since=2m"]),
    })]);

    private static FixCommand? Kubectl(DiagnosisSnapshot snapshot, Argument[] arguments) =>
        KubectlTarget.Command(snapshot.Kubectl, ["-n", Argument.Label(snapshot.Cluster!.Namespace), .. arguments]);

    private static bool HasFailed(DiagnosisSnapshot snapshot, PodFacts pod) =>
        Proxy(snapshot, pod)?.Faults.Any(fault => fault.Code == FindingCodes.KeyNotPersisted) == true;

    private static ProxyFacts? Proxy(DiagnosisSnapshot snapshot, PodFacts pod) =>
        snapshot.Connection.Proxies.FirstOrDefault(proxy => proxy.Pod == pod.Name);
}
