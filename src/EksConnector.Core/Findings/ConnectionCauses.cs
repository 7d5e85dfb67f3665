namespace EksConnector.Core.Findings;

/// <summary>What follows from what, of the connection and of connector-proxy.</summary>
internal static class ConnectionCauses
{
    private static readonly string[] s_ssm =
    [
        FindingCodes.SsmDnsFailed, FindingCodes.SsmConnectionRefused, FindingCodes.SsmTimeout, FindingCodes.SsmTlsFailed, FindingCodes.SsmUnreachable,
    ];

    private static readonly string[] s_messages =
    [
        FindingCodes.SsmMessagesDnsFailed,
        FindingCodes.SsmMessagesConnectionRefused,
        FindingCodes.SsmMessagesTimeout,
        FindingCodes.SsmMessagesTlsFailed,
        FindingCodes.SsmMessagesUnreachable,
    ];

    // What an agent that cannot connect comes to, whatever keeps it.
    private static readonly string[] s_apart =
        [FindingCodes.AgentNotConnected, FindingCodes.ConnectionUnstable, FindingCodes.AgentCrashLooping, FindingCodes.KeyRotationFailed];

    // Once the instance is gone, or is another one's, its agent is refused.
    private static readonly string[] s_refused =
        [FindingCodes.AgentCredentialsRefused, FindingCodes.ControlChannelDenied, FindingCodes.MachineFingerprintMismatch, .. s_apart];

    // What connector-proxy comes to that cannot use the cluster's own API server.
    private static readonly string[] s_proxy =
        [FindingCodes.KeyNotPersisted, FindingCodes.ProxyRequestFailed, FindingCodes.ProxyCrashLooping];

    private static readonly Dictionary<string, string[]> s_effects = new(StringComparer.Ordinal)
    {
        [FindingCodes.EksClusterDeleting] = s_refused,
        [FindingCodes.EksClusterNotFound] = s_refused,
        [FindingCodes.ActivationNotFound] = s_refused,
        [FindingCodes.ActivationIdMismatch] = s_refused,
        [FindingCodes.RegionMismatch] = [.. s_refused, .. s_messages],
        [FindingCodes.NodeClockSkew] = [FindingCodes.SsmTlsFailed, FindingCodes.SsmMessagesTlsFailed, .. s_refused],
        [FindingCodes.EgressProxyFailed] = [.. s_ssm, .. s_messages, .. s_apart],
        [FindingCodes.AgentIdentityMissing] = s_refused,
        [FindingCodes.MachineFingerprintMismatch] = s_refused,
        [FindingCodes.AgentCredentialsRefused] = s_refused,
        [FindingCodes.ControlChannelDenied] = s_apart,

        // Who does not get to the one endpoint mostly does not get to the other, and what is in the way is the same.
        [FindingCodes.SsmDnsFailed] = [.. s_messages, .. s_apart],
        [FindingCodes.SsmConnectionRefused] = [.. s_messages, .. s_apart],
        [FindingCodes.SsmTimeout] = [.. s_messages, .. s_apart],
        [FindingCodes.SsmTlsFailed] = [.. s_messages, .. s_apart],
        [FindingCodes.SsmUnreachable] = [.. s_messages, .. s_apart],
        [FindingCodes.SsmMessagesDnsFailed] = [.. s_messages, .. s_apart],
        [FindingCodes.SsmMessagesConnectionRefused] = [.. s_messages, .. s_apart],
        [FindingCodes.SsmMessagesTimeout] = [.. s_messages, .. s_apart],
        [FindingCodes.SsmMessagesTlsFailed] = [.. s_messages, .. s_apart],
        [FindingCodes.SsmMessagesUnreachable] = [.. s_messages, .. s_apart],
        [FindingCodes.AgentCrashLooping] = s_apart,

        [FindingCodes.ServiceAccountTokenMissing] = [.. s_proxy, FindingCodes.StateSecretForbidden],
        [FindingCodes.ServiceAccountTokenEmpty] = [.. s_proxy, FindingCodes.StateSecretForbidden],
        [FindingCodes.ServiceAccountTokenStale] = [.. s_proxy, FindingCodes.StateSecretForbidden],
        [FindingCodes.ServiceAccountMissing] = [.. s_proxy, FindingCodes.ServiceAccountTokenStale, FindingCodes.StateSecretForbidden],
        [FindingCodes.StateRoleMissing] = s_proxy,
        [FindingCodes.StateSecretForbidden] = s_proxy,
        [FindingCodes.ApiServerUnreachable] = s_proxy,
        [FindingCodes.ProxyCrashLooping] = s_proxy,
    };

    /// <summary>What stands before the ways to Systems Manager that are closed, because it closes them.</summary>
    public static IReadOnlyList<string> First { get; } = [FindingCodes.NodeClockSkew, FindingCodes.EgressProxyFailed];

    /// <summary>What stands after what connector-init ends with, what has to be mended first at the beginning.</summary>
    public static IReadOnlyList<string> Order { get; } =
    [
        FindingCodes.AgentIdentityMissing,
        FindingCodes.MachineFingerprintMismatch,
        FindingCodes.AgentCredentialsRefused,
        FindingCodes.SsmMessagesDnsFailed,
        FindingCodes.SsmMessagesConnectionRefused,
        FindingCodes.SsmMessagesTimeout,
        FindingCodes.SsmMessagesTlsFailed,
        FindingCodes.SsmMessagesUnreachable,
        FindingCodes.ControlChannelDenied,
        FindingCodes.AgentCrashLooping,
        FindingCodes.ProxyCrashLooping,
        FindingCodes.AgentNotConnected,
        FindingCodes.EksClusterDisconnected,
    ];

    /// <summary>What anything that keeps the connector from working leads to.</summary>
    public static IReadOnlyList<string> Always { get; } = [FindingCodes.EksClusterDisconnected];

    /// <summary>Whether something follows from a root cause.</summary>
    public static bool Leads(string root, string code) => s_effects.TryGetValue(root, out string[]? effects) && effects.Contains(code);
}
