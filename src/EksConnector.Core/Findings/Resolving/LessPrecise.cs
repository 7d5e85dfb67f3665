namespace EksConnector.Core.Findings.Resolving;

/// <summary>The codes that only say that something is wrong, and go where another one says what.</summary>
internal static class LessPrecise
{
    private static readonly string[] s_ssm =
    [
        FindingCodes.SsmDnsFailed, FindingCodes.SsmConnectionRefused, FindingCodes.SsmTimeout, FindingCodes.SsmTlsFailed, FindingCodes.EgressProxyFailed,
    ];

    private static readonly string[] s_ssmMessages =
    [
        FindingCodes.SsmMessagesDnsFailed, FindingCodes.SsmMessagesConnectionRefused, FindingCodes.SsmMessagesTimeout, FindingCodes.SsmMessagesTlsFailed,
        FindingCodes.EgressProxyFailed,
    ];

    private static readonly string[] s_images =
    [
        FindingCodes.ImagePullUnauthorized, FindingCodes.ImagePullForbidden, FindingCodes.ImageNotFound, FindingCodes.ImageNameInvalid,
        FindingCodes.ImagePullRateLimited, FindingCodes.RegistryDnsFailed, FindingCodes.RegistryUnreachable, FindingCodes.RegistryTlsFailed,
        FindingCodes.ArchitectureMismatch,
    ];

    private static readonly Dictionary<string, string[]?> s_precise = new(StringComparer.Ordinal)
    {
        [FindingCodes.SsmUnreachable] = s_ssm,
        [FindingCodes.SsmMessagesUnreachable] = s_ssmMessages,
        [FindingCodes.ImagePullFailed] = s_images,
        [FindingCodes.RegistryUnreachable] = [FindingCodes.RegistryDnsFailed, FindingCodes.RegistryTlsFailed],
        [FindingCodes.ApiServerUnreachable] = [.. s_ssm, FindingCodes.SsmUnreachable, .. s_ssmMessages, FindingCodes.SsmMessagesUnreachable],
        [FindingCodes.AgentNotConnected] =
        [
            .. s_ssmMessages, FindingCodes.SsmMessagesUnreachable, FindingCodes.ControlChannelDenied, FindingCodes.AgentCredentialsRefused,
            FindingCodes.MachineFingerprintMismatch, FindingCodes.AgentIdentityMissing,
        ],
        [FindingCodes.VolumeNotMounted] = [FindingCodes.ServiceAccountTokenMissing, FindingCodes.ActivationSecretMissing],
        [FindingCodes.ContainerNotCreated] = [FindingCodes.ActivationSecretMissing, FindingCodes.ActivationCodeMissing],

        // Any other says more.
        [FindingCodes.InitFailed] = null,
        [FindingCodes.PodNotReady] = null,
        [FindingCodes.PodNotStarting] = null,
        [FindingCodes.PodNotCreated] = null,
    };

    /// <summary>Whether lines that show it may show more together with the lines around them.</summary>
    public static bool IsOne(string code) => s_precise.ContainsKey(code);

    /// <summary>Whether one of some codes says more.</summary>
    public static bool IsToldBy(string code, IReadOnlyCollection<string> codes) =>
        s_precise.TryGetValue(code, out string[]? precise)
        && (precise is null ? codes.Any(other => !IsOne(other)) : precise.Any(codes.Contains));
}
