namespace EksConnector.Core.Findings.Symptoms;

/// <summary>What connector-init writes before it ends.</summary>
internal static class InitSymptoms
{
    // Only Systems Manager is called with the AWS SDK; its host may be a VPC endpoint or a name of one's own.
    private static readonly string[] s_ssm = ["//ssm", ".ssm.", "lookup ssm", "send request failed", ".vpce.amazonaws.com"];

    // Of a text that does not say who wrote it, requests to other services are none of connector-init's.
    private static readonly string[] s_otherServices = ["//eks.", "//eks-fips.", "//sts.", "//iam.", "//ec2.", "//s3.", "ssmmessages", "//ecr.", "//api.ecr"];

    private static readonly string[] s_apiServer = ["kubernetes.default", "/api/v1/", "initiate eks-connector", "initiate kubernetes client"];

    public static readonly IReadOnlyList<Symptom> Rows =
    [
        // An HTTP proxy on the way to either; what it answers instead of a connection stands at the end of what Go says.
        .. ProxySymptoms.Egress,

        // Something else than the API server, or than AWS, answers.
        .. ProxySymptoms.Certificates("/api/v1/"),
        new(FindingCodes.AwsAnswerUnexpected, "SerializationError"),
        new(FindingCodes.AwsAnswerUnexpected, "UnmarshalError"),
        new(FindingCodes.AwsAnswerUnexpected, "invalid character '<'"),
        new(FindingCodes.AwsAnswerUnexpected, "RequestError", "<html"),

        // The cluster's own API server, before anything is sent to AWS.
        new(FindingCodes.ServiceAccountTokenMissing, "open ", "/serviceaccount/token", "no such file"),
        new(FindingCodes.ServiceAccountTokenMissing, "unable to load in-cluster configuration"),
        new(FindingCodes.ServiceAccountTokenEmpty, "is forbidden", "User \"system:anonymous\""),
        .. StateSymptoms.Rows,
        new(FindingCodes.ServiceAccountTokenStale, "initiate eks-connector: Unauthorized"),
        new(FindingCodes.ServiceAccountTokenStale, "initiate eks-connector: the server has asked for the client to provide credentials"),
        new(FindingCodes.InitConfigurationInvalid, "cannot get pod name from env"),
        new(FindingCodes.InitConfigurationInvalid, "unexpected pod name"),
        new(FindingCodes.InitConfigurationInvalid, "failed to load configuration"),
        new(FindingCodes.InitConfigurationInvalid, "required flag(s)"),
        new(FindingCodes.InitConfigurationInvalid, "unknown flag"),
        new(FindingCodes.StateInvalid, "cannot be deserialized"),

        // What Systems Manager answers.
        .. RegistrationSymptoms.Rows,
        new(FindingCodes.RegionMissing, "MissingRegion"),
        .. RegionSymptoms.Rows,

        // AWS refuses what was signed by a clock that is wrong.
        new(FindingCodes.NodeClockSkew, "Signature expired"),
        new(FindingCodes.NodeClockSkew, "Signature not yet current"),
        new(FindingCodes.NodeClockSkew, "has expired or is not yet valid", "is before"),

        // The way to Systems Manager. A name that cannot be resolved is the fault, however the question for it ends.
        .. Ssm(FindingCodes.SsmDnsFailed, "no such host"),
        .. Ssm(FindingCodes.SsmDnsFailed, "server misbehaving"),
        .. Ssm(FindingCodes.SsmDnsFailed, "name resolution"),
        .. Ssm(FindingCodes.SsmDnsFailed, "dial tcp: lookup "),
        .. Ssm(FindingCodes.SsmConnectionRefused, "connection refused"),
        .. Ssm(FindingCodes.SsmTlsFailed, "x509:"),
        .. Ssm(FindingCodes.SsmTlsFailed, "tls:"),
        .. Ssm(FindingCodes.SsmTlsFailed, "server gave HTTP response to HTTPS client"),
        .. Ssm(FindingCodes.SsmTimeout, "i/o timeout"),
        .. Ssm(FindingCodes.SsmTimeout, "Client.Timeout exceeded"),
        .. Ssm(FindingCodes.SsmTimeout, "context deadline exceeded"),
        .. Ssm(FindingCodes.SsmTimeout, "TLS handshake timeout"),
        .. Ssm(FindingCodes.SsmTimeout, "connection timed out"),
        new(FindingCodes.SsmUnreachable, "RequestError: send request failed") { Without = s_otherServices },
        .. s_apiServer.SelectMany(ProxySymptoms.Certificates).Select(row => row with { Without = ["//ssm", .. s_otherServices] }),
        new(FindingCodes.ApiServerUnreachable, "dial tcp") { Without = s_otherServices },

        // Whatever else it says as it ends.
        new(FindingCodes.InitFailed, "failed to initiate eks-connector:"),
        new(FindingCodes.InitFailed, "failed to initiate kubernetes client:"),
    ];

    private static IEnumerable<Symptom> Ssm(string code, string fragment) =>
        s_ssm.Select(subject => new Symptom(code, subject, fragment) { Without = s_otherServices });
}
