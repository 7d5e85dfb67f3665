namespace EksConnector.Core.Findings;

/// <summary>Which finding is the root cause where there are several, and what follows from it.</summary>
internal static class RootCauses
{
    // Why pods are not made, not placed, not started, or do not stay, in the order in which a pod comes to life.
    private static readonly string[] s_workload =
    [
        FindingCodes.ServiceAccountMissing,
        FindingCodes.PodSecurityDenied,
        FindingCodes.PodQuotaExceeded,
        FindingCodes.AdmissionDenied,
        FindingCodes.PodNotCreated,
        FindingCodes.ArchitectureMismatch,
        FindingCodes.PodUntolerated,
        FindingCodes.PodLacksResources,
        FindingCodes.PodUnschedulable,
        FindingCodes.NodeNotReady,
        FindingCodes.PodEvicted,
        FindingCodes.PodStuckTerminating,
        FindingCodes.ImageNameInvalid,
        FindingCodes.RegistryDnsFailed,
        FindingCodes.RegistryUnreachable,
        FindingCodes.RegistryTlsFailed,
        FindingCodes.ImagePullUnauthorized,
        FindingCodes.ImagePullForbidden,
        FindingCodes.ImagePullRateLimited,
        FindingCodes.ImageNotFound,
        FindingCodes.ImagePullFailed,
        FindingCodes.VolumeNotMounted,
        FindingCodes.ContainerNotCreated,
        FindingCodes.ContainerOutOfMemory,
    ];

    // The same of pods that had started. The log of such a container mostly says more.
    private static readonly string[] s_running = [FindingCodes.AgentCrashLooping, FindingCodes.ProxyCrashLooping, FindingCodes.PodNotReady];

    // What each of those leads to: a pod that does not start, or does not run.
    private static readonly string[] s_workloadEffects =
    [
        FindingCodes.PodNotStarting,
        FindingCodes.PodNotReady,
        FindingCodes.EksClusterDisconnected,
        FindingCodes.InitStillRunning,
    ];

    // What has to be mended first stands first: where a new registration is needed, mending the code alone helps nobody.
    private static readonly string[] s_order =
    [
        FindingCodes.ManifestNotConnector,
        FindingCodes.EksClusterNotConnected,
        FindingCodes.EksClusterDeleting,
        FindingCodes.EksClusterNotFound,
        FindingCodes.ActivationExpired,
        FindingCodes.RegionMismatch,
        FindingCodes.ActivationIdMismatch,
        FindingCodes.ActivationNotFound,
        FindingCodes.ServiceAccountMissing,
        FindingCodes.StateRoleMissing,
        FindingCodes.StateSecretForbidden,
        FindingCodes.RegistrationLimitExceeded,
        FindingCodes.NamespaceTerminating,
        FindingCodes.NamespaceMissing,
        FindingCodes.ConnectorNotInstalled,
        FindingCodes.ConnectorScaledToZero,
        FindingCodes.ActivationIdMissing,
        FindingCodes.ActivationIdPlaceholder,
        FindingCodes.ActivationIdInvalid,
        FindingCodes.RegionMissing,
        FindingCodes.RegionPlaceholder,
        FindingCodes.RegionInvalid,
        FindingCodes.ActivationSecretMissing,
        FindingCodes.ActivationCodeMissing,
        FindingCodes.ActivationCodePlaceholder,
        FindingCodes.ActivationCodeNotEncoded,
        FindingCodes.ActivationCodeDoubleEncoded,
        FindingCodes.ActivationCodeWhitespace,
        FindingCodes.ActivationCodeLength,
        FindingCodes.ManifestInvalid,
        FindingCodes.PodOutdated,
        FindingCodes.ServiceAccountTokenMissing,
        .. s_workload,
        FindingCodes.PodNotStarting,
        FindingCodes.ServiceAccountTokenEmpty,
        FindingCodes.ServiceAccountTokenStale,
        FindingCodes.InitConfigurationInvalid,
        FindingCodes.ApiServerUnreachable,
        FindingCodes.StateInvalid,
        .. ConnectionCauses.First,
        FindingCodes.SsmDnsFailed,
        FindingCodes.SsmConnectionRefused,
        FindingCodes.SsmTimeout,
        FindingCodes.SsmTlsFailed,
        FindingCodes.SsmUnreachable,
        FindingCodes.InstanceAlreadyRegistered,
        FindingCodes.RegistrationRejected,
        FindingCodes.InvalidActivation,
        FindingCodes.RegistrationFailed,
        FindingCodes.InitFailed,
        .. ConnectionCauses.Order,
        .. s_running,
        FindingCodes.EksClusterFailed,
    ];

