using EksConnector.Core.Diagnosis.Rules.Access;
using EksConnector.Core.Diagnosis.Rules.Activation;
using EksConnector.Core.Diagnosis.Rules.Connection;
using EksConnector.Core.Diagnosis.Rules.Workload;
using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Status;

namespace EksConnector.Core.Diagnosis.Rules;

/// <summary>All rules, in the order of troubleshooting.</summary>
internal static class DiagnosisRules
{
    // The rules for Pods, in the order of the Pod lifecycle.
    private static readonly Rule[] s_pods =
    [
        new NamespaceRule(),
        new PodCreationRule(),
        new SchedulingRule(),
        new ArchitectureRule(),
        new NodeReadyRule(),
        new EvictionRule(),
        new TerminatingRule(),
        new VolumeRule(),
        new ImageRule(),
        new ContainerStartRule(),
        new OutOfMemoryRule(),
        new CrashRule(FindingCodes.AgentCrashLooping, ConnectorNames.AgentContainer),
        new CrashRule(FindingCodes.ProxyCrashLooping, ConnectorNames.ProxyContainer),
    ];

    private static readonly Rule[] s_connection =
    [
        new CrashReasonRule(),
        new AgentFaultRule(
            needsWorker: false,
            FindingCodes.AgentIdentityMissing,
            FindingCodes.AgentStartFailed,
            FindingCodes.InotifyLimitReached,
            FindingCodes.RegistrationFailed,
            FindingCodes.RegistrationRejected,
            FindingCodes.RegistrationLimitExceeded,
            FindingCodes.InstanceAlreadyRegistered,
            FindingCodes.InvalidActivation,
            FindingCodes.ActivationExpired),
        new AgentFaultRule(needsWorker: false, FindingCodes.NodeClockSkew),
        new NodeClockRule(),
        new AgentFaultRule(needsWorker: false, FindingCodes.EgressProxyFailed),
        new AgentFaultRule(needsWorker: false, FindingCodes.AwsAnswerUnexpected),
        new AgentFaultRule(
            needsWorker: false,
            FindingCodes.SsmUnreachable,
            FindingCodes.SsmDnsFailed,
            FindingCodes.SsmConnectionRefused,
            FindingCodes.SsmTimeout,
            FindingCodes.SsmTlsFailed,
            FindingCodes.SsmConnectionClosed,
            FindingCodes.RegionInvalid,
            FindingCodes.RegionMissing),
        new AgentFaultRule(needsWorker: false, FindingCodes.MachineFingerprintMismatch),
        new AgentFaultRule(needsWorker: false, FindingCodes.AgentCredentialsRefused),
        new AgentFaultRule(
            needsWorker: true,
            FindingCodes.SsmMessagesUnreachable,
            FindingCodes.SsmMessagesDnsFailed,
            FindingCodes.SsmMessagesConnectionRefused,
            FindingCodes.SsmMessagesTimeout,
            FindingCodes.SsmMessagesTlsFailed),
        new AgentFaultRule(needsWorker: true, FindingCodes.ControlChannelDenied, FindingCodes.SsmThrottled),
        new AgentConnectedRule(),
        new ConnectionVerifiedRule(),
        new ConnectionStabilityRule(),
        new EksDisconnectedRule(),
        new KeyRotationRule(),
        new ProxyFaultRule(),
        new KeyPersistedRule(),
        new ProxyRequestRule(),
    ];

    private static readonly Rule[] s_endpoints =
    [
        new EndpointRule(
            FindingCodes.SsmUnreachable,
            FindingCodes.SsmDnsFailed,
            FindingCodes.SsmConnectionRefused,
            FindingCodes.SsmTimeout,
            FindingCodes.SsmTlsFailed,
            FindingCodes.SsmConnectionClosed),
        new EndpointRule(
            FindingCodes.SsmMessagesUnreachable,
            FindingCodes.SsmMessagesDnsFailed,
            FindingCodes.SsmMessagesConnectionRefused,
            FindingCodes.SsmMessagesTimeout,
            FindingCodes.SsmMessagesTlsFailed),
        new EndpointRule(FindingCodes.EgressProxyFailed),
    ];

    /// <summary>All rules.</summary>
    public static readonly IReadOnlyList<Rule> All =
    [
        .. ManifestRules.All,
        .. InstallationRules.All,
        .. SettingRules.OfId,
        .. CodeRules.All,
        .. SettingRules.OfRegion,
        .. InitRules.All,
        .. StateRules.All,
        .. AwsRules.All,
        new NotReadyRule(s_pods),
        new VersionRule(FindingCodes.ConnectorVersionOld, ImageVersion.Connector, "0.0.11"),
        new VersionRule(FindingCodes.AgentVersionOld, ImageVersion.Agent, "3.2.2303.0"),
        new TokenRule(),
        .. s_connection,
        .. s_endpoints,
        new VersionAccessRule(),
        new ImpersonationRule(),
        new PrincipalRule(),
    ];

    /// <summary>Evaluates all rules that apply to a snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    public static Assessment Evaluate(DiagnosisSnapshot snapshot) => new(All.SelectMany(rule => rule.Check(snapshot)));
}
