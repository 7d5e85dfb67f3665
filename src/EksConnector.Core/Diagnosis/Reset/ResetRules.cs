using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>Decides whether and how an activation is reset, as pure functions over a snapshot.</summary>
internal static class ResetRules
{
    private const string DefaultProvider = "OTHER";
    private const int MaximumProviderLength = 40;

    // Tags with this prefix are set by AWS and rejected in a request.
    private const string ReservedTagPrefix = "aws:";

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
            RecreatesCodeSecret = RecreatesCodeSecret(snapshot),
            StateNamespace = side.StateNamespace,
            StateSecrets = [.. side.States.Select(state => state.Name)],
            OldStateSecrets = [.. old.Select(state => state.Name)],
            Pods = [.. pods.Where(pod => pod.Uid is not null).Select(pod => (pod.Name, pod.Uid!))],
            HasRecord = record is not null,
            Warning = diagnosis.RootCause is { } root && !s_resolved.Contains(root)
                ? $"{side.Context}: the connector also has the problem {root}, which a new activation does not resolve: {diagnosis.Summary} Resolve it within three days, before the new activation expires."
                : null,
        };
        return side.IsHelm && isNew ? throw Helm(snapshot, ActivationFixes.Reregister(snapshot)) : plan;
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
            throw Helm(snapshot, ActivationFixes.Install(snapshot with { Aws = new AwsSide { Region = region } }, given.Id));
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
            RecreatesCodeSecret = RecreatesCodeSecret(snapshot),
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

    /// <summary>Returns whether a text is the ARN of an IAM role.</summary>
    public static bool IsRole(string arn) => PrincipalArn.TryParse(arn) is { Kind: PrincipalKind.Role } && arn.StartsWith("arn:", StringComparison.Ordinal);

    /// <summary>Returns whether a text is a valid name of a provider.</summary>
    public static bool IsProvider(string text) =>
        text.Length is > 0 and <= MaximumProviderLength && text.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_');

    private static ClusterSide Installed(DiagnosisSnapshot snapshot)
    {
        ClusterSide side = snapshot.Cluster!;
        if (side.NotInstalled is { } why)
        {
            throw new EksConnectorException(
                ErrorIds.ConnectorNotInstalled,
                FailureCategory.ObjectNotFound,
                why,
                side.NotInstalledAction ?? "Install the connector first: register the cluster, and apply the manifest.")
            {
                Target = side.Context,
            };
        }

        if (side.StatefulSetUnread is { } unread)
        {
            throw new EksConnectorException(
                ErrorIds.AccessDenied,
                FailureCategory.PermissionDenied,
                $"Context '{side.Context}': nothing was changed, because the StatefulSet could not be read: {unread.Why}.",
                unread.RecommendedAction ?? "Run the command as a user who can read the StatefulSet.")
            {
                Target = side.Context,
            };
        }

        if (side.Settings is null)
        {
            throw Refused(side, $"the StatefulSet has no init container '{ConnectorNames.InitContainer}'", "Apply the connector manifest again.");
        }

        return side.Replicas == 0
            ? throw Refused(
                side,
                "the StatefulSet is scaled to zero, so the connector could not use a new activation",
                $"Scale the StatefulSet '{ConnectorNames.StatefulSet}' to 2 replicas, and then run the command again.")
            : side;
    }

    private static AwsSide AwsOf(DiagnosisSnapshot snapshot)
    {
        ClusterSide side = snapshot.Cluster!;
        AwsSide aws = snapshot.Aws!;
        if (snapshot.AwsFailure is { } failure)
        {
            throw failure;
        }

        return aws.ClusterUnread is { } unread
            ? throw Refused(side, $"Amazon EKS could not be queried: {unread.Why}", unread.RecommendedAction ?? "Run Test-EksConnectorActivation for details.")
            : aws;
    }

    // Objects in the cluster alone must not decide which EKS cluster is deregistered.
    private static void CheckName(DiagnosisSnapshot snapshot, ClusterSide side, string name, EksCluster? eks, bool isOfRecord)
    {
        if (snapshot.GivenName is not null)
        {
            return;
        }

        string[] names = [.. snapshot.Names.Select(item => item.Name).Distinct(StringComparer.Ordinal)];
        if (names.Length > 1)
        {
            throw Refused(side, $"the replicas refer to different clusters ({string.Join(", ", names)})", "Specify the correct name with -ClusterName.");
        }

        bool isKnown = isOfRecord || eks is null
            || (eks.ConnectorConfig?.ActivationId is { } current
                && (side.Settings!.ActivationId.Value == current || side.States.Any(state => state.ActivationId == current)));
        if (!isKnown)
        {
            throw Refused(
                side,
                $"the cluster '{name}' in Amazon EKS has an activation that nothing in this cluster refers to, so it might be another cluster",
                $"Check that '{name}' is the registration of this cluster, and then run the command again with -ClusterName {name}.");
        }
    }

    private static string RegionOf(ClusterSide side, AwsSide aws, ResetRecord? record, ResetRequest request)
    {
        string? region = aws.Cluster is null
            ? request.Registrations.FirstOrDefault(known => known.Region is not null)?.Region ?? record?.Registration.Region ?? side.Settings!.Region.Value ?? aws.Region
            : aws.Region;
        if (region is null)
        {
            throw Refused(side, "the Region of the registration is not known", "Specify it with -Region.");
        }

        CheckRegion(side, region);
        return region;
    }

    private static void CheckRegion(ClusterSide side, string region)
    {
        if (!Setting.IsRegion(region))
        {
            throw Refused(side, $"'{OneLine.Of(region)}' is not a valid Region", "Specify a Region such as eu-west-1 with -Region.");
        }
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

    private static bool IsWellFormed(ActivationCodeFacts code) => code is
    {
        IsThere: true, Placeholder: null, IsNotEncoded: false, WrongEncoding: null, IsQuoted: false, IsDoubleEncoded: false, HasWhiteSpace: false,
        Length: >= ActivationCodeFacts.MinimumLength and <= ActivationCodeFacts.MaximumLength,
    };

    private static Registration RegistrationOf(
        ClusterSide side, string name, string region, EksCluster? eks, ResetRecord? record, ResetRequest request)
    {
        string role = request.ConnectorRoleArn ?? eks?.ConnectorConfig?.RoleArn ?? record?.Registration.RoleArn ?? throw Refused(
            side,
            $"the cluster '{name}' is not registered in Region {region}, and the role of its agents is not known",
            "Check the name, the Region and the AWS account. To register the cluster, specify the role with -ConnectorRoleArn.");
        string provider = request.Provider ?? eks?.ConnectorConfig?.Provider ?? record?.Registration.Provider ?? DefaultProvider;
        if (!IsRole(role))
        {
            throw Refused(side, $"'{OneLine.Of(role)}' is not the ARN of an IAM role", "Specify the ARN of the role of the agents with -ConnectorRoleArn.");
        }

        if (!IsProvider(provider))
        {
            throw Refused(side, $"'{OneLine.Of(provider)}' is not the name of a provider", "Specify a provider such as EKS_ANYWHERE or OTHER with -Provider.");
        }

        IReadOnlyDictionary<string, string> tags = request.Tags ?? eks?.Tags ?? (eks is null ? record?.Registration.Tags : null) ?? new Dictionary<string, string>(StringComparer.Ordinal);
        return new Registration(
            name,
            region,
            role,
            provider,
            tags.Where(tag => !tag.Key.StartsWith(ReservedTagPrefix, StringComparison.OrdinalIgnoreCase)).ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal));
    }

    private static void CheckCode(ClusterSide side, GivenActivation given)
    {
        if (!IsWellFormed(ActivationCodeFacts.OfPlain(given.Code.Reveal())))
        {
            throw Refused(
                side,
                "-ActivationCode is not an activation code",
                "Specify connectorConfig.activationCode of the response to RegisterCluster as it is: 20 to 250 characters without quotation marks or white space, and not base64-encoded.");
        }
    }

    private static EksConnectorException Helm(DiagnosisSnapshot snapshot, FixCommand? commands)
    {
        ClusterSide side = snapshot.Cluster!;
        string then = "Then run Reset-EksConnectorActivation again: it removes the old state and restarts the Pods.";
        return new EksConnectorException(
            ErrorIds.ManagedByHelm,
            FailureCategory.InvalidOperation,
            $"Context '{side.Context}': nothing was changed, because Helm manages the connector in namespace '{side.Namespace}', and its next upgrade would restore the old activation.",
            commands is null
                ? $"Register the cluster again, and set eks.activationId, eks.activationCode and eks.agentRegion with helm upgrade and a values file. {then}"
                : $"If the commands do not set the environment variable {ConnectorNames.ActivationCodeVariable}, set it to the activation code. Then run in PowerShell: {commands.PowerShell.Replace("\n", "; ", StringComparison.Ordinal)} . {then}")
        {
            Target = side.Context,
        };
    }

    // The old code is not needed any more, so a Secret with nothing else can be created again.
    private static bool RecreatesCodeSecret(DiagnosisSnapshot snapshot)
    {
        ClusterSide side = snapshot.Cluster!;
        return side.ActivationSecret is { IsImmutable: true, HasOtherValues: true }
            ? throw Refused(
                side,
                $"the Secret '{side.Settings!.CodeSecret}' is immutable and also contains other values",
                ActivationFixes.MakeMutable(snapshot, side.Namespace, side.Settings.CodeSecret)?.Common is { } command
                    ? $"Replace it with a mutable Secret that has the same values, and run the cmdlet again: {command}"
                    : "Replace it with a mutable Secret that has the same values, and run the cmdlet again.")
            : side.ActivationSecret.IsImmutable;
    }

    private static EksConnectorException Refused(ClusterSide side, string why, string recommendedAction) => new(
        ErrorIds.InvalidParameter,
        FailureCategory.InvalidOperation,
        $"Context '{side.Context}': nothing was changed, because {why}.",
        recommendedAction)
    {
        Target = side.Context,
    };
}
