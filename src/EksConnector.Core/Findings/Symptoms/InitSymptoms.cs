namespace EksConnector.Core.Findings.Symptoms;

/// <summary>The symptoms in the log of connector-init.</summary>
internal static class InitSymptoms
{
    // connector-init only calls Systems Manager with the AWS SDK; the host may be a VPC endpoint or a custom name.
    private static readonly string[] s_ssm = ["//ssm", ".ssm.", "lookup ssm", "send request failed", ".vpce.amazonaws.com"];

    // In a text of unknown origin, requests to other services do not come from connector-init.
    private static readonly string[] s_otherServices = ["//eks.", "//eks-fips.", "//sts.", "//iam.", "//ec2.", "//s3.", "ssmmessages", "ec2messages", "//169.254.169.254", "//ecr.", "//api.ecr"];

    private static readonly string[] s_apiServer = ["kubernetes.default", "/api/v1/", "initiate eks-connector", "initiate kubernetes client"];

    public static readonly IReadOnlyList<Symptom> Rows =
    [
        // Errors of an HTTP proxy; its response is at the end of the Go error message.
        .. ProxySymptoms.Egress,

        // The response comes neither from the API server nor from AWS.
        .. ProxySymptoms.Certificates("/api/v1/"),
        new(FindingCodes.AwsAnswerUnexpected, "SerializationError"),
        new(FindingCodes.AwsAnswerUnexpected, "UnmarshalError"),
        new(FindingCodes.AwsAnswerUnexpected, "invalid character '<'"),
        new(FindingCodes.AwsAnswerUnexpected, "RequestError", "<html"),

        // Errors of the cluster's API server before anything is sent to AWS.
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
        new(FindingCodes.InitConfigurationInvalid, "flag needs an argument"),
        new(FindingCodes.InitConfigurationInvalid, "invalid argument", "flag"),
        new(FindingCodes.StateInvalid, "cannot be deserialized"),
        new(FindingCodes.NodeDiskFull, "no space left on device"),

        // Responses of Systems Manager.
        .. RegistrationSymptoms.Rows,
        new(FindingCodes.RegionMissing, "MissingRegion"),
        .. RegionSymptoms.Rows,

        // The value of --agent.endpoint is not a URL.
        new(FindingCodes.InitConfigurationInvalid, "send request failed", "unsupported protocol scheme"),
        new(FindingCodes.InitConfigurationInvalid, "send request failed", "first path segment in URL cannot contain colon"),
        new(FindingCodes.InitConfigurationInvalid, "send request failed", "invalid character", "in host name"),

        // AWS rejects signatures that were created with a wrong clock.
        new(FindingCodes.NodeClockSkew, "Signature expired"),
        new(FindingCodes.NodeClockSkew, "Signature not yet current"),
        new(FindingCodes.NodeClockSkew, "has expired or is not yet valid", "is before"),

        // The connection to Systems Manager. Any failed name resolution is a DNS problem, regardless of the error.
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
        .. ProxySymptoms.Interruptions("/api/v1/"),

        // Any other error with which it exits.
        new(FindingCodes.InitFailed, "failed to initiate eks-connector:"),
        new(FindingCodes.InitFailed, "failed to initiate kubernetes client:"),
    ];

    private static IEnumerable<Symptom> Ssm(string code, string fragment) =>
        s_ssm.Select(subject => new Symptom(code, subject, fragment) { Without = s_otherServices });
}