    // What every replica that cannot register leads to.
    private static readonly string[] s_always =
    [
        FindingCodes.StateMissing,
        FindingCodes.EksClusterPending,
        FindingCodes.EksClusterFailed,
        FindingCodes.AgentNeverSeen,
        FindingCodes.AgentConnectionLost,
        .. ConnectionCauses.Always,
    ];

    // What only keeps somebody from the console: the connector works.
    private static readonly string[] s_ofUsers = [FindingCodes.ImpersonationMissing, FindingCodes.ReadAccessMissing];

    // What the cluster does not let the connector do.
    private static readonly string[] s_tokenEffects =
    [
        FindingCodes.InitFailed, FindingCodes.PodNotStarting, FindingCodes.VolumeNotMounted, FindingCodes.StateSecretForbidden, FindingCodes.KeyNotPersisted,
        FindingCodes.ProxyRequestFailed, FindingCodes.ProxyCrashLooping, FindingCodes.PodNotReady,
    ];

    private static readonly string[] s_refused = [FindingCodes.InvalidActivation, FindingCodes.RegistrationRejected, FindingCodes.InitFailed];

    private static readonly string[] s_unreachable =
    [
        FindingCodes.SsmDnsFailed, FindingCodes.SsmConnectionRefused, FindingCodes.SsmTimeout, FindingCodes.SsmTlsFailed, FindingCodes.SsmUnreachable,
    ];

    private static readonly string[] s_gone = [.. s_refused, FindingCodes.ActivationNotFound, FindingCodes.ActivationExpired];

    private static readonly string[] s_wrongRegion =
        [.. s_refused, .. s_unreachable, FindingCodes.ActivationNotFound, FindingCodes.EksClusterNotFound, FindingCodes.RegionInvalid, FindingCodes.RegionMissing];

    private static readonly string[] s_crashes = [FindingCodes.InitFailed, FindingCodes.AgentCrashLooping, FindingCodes.ProxyCrashLooping];

    // Beside what every code of the workload leads to.
    private static readonly Dictionary<string, string[]> s_workloadOwn = new(StringComparer.Ordinal)
    {
        [FindingCodes.NamespaceMissing] = [FindingCodes.ConnectorNotInstalled],
        [FindingCodes.NamespaceTerminating] =
            [FindingCodes.ConnectorNotInstalled, FindingCodes.PodNotCreated, FindingCodes.PodStuckTerminating, .. s_workloadEffects],
        [FindingCodes.ActivationSecretMissing] = [FindingCodes.ContainerNotCreated],
        [FindingCodes.ActivationCodeMissing] = [FindingCodes.ContainerNotCreated],
        [FindingCodes.ServiceAccountTokenMissing] = [FindingCodes.VolumeNotMounted, .. s_workloadEffects],
        [FindingCodes.ArchitectureMismatch] = s_crashes,
        [FindingCodes.ContainerOutOfMemory] = s_crashes,
        [FindingCodes.ContainerNotCreated] = s_crashes,
        [FindingCodes.NodeNotReady] = [FindingCodes.PodStuckTerminating, FindingCodes.PodEvicted, FindingCodes.VolumeNotMounted, FindingCodes.ContainerNotCreated, .. s_crashes],
    };

