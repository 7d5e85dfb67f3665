namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>The rules on what the logs of connector-agent and connector-proxy say, in the order in which a person would look.</summary>
internal static class ConnectionRules
{
    public static readonly IReadOnlyList<IDiagnosisRule> All =
    [
        new CrashReasonRule(),
        new AgentFaultRule(needsWorker: false, FindingCodes.AgentIdentityMissing),
        new AgentFaultRule(needsWorker: false, FindingCodes.NodeClockSkew),
        new NodeClockRule(),
        new AgentFaultRule(needsWorker: false, FindingCodes.EgressProxyFailed),
        new AgentFaultRule(
            needsWorker: false,
            FindingCodes.SsmUnreachable,
            FindingCodes.SsmDnsFailed,
            FindingCodes.SsmConnectionRefused,
            FindingCodes.SsmTimeout,
            FindingCodes.SsmTlsFailed),
        new AgentFaultRule(needsWorker: false, FindingCodes.MachineFingerprintMismatch),
        new AgentFaultRule(needsWorker: false, FindingCodes.AgentCredentialsRefused),
        new AgentFaultRule(
            needsWorker: true,
            FindingCodes.SsmMessagesUnreachable,
            FindingCodes.SsmMessagesDnsFailed,
            FindingCodes.SsmMessagesConnectionRefused,
            FindingCodes.SsmMessagesTimeout,
            FindingCodes.SsmMessagesTlsFailed),
        new AgentFaultRule(needsWorker: true, FindingCodes.ControlChannelDenied),
        new AgentConnectedRule(),
        new ConnectionStabilityRule(),
        new EksDisconnectedRule(),
        new KeyRotationRule(),
        new ProxyFaultRule(),
        new KeyPersistedRule(),
        new ProxyRequestRule(),
    ];
}
