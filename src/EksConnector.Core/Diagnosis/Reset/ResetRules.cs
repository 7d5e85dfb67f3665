using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;
using static EksConnector.Core.Diagnosis.Reset.RegistrationRules;
using static EksConnector.Core.Diagnosis.Reset.ResetChecks;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>Decides whether and how an activation is reset, as pure functions over a snapshot.</summary>
internal static class ResetRules
{
    // The findings that a new activation resolves.
    private static readonly string[] s_resolved =
    [
        FindingCodes.ActivationIdMissing, FindingCodes.ActivationIdPlaceholder, FindingCodes.ActivationIdInvalid, FindingCodes.ActivationIdMismatch,
        FindingCodes.ActivationNotFound, FindingCodes.ActivationSecretMissing, FindingCodes.ActivationCodeMissing, FindingCodes.ActivationCodePlaceholder,
        FindingCodes.ActivationCodeNotEncoded, FindingCodes.ActivationCodeDoubleEncoded, FindingCodes.ActivationCodeQuoted,
        FindingCodes.ActivationCodeWrongEncoding, FindingCodes.ActivationCodeWhitespace, FindingCodes.ActivationCodeLength, FindingCodes.RegionMissing,
        FindingCodes.RegionPlaceholder, FindingCodes.RegionInvalid, FindingCodes.RegionMismatch, FindingCodes.InvalidActivation, FindingCodes.ActivationExpired,
        FindingCodes.RegistrationLimitExceeded, FindingCodes.InstanceAlreadyRegistered, FindingCodes.RegistrationRejected, FindingCodes.StateInvalid,
        FindingCodes.MachineFingerprintMismatch, FindingCodes.EksClusterNotFound, FindingCodes.EksClusterDeleting, FindingCodes.EksClusterFailed,
    ];

    // The errors of Systems Manager for an activation that the Pod cannot use.
    private static readonly string[] s_refused =
    [
        FindingCodes.InvalidActivation, FindingCodes.ActivationExpired, FindingCodes.RegistrationLimitExceeded, FindingCodes.InstanceAlreadyRegistered,
        FindingCodes.RegistrationRejected,
    ];

    /// <summary>The codes of the findings that a reset resolves.</summary>
    public static IReadOnlyList<string> Resolved => s_resolved;

    /// <summary>Plans to replace the activation, or to complete a reset that was interrupted.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="snapshot">The snapshot of the cluster and AWS.</param>
    /// <param name="diagnosis">The diagnosis of the snapshot.</param>
    /// <param name="record">The record of an unfinished reset; null if there is none.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="EksConnectorException">The activation cannot be reset or does not have to be.</exception>
    public static ResetPlan Plan(
        ClusterReference cluster, DiagnosisSnapshot snapshot, EksConnector.Diagnosis diagnosis, ResetRecord? record, ResetRequest request)
    {
        ClusterSide side = Installed(snapshot);
        AwsSide aws = AwsOf(snapshot);
        string name = snapshot.ClusterName ?? record?.Registration.ClusterName ?? throw Refused(
            side,
            "the name of the cluster in Amazon EKS is not known",
            "Specify it with -ClusterName.");
        EksCluster? eks = aws.Cluster;
        string? current = eks?.ConnectorConfig?.ActivationId;
        if (eks is { ConnectorConfig: null })
        {
            throw Refused(side, $"'{name}' is an Amazon EKS cluster and not a connected cluster", "Specify the name and the Region of the connected cluster with -ClusterName and -Region.");
        }

        bool isOfRecord = record is not null && record.Registration.ClusterName == name && record.Registration.Region == (aws.Region ?? record.Registration.Region);
        CheckName(snapshot, side, name, eks, isOfRecord);
        bool isUnfinished = isOfRecord && current != record!.PreviousActivationId;
        string region = RegionOf(side, aws, isOfRecord ? record : null, request);
        EnsureRequired(snapshot, diagnosis, isUnfinished, request);

        bool isNew = (request.Force && !isUnfinished) || !IsUsable(snapshot, side, eks, current, region);
        StateFacts[] old = [.. side.States.Where(state => state.IsThere == true && (isNew || IsOld(state, current)))];
        PodFacts[] pods = [.. snapshot.Replicas.Where(pod => isNew || IsBlocked(side, pod, old))];
        var plan = new ResetPlan
        {
            Cluster = cluster,
            Namespace = side.Namespace,
            ClusterName = name,
            Region = region,
            CurrentActivationId = current,
            Registration = isNew ? RegistrationOf(side, name, region, eks, isOfRecord ? record : null, request) : null,
            Deregisters = isNew && eks is not null,
            CodeSecret = side.Settings!.CodeSecret,
            CodeKey = side.Settings.CodeKey,
            RecreatesCodeSecret = ResetChecks.RecreatesCodeSecret(snapshot),
            StateNamespace = side.StateNamespace,
            StateSecrets = [.. side.States.Select(state => state.Name)],
            OldStateSecrets = [.. old.Select(state => state.Name)],
            Pods = [.. pods.Where(pod => pod.Uid is not null).Select(pod => (pod.Name, pod.Uid!))],
            HasRecord = record is not null,
            Warning = diagnosis.RootCause is { } root && !s_resolved.Contains(root)
                ? $"{side.Context}: the connector also has the problem {root}, which a new activation does not resolve: {diagnosis.Summary} Resolve it within three days, before the new activation expires."
                : null,
        };
        return side.IsHelm && isNew ? throw ManagedByHelm(snapshot, ActivationFixes.Reregister(snapshot)) : plan;
    }

