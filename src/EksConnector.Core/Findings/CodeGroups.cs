namespace EksConnector.Core.Findings;

/// <summary>Codes that lead to the same, or follow from the same.</summary>
internal static class CodeGroups
{
    /// <summary>What is wrong with the activation code, or with the Secret that holds it.</summary>
    public static readonly string[] ActivationCode =
    [
        FindingCodes.ActivationSecretMissing,
        FindingCodes.ActivationCodeMissing,
        FindingCodes.ActivationCodePlaceholder,
        FindingCodes.ActivationCodeNotEncoded,
        FindingCodes.ActivationCodeDoubleEncoded,
        FindingCodes.ActivationCodeWhitespace,
        FindingCodes.ActivationCodeLength,
    ];

    /// <summary>Why pods are not made, not placed, not started, or do not stay, in the order in which a pod comes to life.</summary>
    public static readonly string[] PodFailures =
    [
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

    /// <summary>A pod that does not start or does not run.</summary>
    public static readonly string[] Unready =
        [FindingCodes.PodNotStarting, FindingCodes.PodNotReady, FindingCodes.EksClusterDisconnected, FindingCodes.InitStillRunning];

    /// <summary>A container that ends again and again.</summary>
    public static readonly string[] Crashes = [FindingCodes.InitFailed, FindingCodes.AgentCrashLooping, FindingCodes.ProxyCrashLooping];

    /// <summary>The way to ssm is closed.</summary>
    public static readonly string[] Ssm =
    [
        FindingCodes.SsmDnsFailed, FindingCodes.SsmConnectionRefused, FindingCodes.SsmTimeout, FindingCodes.SsmTlsFailed, FindingCodes.SsmUnreachable,
    ];

    /// <summary>The way to ssmmessages is closed.</summary>
    public static readonly string[] SsmMessages =
    [
        FindingCodes.SsmMessagesDnsFailed,
        FindingCodes.SsmMessagesConnectionRefused,
        FindingCodes.SsmMessagesTimeout,
        FindingCodes.SsmMessagesTlsFailed,
        FindingCodes.SsmMessagesUnreachable,
    ];

    /// <summary>Systems Manager refuses the registration.</summary>
    public static readonly string[] RegistrationRefused = [FindingCodes.InvalidActivation, FindingCodes.RegistrationRejected, FindingCodes.InitFailed];

    /// <summary>The registration does not work any more.</summary>
    public static readonly string[] RegistrationGone = [.. RegistrationRefused, FindingCodes.ActivationNotFound, FindingCodes.ActivationExpired];

    /// <summary>An agent that is not connected, whatever keeps it.</summary>
    public static readonly string[] Apart =
        [FindingCodes.AgentNotConnected, FindingCodes.ConnectionUnstable, FindingCodes.AgentCrashLooping, FindingCodes.KeyRotationFailed];

    /// <summary>An agent that is refused, because its instance is gone or is another one's.</summary>
    public static readonly string[] AgentRefused =
        [FindingCodes.AgentCredentialsRefused, FindingCodes.ControlChannelDenied, FindingCodes.MachineFingerprintMismatch, .. Apart];

    /// <summary>A connector-proxy that cannot use the cluster's own API server.</summary>
    public static readonly string[] ProxyRefused = [FindingCodes.KeyNotPersisted, FindingCodes.ProxyRequestFailed, FindingCodes.ProxyCrashLooping];
}