    private static readonly Dictionary<string, string[]> s_effects = new(StringComparer.Ordinal)
    {
        [FindingCodes.EksClusterNotConnected] = [FindingCodes.ActivationIdMismatch],
        [FindingCodes.EksClusterDeleting] = s_gone,
        [FindingCodes.EksClusterNotFound] = s_gone,
        [FindingCodes.ActivationNotFound] = s_refused,
        [FindingCodes.ActivationExpired] = s_refused,
        [FindingCodes.RegistrationLimitExceeded] = s_refused,
        [FindingCodes.RegionMismatch] = s_wrongRegion,
        [FindingCodes.RegionMissing] = s_wrongRegion,
        [FindingCodes.RegionPlaceholder] = [.. s_wrongRegion, FindingCodes.ManifestInvalid],
        [FindingCodes.RegionInvalid] = s_wrongRegion,
        [FindingCodes.ActivationIdMismatch] =
            [.. s_gone, FindingCodes.RegistrationLimitExceeded, FindingCodes.InstanceAlreadyRegistered, FindingCodes.StateOutdated],
        [FindingCodes.ActivationIdMissing] = [.. s_refused, FindingCodes.InitConfigurationInvalid],
        [FindingCodes.ActivationIdPlaceholder] = [.. s_refused, FindingCodes.ManifestInvalid],
        [FindingCodes.ActivationIdInvalid] = s_refused,
        [FindingCodes.ActivationSecretMissing] = [.. s_refused, FindingCodes.PodNotStarting],
        [FindingCodes.ActivationCodeMissing] = [.. s_refused, FindingCodes.PodNotStarting],
        [FindingCodes.ActivationCodePlaceholder] = [.. s_refused, FindingCodes.ManifestInvalid],
        [FindingCodes.ActivationCodeNotEncoded] = s_refused,
        [FindingCodes.ActivationCodeDoubleEncoded] = s_refused,
        [FindingCodes.ActivationCodeWhitespace] = s_refused,
        [FindingCodes.ActivationCodeLength] = s_refused,
        [FindingCodes.PodOutdated] = [.. s_gone, .. s_unreachable, FindingCodes.RegistrationLimitExceeded, FindingCodes.StateOutdated],
        [FindingCodes.StateRoleMissing] =
            [.. s_refused, FindingCodes.StateSecretForbidden, FindingCodes.RegistrationLimitExceeded, FindingCodes.InstanceAlreadyRegistered],
        [FindingCodes.ServiceAccountMissing] =
        [
            .. s_tokenEffects, FindingCodes.ServiceAccountTokenMissing, FindingCodes.ServiceAccountTokenEmpty, FindingCodes.ServiceAccountTokenStale,
            FindingCodes.PodNotCreated,
        ],
        [FindingCodes.ServiceAccountTokenMissing] = [.. s_tokenEffects, FindingCodes.ServiceAccountTokenStale],
        [FindingCodes.ServiceAccountTokenEmpty] = [.. s_tokenEffects, FindingCodes.ServiceAccountTokenStale],
        [FindingCodes.ServiceAccountTokenStale] = s_tokenEffects,
        [FindingCodes.ImpersonationMissing] = [FindingCodes.ReadAccessMissing],
        [FindingCodes.StateSecretForbidden] = [.. s_refused, FindingCodes.RegistrationLimitExceeded, FindingCodes.InstanceAlreadyRegistered],
    };

    /// <summary>Picks the root cause.</summary>
    /// <param name="observations">What was found, each code once.</param>
    /// <returns>The root cause; null where nothing failed.</returns>
    public static Observation? Of(IEnumerable<Observation> observations) => observations
        .Where(observation => observation.Result == DiagnosisWords.Failed)
        .MinBy(observation => (observation.IsSymptom, Rank(observation.Code)));

    /// <summary>Whether something follows from a root cause.</summary>
    public static bool Leads(string root, string code) =>
        root != code
        && ((s_always.Contains(code) && !s_ofUsers.Contains(root))
            || (s_effects.TryGetValue(root, out string[]? effects) && effects.Contains(code))
            || (s_workloadOwn.TryGetValue(root, out string[]? own) && own.Contains(code))
            || (s_workloadEffects.Contains(code) && (s_workload.Contains(root) || s_running.Contains(root)))
            || ConnectionCauses.Leads(root, code));

    private static int Rank(string code) => Array.IndexOf(s_order, code) is >= 0 and int rank ? rank : s_order.Length;
}
