namespace EksConnector.Core.Findings;

/// <summary>Which finding is the root cause where there are several.</summary>
internal static class RootCauses
{
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
        .. CodeGroups.ActivationCode,
        FindingCodes.ManifestInvalid,
        FindingCodes.PodOutdated,
        FindingCodes.ServiceAccountTokenMissing,
        .. CodeGroups.PodFailures,
        FindingCodes.PodNotStarting,
        FindingCodes.ServiceAccountTokenEmpty,
        FindingCodes.ServiceAccountTokenStale,
        FindingCodes.InitConfigurationInvalid,
        FindingCodes.ApiServerUnreachable,
        FindingCodes.StateInvalid,
        FindingCodes.NodeClockSkew,
        FindingCodes.EgressProxyFailed,
        .. CodeGroups.Ssm,
        FindingCodes.InstanceAlreadyRegistered,
        FindingCodes.RegistrationRejected,
        FindingCodes.InvalidActivation,
        FindingCodes.RegistrationFailed,
        FindingCodes.InitFailed,
        FindingCodes.AgentIdentityMissing,
        FindingCodes.MachineFingerprintMismatch,
        FindingCodes.AgentCredentialsRefused,
        .. CodeGroups.SsmMessages,
        FindingCodes.ControlChannelDenied,
        FindingCodes.AgentCrashLooping,
        FindingCodes.ProxyCrashLooping,
        FindingCodes.AgentNotConnected,
        FindingCodes.EksClusterDisconnected,
        FindingCodes.PodNotReady,
        FindingCodes.EksClusterFailed,
    ];

    /// <summary>Picks the root cause.</summary>
    /// <param name="observations">What was found, each code once.</param>
    /// <returns>The root cause; null where nothing failed.</returns>
    public static Observation? Of(IEnumerable<Observation> observations) => observations
        .Where(observation => observation.Result == DiagnosisWords.Failed)
        .MinBy(observation => (observation.IsSymptom, Rank(observation.Code)));

    private static int Rank(string code) => Array.IndexOf(s_order, code) is >= 0 and int rank ? rank : s_order.Length;
}
