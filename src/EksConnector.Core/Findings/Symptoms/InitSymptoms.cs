namespace EksConnector.Core.Findings.Symptoms;

/// <summary>What connector-init writes before it ends.</summary>
internal static class InitSymptoms
{
    // A request of connector-init to AWS: the SDK says so, whatever the endpoint is called.
    private static readonly string[] s_ssm = ["//ssm.", "send request failed", ".vpce.amazonaws.com"];

    public static readonly IReadOnlyList<Symptom> Rows =
    [
        // An HTTP proxy on the way to either; what it answers instead of a connection stands at the end of what Go says.
        .. ProxySymptoms.Egress,

        // Something else than the API server, or than AWS, answers.
        .. ProxySymptoms.Certificates("/api/v1/"),
        new(FindingCodes.AwsAnswerUnexpected, "SerializationError"),
        new(FindingCodes.AwsAnswerUnexpected, "UnmarshalError"),
        new(FindingCodes.AwsAnswerUnexpected, "invalid character '<'"),

        // The cluster's own API server, before anything is sent to AWS.
        new(FindingCodes.ServiceAccountTokenMissing, "open ", "/serviceaccount/token", "no such file"),
        new(FindingCodes.ServiceAccountTokenMissing, "unable to load in-cluster configuration"),
        new(FindingCodes.ServiceAccountTokenEmpty, "is forbidden", "User \"system:anonymous\""),
        new(FindingCodes.StateSecretForbidden, "secrets \"", "is forbidden"),
        new(FindingCodes.StateSecretForbidden, "secrets is forbidden"),
        new(FindingCodes.ServiceAccountTokenStale, "initiate eks-connector: Unauthorized"),
        new(FindingCodes.InitConfigurationInvalid, "cannot get pod name from env"),
        new(FindingCodes.InitConfigurationInvalid, "unexpected pod name"),
        new(FindingCodes.InitConfigurationInvalid, "failed to load configuration"),
        new(FindingCodes.InitConfigurationInvalid, "required flag(s)"),
        new(FindingCodes.InitConfigurationInvalid, "unknown flag"),
        new(FindingCodes.StateInvalid, "cannot be deserialized"),

        // What Systems Manager answers.
        new(FindingCodes.InvalidActivation, "InvalidActivation"),
        new(FindingCodes.ActivationExpired, "ActivationExpired"),
        new(FindingCodes.RegistrationLimitExceeded, "RegistrationLimitExceeded"),
        new(FindingCodes.InstanceAlreadyRegistered, "InstanceAlreadyRegistered"),
        new(FindingCodes.RegistrationRejected, "ValidationException"),
        new(FindingCodes.RegistrationFailed, "InvalidPublicKey"),
        new(FindingCodes.RegistrationFailed, "TooManyUpdates"),
        new(FindingCodes.RegistrationFailed, "InternalServerError"),
        new(FindingCodes.RegistrationFailed, "ThrottlingException"),
        new(FindingCodes.RegionMissing, "MissingRegion"),
        new(FindingCodes.RegionInvalid, "InvalidEndpointURL"),

        // AWS refuses what was signed by a clock that is wrong.
        new(FindingCodes.NodeClockSkew, "Signature expired"),
        new(FindingCodes.NodeClockSkew, "Signature not yet current"),

        // The way to Systems Manager.
        .. Either(FindingCodes.SsmDnsFailed, "no such host"),
        .. Either(FindingCodes.SsmDnsFailed, "server misbehaving"),
        .. Either(FindingCodes.SsmDnsFailed, "dial tcp: lookup "),
        .. Either(FindingCodes.SsmConnectionRefused, "connection refused"),
        .. Either(FindingCodes.SsmTlsFailed, "x509:"),
        .. Either(FindingCodes.SsmTlsFailed, "tls:"),
        .. Either(FindingCodes.SsmTimeout, "i/o timeout"),
        .. Either(FindingCodes.SsmTimeout, "Client.Timeout exceeded"),
        .. Either(FindingCodes.SsmTimeout, "context deadline exceeded"),
        .. Either(FindingCodes.SsmTimeout, "TLS handshake timeout"),
        new(FindingCodes.SsmUnreachable, "RequestError: send request failed"),
        new(FindingCodes.ApiServerUnreachable, "dial tcp"),
    ];

    private static IEnumerable<Symptom> Either(string code, params string[] fragments) => s_ssm.Select(subject => new Symptom(code, [subject, .. fragments]));
}
