namespace EksConnector.Core.Activation;

/// <summary>Where what was found is documented.</summary>
internal static class FindingDocumentation
{
    private const string Page = "https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting-connector.html";

    public static string Of(string code) => code switch
    {
        FindingCodes.EksClusterPending => Page + "#symp-pending",
        FindingCodes.AgentConnectionLost or FindingCodes.AgentNeverSeen => Page + "#symp-con",
        FindingCodes.SsmDnsFailed or FindingCodes.SsmConnectionRefused or FindingCodes.SsmTimeout or FindingCodes.SsmTlsFailed
            or FindingCodes.SsmUnreachable or FindingCodes.InitStillRunning => Page + "#symp-out",
        FindingCodes.PodNotStarting or FindingCodes.InitFailed or FindingCodes.StateRoleMissing or FindingCodes.StateSecretForbidden
            or FindingCodes.StateInvalid or FindingCodes.ServiceAccountTokenMissing or FindingCodes.ServiceAccountTokenEmpty
            or FindingCodes.ServiceAccountTokenStale or FindingCodes.InitConfigurationInvalid or FindingCodes.ApiServerUnreachable => Page + "#symp-loop",
        _ => Page + "#symp-regis",
    };
}
