namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>What is said of each thing that the log of connector-agent shows; the pods follow.</summary>
internal static class AgentFaultTexts
{
    private static readonly Dictionary<string, (string Failed, string Passed)> s_texts = new(StringComparer.Ordinal)
    {
        [FindingCodes.AgentIdentityMissing] = ("The agent finds no identity in", "The agent has its identity in"),
        [FindingCodes.NodeClockSkew] = ("AWS refuses what the agent signs, or the other way round, because a clock is wrong, in", "Nothing speaks of a wrong clock in the agent's log of"),
        [FindingCodes.EgressProxyFailed] = ("The HTTP proxy does not let the agent through in", "No HTTP proxy stands in the agent's way in"),
        [FindingCodes.SsmDnsFailed] = ("The name of the Systems Manager endpoint cannot be resolved in", string.Empty),
        [FindingCodes.SsmConnectionRefused] = ("The connection to Systems Manager was refused in", string.Empty),
        [FindingCodes.SsmTimeout] = ("Systems Manager does not answer in time in", string.Empty),
        [FindingCodes.SsmTlsFailed] = ("The certificate that answers for Systems Manager is not trusted in", string.Empty),
        [FindingCodes.SsmUnreachable] = ("Systems Manager cannot be reached from", "Nothing keeps the agent from Systems Manager in"),
        [FindingCodes.MachineFingerprintMismatch] =
            ("Systems Manager says that it is another machine than was registered, of", "Systems Manager knows the machine again, of"),
        [FindingCodes.AgentCredentialsRefused] = ("Systems Manager gives the agent no credentials in", "Systems Manager does not refuse the agent in"),
        [FindingCodes.SsmMessagesDnsFailed] = ("The name of the ssmmessages endpoint cannot be resolved in", string.Empty),
        [FindingCodes.SsmMessagesConnectionRefused] = ("The connection to ssmmessages was refused in", string.Empty),
        [FindingCodes.SsmMessagesTimeout] = ("ssmmessages does not answer in time in", string.Empty),
        [FindingCodes.SsmMessagesTlsFailed] = ("The certificate that answers for ssmmessages is not trusted in", string.Empty),
        [FindingCodes.SsmMessagesUnreachable] = ("ssmmessages cannot be reached from", "Nothing keeps the agent from ssmmessages in"),
        [FindingCodes.ControlChannelDenied] = ("The control channel is refused to the agent of", "The control channel is not refused to the agent of"),
    };

    /// <summary>What is said where the log shows it.</summary>
    public static string Failed(string code, string pods) => $"{s_texts[code].Failed} {pods}.";

    /// <summary>What is said where the log does not show it.</summary>
    public static string Passed(string code, string pods) => $"{s_texts[code].Passed} {pods}.";
}
