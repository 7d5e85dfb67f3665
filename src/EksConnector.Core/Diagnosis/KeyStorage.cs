using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis;

/// <summary>
/// Determines whether the state Secrets contain the current keys of the agents. The agent rotates its key every seven days. If connector-proxy cannot
/// save the new key, it exists only in the Pod and is lost with the Pod.
/// </summary>
internal static class KeyStorage
{
    private const string Key = "/var/lib/amazon/ssm/Vault/Store/RegistrationKey";
    private const string Copy = "/var/lib/amazon/ssm/RegistrationKey.copy";

    // The agent rotates a key after seven days, within one more day.
    private static readonly TimeSpan s_oldest = TimeSpan.FromDays(8);

    /// <summary>The command that rewrites the key file, so that connector-proxy detects a change and saves the key. If it fails, the copy remains.</summary>
    public static readonly IReadOnlyList<string> RewriteCommand =
        ["sh", "-c", $"umask 077 && cp {Key} {Copy} && test -s {Copy} && cat {Copy} > {Key} && rm {Copy}"];

    /// <summary>Returns the Pods whose key is not in the state Secret, according to the log of connector-proxy or the age of the saved key.</summary>
    public static IReadOnlyList<PodFacts> Unsaved(DiagnosisSnapshot snapshot) =>
        [.. snapshot.Replicas.Where(pod => HasFailed(snapshot, pod) || StateWithOldKey(snapshot, pod) is not null)];

    /// <summary>Returns whether a Pod can be deleted without losing a key: it has no key yet, or connector-proxy reports that the key is saved.</summary>
    public static bool CanDelete(DiagnosisSnapshot snapshot, PodFacts pod) =>
        !pod.IsInitDone
        || (Proxy(snapshot, pod) is { Unread: null } proxy
            && (proxy.KeySaved ?? proxy.Listening) is not null
            && !HasFailed(snapshot, pod)
            && StateWithOldKey(snapshot, pod) is null);

    /// <summary>Returns the state Secret of a Pod if its key is older than the rotation period; otherwise, or if the age is not known, null.</summary>
    public static StateFacts? StateWithOldKey(DiagnosisSnapshot snapshot, PodFacts pod) =>
        pod.Age > s_oldest
        && snapshot.Cluster!.States.FirstOrDefault(state => state.Ordinal == pod.Ordinal) is { KeyCreated: { } created } state
        && snapshot.TakenAt.UtcDateTime - created > s_oldest
        && !(Proxy(snapshot, pod)?.KeySaved - created > s_oldest)
            ? state
            : null;

    /// <summary>Returns the immutable state Secret of a Pod, in which connector-proxy cannot save a key; null if it is not immutable.</summary>
    public static StateFacts? ImmutableState(DiagnosisSnapshot snapshot, PodFacts pod) =>
        snapshot.Cluster!.States.FirstOrDefault(state => state.Ordinal == pod.Ordinal && state.IsImmutable);

    /// <summary>Returns the commands that make connector-proxy save unsaved keys and show the result; null if there are no such keys.</summary>
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
