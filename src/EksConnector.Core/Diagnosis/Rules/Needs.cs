using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Rules.Connection;

namespace EksConnector.Core.Diagnosis.Rules;

/// <summary>The data that rules require, with the reasons why it could not be read.</summary>
internal static class Needs
{
    private static readonly Unread s_noCode = new("no activation code is available");

    public static Unread? Cluster(DiagnosisSnapshot snapshot) => snapshot.Cluster is null ? Unread.Kubernetes : null;

    public static Unread? Connector(DiagnosisSnapshot snapshot) =>
        Cluster(snapshot) ?? (snapshot.Cluster!.NotInstalled is null ? null : new Unread("the connector is not installed"));

    public static Unread? StatefulSet(DiagnosisSnapshot snapshot) => Cluster(snapshot) ?? snapshot.Cluster!.StatefulSetUnread;

    /// <summary>Requires the settings of the StatefulSet or the file.</summary>
    public static Unread? Settings(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Manifest is { } manifest)
        {
            return manifest.Settings is null ? new Unread("the file contains no connector settings") : null;
        }

        return Connector(snapshot)
            ?? StatefulSet(snapshot)
            ?? (snapshot.Settings is null ? new Unread("the StatefulSet has no container 'connector-init'") : null);
    }

    /// <summary>Requires the code in the Secret or the argument.</summary>
    public static Unread? Code(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Manifest is { } manifest)
        {
            return Settings(snapshot) ?? (manifest.HasCode ? null : new Unread("the file does not contain the activation code, which is passed on the helm command line"));
        }

        return Connector(snapshot) ?? Secret(snapshot) ?? (snapshot.Cluster!.ActivationSecret.Code is null ? new Unread("the Secret does not exist") : null);
    }

    /// <summary>Requires a code that is not empty.</summary>
    public static Unread? SetCode(DiagnosisSnapshot snapshot) => Code(snapshot) ?? (snapshot.Code.IsThere ? null : s_noCode);

    /// <summary>Requires a code that is neither empty nor a placeholder.</summary>
    public static Unread? WrittenCode(DiagnosisSnapshot snapshot) => SetCode(snapshot) ?? (snapshot.Code.Placeholder is null ? null : s_noCode);

    /// <summary>Requires a code that can be decoded.</summary>
    public static Unread? RealCode(DiagnosisSnapshot snapshot) => WrittenCode(snapshot) ?? (snapshot.Code is { IsNotEncoded: true } or { WrongEncoding: not null } ? s_noCode : null);

    /// <summary>Requires that the Secret with the code was read or does not exist.</summary>
    public static Unread? Secret(DiagnosisSnapshot snapshot) => Cluster(snapshot) ?? snapshot.Cluster!.ActivationSecret.Unread;

    /// <summary>Requires the permissions to store the state.</summary>
    public static Unread? Role(DiagnosisSnapshot snapshot) => Cluster(snapshot) ?? snapshot.Cluster!.Role.Unread;

    /// <summary>Requires that the states of all replicas were read or do not exist.</summary>
    public static Unread? States(DiagnosisSnapshot snapshot) =>
        snapshot.Cluster!.States.FirstOrDefault(state => state.Unread is not null)?.Unread
        ?? (snapshot.Cluster!.States.Count == 0 ? new Unread("there are no replicas") : null);

    /// <summary>Requires at least one state that exists.</summary>
    public static Unread? AnyState(DiagnosisSnapshot snapshot) => snapshot.Cluster!.States.Any(state => state.IsThere == true)
        ? null
        : snapshot.Cluster!.States.FirstOrDefault(state => state.Unread is not null)?.Unread ?? new Unread("there are no state Secrets");

    public static Unread? Aws(DiagnosisSnapshot snapshot) => snapshot.Aws switch
    {
        null => Unread.Aws,
        { Region: null, Failure: { } failure } => new Unread(OneLine.Of(failure.Message).TrimEnd('.'), OneLine.Of(failure.RecommendedAction)),
        _ => null,
    };

    /// <summary>Requires a response of Amazon EKS, even if the cluster does not exist.</summary>
    public static Unread? EksAnswer(DiagnosisSnapshot snapshot) => Aws(snapshot) ?? Trim(snapshot.Aws!.ClusterUnread);

    /// <summary>Requires the connected cluster in Amazon EKS.</summary>
    public static Unread? EksCluster(DiagnosisSnapshot snapshot) =>
        EksAnswer(snapshot) ?? (snapshot.Eks is null ? new Unread("Amazon EKS has no such connected cluster") : null);

    /// <summary>Requires a response of Systems Manager about the activation, even if it does not exist.</summary>
    public static Unread? SsmAnswer(DiagnosisSnapshot snapshot) => Aws(snapshot) ?? Trim(snapshot.Aws!.ActivationUnread);

    /// <summary>Requires the instances that were registered with the activation.</summary>
    public static Unread? Instances(DiagnosisSnapshot snapshot) =>
        Aws(snapshot) ?? Trim(snapshot.Aws!.InstancesUnread) ?? (snapshot.Aws.Instances is null ? new Unread("Systems Manager was not queried") : null);

    /// <summary>Requires the log of an agent, at least the standard output.</summary>
    public static Unread? AgentLogs(DiagnosisSnapshot snapshot) =>
        ConnectionView.Readable(snapshot, needsWorker: false).Length > 0 ? null : ConnectionView.UnavailableReason(snapshot);

    /// <summary>Requires the log of an agent's worker, which shows whether it is connected.</summary>
    public static Unread? WorkerLogs(DiagnosisSnapshot snapshot) =>
        ConnectionView.Readable(snapshot, needsWorker: true).Length > 0 ? null : ConnectionView.UnavailableReason(snapshot);

    /// <summary>Requires the log of a connector-proxy.</summary>
    public static Unread? ProxyLogs(DiagnosisSnapshot snapshot) =>
        ConnectionView.ReadableProxies(snapshot).Length > 0 ? null : snapshot.Connection.Proxies[0].Unread;

    /// <summary>Requires the access reviews of the API server.</summary>
    public static Unread? Reviews(DiagnosisSnapshot snapshot) => snapshot.Access.ReviewUnread;

    /// <summary>Requires the users that the connector can impersonate.</summary>
    public static Unread? Users(DiagnosisSnapshot snapshot) => snapshot.Access.UsersUnread;

    /// <summary>Creates a requirement from a condition.</summary>
    /// <param name="isThere">The condition.</param>
    /// <param name="why">The reason if the condition is false.</param>
    public static Need That(Func<DiagnosisSnapshot, bool> isThere, string why) => snapshot => isThere(snapshot) ? null : new Unread(why);

    // The reason is used in a sentence that has its own period.
    private static Unread? Trim(Unread? why) => why is null ? null : why with { Why = why.Why.TrimEnd('.') };
}
