namespace EksConnector.Core.Findings;

/// <summary>What follows from what.</summary>
internal static class Effects
{
    // What every replica that cannot register or connect leads to.
    private static readonly string[] s_always =
    [
        FindingCodes.StateMissing,
        FindingCodes.EksClusterPending,
        FindingCodes.EksClusterFailed,
        FindingCodes.EksClusterDisconnected,
        FindingCodes.AgentNeverSeen,
        FindingCodes.AgentConnectionLost,
    ];

    // What only keeps somebody from the console: the connector works.
    private static readonly string[] s_ofUsers = [FindingCodes.ImpersonationMissing, FindingCodes.ReadAccessMissing];

    // A code may stand in several rows: what follows from it is what all of them say.
    private static readonly (string[] Causes, string[] Effects)[] s_rows =
    [
        // The registration, and what is set of it.
        ([FindingCodes.EksClusterNotConnected], [FindingCodes.ActivationIdMismatch]),
        ([FindingCodes.EksClusterDeleting, FindingCodes.EksClusterNotFound], CodeGroups.RegistrationGone),
        ([FindingCodes.EksClusterDeleting, FindingCodes.EksClusterNotFound, FindingCodes.ActivationNotFound, FindingCodes.ActivationIdMismatch, FindingCodes.RegionMismatch],
            CodeGroups.AgentRefused),
        ([
            FindingCodes.ActivationNotFound,
            FindingCodes.ActivationExpired,
            FindingCodes.RegistrationLimitExceeded,
            FindingCodes.ActivationIdMissing,
            FindingCodes.ActivationIdPlaceholder,
            FindingCodes.ActivationIdInvalid,
            .. CodeGroups.ActivationCode,
        ], CodeGroups.RegistrationRefused),
        ([FindingCodes.RegionMismatch, FindingCodes.RegionMissing, FindingCodes.RegionPlaceholder, FindingCodes.RegionInvalid],
        [
            .. CodeGroups.RegistrationRefused, .. CodeGroups.Ssm, FindingCodes.ActivationNotFound, FindingCodes.EksClusterNotFound,
            FindingCodes.RegionInvalid, FindingCodes.RegionMissing,
        ]),
        ([FindingCodes.RegionMismatch], CodeGroups.SsmMessages),
        ([FindingCodes.RegionPlaceholder, FindingCodes.ActivationIdPlaceholder, FindingCodes.ActivationCodePlaceholder], [FindingCodes.ManifestInvalid]),
        ([FindingCodes.ActivationIdMissing], [FindingCodes.InitConfigurationInvalid]),
        ([FindingCodes.ActivationIdMismatch, FindingCodes.PodOutdated],
            [.. CodeGroups.RegistrationGone, FindingCodes.RegistrationLimitExceeded, FindingCodes.StateOutdated]),
        ([FindingCodes.ActivationIdMismatch], [FindingCodes.InstanceAlreadyRegistered]),
        ([FindingCodes.PodOutdated], CodeGroups.Ssm),
        ([FindingCodes.ActivationSecretMissing, FindingCodes.ActivationCodeMissing], [FindingCodes.PodNotStarting, FindingCodes.ContainerNotCreated]),

        // The service account, its token and its rights.
        ([FindingCodes.StateRoleMissing, FindingCodes.StateSecretForbidden],
            [.. CodeGroups.RegistrationRefused, FindingCodes.StateSecretForbidden, FindingCodes.RegistrationLimitExceeded, FindingCodes.InstanceAlreadyRegistered]),
        ([FindingCodes.ServiceAccountMissing, FindingCodes.ServiceAccountTokenMissing, FindingCodes.ServiceAccountTokenEmpty, FindingCodes.ServiceAccountTokenStale],
        [
            FindingCodes.InitFailed, FindingCodes.PodNotStarting, FindingCodes.PodNotReady, FindingCodes.VolumeNotMounted, FindingCodes.StateSecretForbidden,
            FindingCodes.ServiceAccountTokenStale, .. CodeGroups.ProxyRefused,
        ]),
        ([FindingCodes.ServiceAccountMissing], [FindingCodes.ServiceAccountTokenMissing, FindingCodes.ServiceAccountTokenEmpty, FindingCodes.PodNotCreated]),
        ([FindingCodes.StateRoleMissing, FindingCodes.StateSecretForbidden, FindingCodes.ApiServerUnreachable, FindingCodes.ProxyCrashLooping], CodeGroups.ProxyRefused),

        // The pods.
        ([FindingCodes.NamespaceMissing, FindingCodes.NamespaceTerminating], [FindingCodes.ConnectorNotInstalled]),
        ([FindingCodes.NamespaceTerminating], [FindingCodes.PodNotCreated, FindingCodes.PodStuckTerminating]),
        ([
            .. CodeGroups.PodFailures, FindingCodes.NamespaceTerminating, FindingCodes.ServiceAccountMissing, FindingCodes.ServiceAccountTokenMissing,
            FindingCodes.AgentCrashLooping, FindingCodes.ProxyCrashLooping, FindingCodes.PodNotReady,
        ], CodeGroups.Unready),
        ([FindingCodes.NodeNotReady],
            [FindingCodes.PodStuckTerminating, FindingCodes.PodEvicted, FindingCodes.VolumeNotMounted, FindingCodes.ContainerNotCreated]),
        ([FindingCodes.NodeNotReady, FindingCodes.ArchitectureMismatch, FindingCodes.ContainerOutOfMemory, FindingCodes.ContainerNotCreated], CodeGroups.Crashes),

        // The connection. Who does not get to the one endpoint mostly does not get to the other, and what is in the way is the same.
        ([FindingCodes.NodeClockSkew], [FindingCodes.SsmTlsFailed, FindingCodes.SsmMessagesTlsFailed, .. CodeGroups.AgentRefused]),
        ([FindingCodes.EgressProxyFailed], CodeGroups.Ssm),
        ([FindingCodes.EgressProxyFailed, .. CodeGroups.Ssm, .. CodeGroups.SsmMessages], [.. CodeGroups.SsmMessages, .. CodeGroups.Apart]),
        ([FindingCodes.AgentIdentityMissing, FindingCodes.MachineFingerprintMismatch, FindingCodes.AgentCredentialsRefused], CodeGroups.AgentRefused),
        ([FindingCodes.ControlChannelDenied, FindingCodes.AgentCrashLooping], CodeGroups.Apart),

        // The users.
        ([FindingCodes.ImpersonationMissing], [FindingCodes.ReadAccessMissing]),
    ];

    /// <summary>Whether something follows from a root cause.</summary>
    public static bool Leads(string root, string code) =>
        root != code
        && ((s_always.Contains(code) && !s_ofUsers.Contains(root))
            || Array.Exists(s_rows, row => row.Causes.Contains(root) && row.Effects.Contains(code)));
}