    /// <summary>Plans to write an activation of a registration that was made elsewhere.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="snapshot">The snapshot of the cluster.</param>
    /// <param name="given">The activation.</param>
    /// <exception cref="EksConnectorException">The activation cannot be written.</exception>
    public static ResetPlan Plan(ClusterReference cluster, DiagnosisSnapshot snapshot, GivenActivation given)
    {
        ClusterSide side = Installed(snapshot);
        CheckCode(side, given);
        if (!Setting.IsActivationId(given.Id))
        {
            throw Refused(
                side,
                "-ActivationId is not an activation ID",
                "Specify connectorConfig.activationId of the response to RegisterCluster: a GUID in lowercase, such as 0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f50.");
        }

        string region = given.Region ?? side.Settings!.Region.Value ?? throw Refused(
            side, "the StatefulSet does not have a valid Region", "Specify the Region of the registration with -Region.");
        CheckRegion(side, region);
        if (side.IsHelm)
        {
            throw ManagedByHelm(snapshot, ActivationFixes.Install(snapshot with { Aws = new AwsSide { Region = region } }, given.Id));
        }

        StateFacts[] old = [.. side.States.Where(state => state.IsThere == true && (state.Fault is not null || state.ActivationId != given.Id))];
        return new ResetPlan
        {
            Cluster = cluster,
            Namespace = side.Namespace,
            Region = region,
            Given = given,
            CodeSecret = side.Settings!.CodeSecret,
            CodeKey = side.Settings.CodeKey,
            RecreatesCodeSecret = ResetChecks.RecreatesCodeSecret(snapshot),
            StateNamespace = side.StateNamespace,
            StateSecrets = [.. side.States.Select(state => state.Name)],
            OldStateSecrets = [.. old.Select(state => state.Name)],
            Pods =
            [
                .. snapshot.Replicas
                    .Where(pod => pod.Uid is not null && (!pod.IsInitDone || Array.Exists(old, state => state.Ordinal == pod.Ordinal) || pod.Settings?.ActivationId.Value != given.Id))
                    .Select(pod => (pod.Name, pod.Uid!)),
            ],
        };
    }

    private static void EnsureRequired(DiagnosisSnapshot snapshot, EksConnector.Diagnosis diagnosis, bool isUnfinished, ResetRequest request)
    {
        bool isRequired = isUnfinished || request.Force
            || diagnosis.Findings.Any(finding => finding.Result == DiagnosisWords.Failed && finding.CausedBy is null && s_resolved.Contains(finding.Code))
            || (diagnosis.IsHealthy != true && diagnosis.RootCause is null or FindingCodes.PodOutdated
                && (diagnosis.Findings.Any(finding => finding is { Result: DiagnosisWords.Warned, Code: FindingCodes.StateOutdated })
                    || snapshot.Replicas.Any(pod => RunsWithoutState(snapshot.Cluster!, pod))));
        if (isRequired)
        {
            return;
        }

        string context = snapshot.Cluster!.Context;
        throw new EksConnectorException(
            ErrorIds.ResetNotRequired,
            FailureCategory.InvalidOperation,
            diagnosis.RootCause is { } root
                ? $"Context '{context}': the activation was not reset, because it is not the problem. The root cause is {root}: {diagnosis.Summary}"
                : $"Context '{context}': the activation was not reset, because nothing is wrong with it. {diagnosis.Summary}",
            diagnosis is { RootCause: not null, RecommendedAction: { } action }
                ? $"{action} To reset the activation nevertheless, use -Force."
                : "To reset the activation nevertheless, use -Force.")
        {
            Target = context,
        };
    }

    // The configured activation is the one in EKS, its code exists, and all replicas have registered with it or still can.
    private static bool IsUsable(DiagnosisSnapshot snapshot, ClusterSide side, EksCluster? eks, string? current, string region)
    {
        if (eks?.Status is not ("PENDING" or "ACTIVE") || current is null || side.Settings!.ActivationId.Value != current || side.Settings.Region.Value != region)
        {
            return false;
        }

        int open = side.States.Count(state => state.IsThere == false || IsOld(state, current));
        if (open == 0)
        {
            return true;
        }

        bool isRefused = snapshot.Replicas.Any(pod => pod is { IsInitDone: false, Log.Code: { } code } && !pod.IsOutdated(side.Settings) && s_refused.Contains(code));
        return !isRefused
            && IsWellFormed(snapshot.Code)
            && snapshot.IsExpired == false
            && snapshot.Aws!.Activation is { RegistrationLimit: { } limit, RegistrationsCount: { } count } && limit - count >= open;
    }

    private static bool IsOld(StateFacts state, string? current) =>
        state.IsThere == true && (state.Fault is not null || (state.ActivationId is not null && state.ActivationId != current));

    private static bool IsBlocked(ClusterSide side, PodFacts pod, StateFacts[] old) =>
        pod.IsOutdated(side.Settings) || pod is { IsInitDone: false, InitExitCode: not null } || RunsWithoutState(side, pod)
        || Array.Exists(old, state => state.Ordinal == pod.Ordinal);

    // The state was deleted by a reset that was interrupted before it restarted the Pod: connector-init ends only when it has stored a state.
    private static bool RunsWithoutState(ClusterSide side, PodFacts pod) =>
        pod.IsInitDone && side.States.Any(state => state.Ordinal == pod.Ordinal && state.IsThere == false);
}
