namespace EksConnector.Core.Findings.Symptoms;

/// <summary>What connector-init writes before it ends.</summary>
internal static class InitSymptoms
{
    public static readonly IReadOnlyList<Symptom> Rows =
    [
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
        new(FindingCodes.EgressProxyFailed, "//ssm.", "proxyconnect"),
        new(FindingCodes.EgressProxyFailed, "//ssm.", "Proxy Authentication Required"),
        new(FindingCodes.SsmDnsFailed, "//ssm.", "no such host"),
        new(FindingCodes.SsmDnsFailed, "//ssm.", "server misbehaving"),
        new(FindingCodes.SsmDnsFailed, "//ssm.", "lookup ssm.", "i/o timeout"),
        new(FindingCodes.SsmConnectionRefused, "//ssm.", "connection refused"),
        new(FindingCodes.SsmTlsFailed, "//ssm.", "x509:"),
        new(FindingCodes.SsmTlsFailed, "//ssm.", "tls:"),
        new(FindingCodes.SsmTimeout, "//ssm.", "i/o timeout"),
        new(FindingCodes.SsmTimeout, "//ssm.", "Client.Timeout exceeded"),
        new(FindingCodes.SsmTimeout, "//ssm.", "context deadline exceeded"),
        new(FindingCodes.SsmTimeout, "//ssm.", "TLS handshake timeout"),
        new(FindingCodes.SsmUnreachable, "RequestError: send request failed"),
        new(FindingCodes.ApiServerUnreachable, "dial tcp"),
    ];
}
