namespace EksConnector.Core.Findings.Symptoms;

/// <summary>The symptoms in the log files and the standard output of connector-agent.</summary>
internal static class AgentSymptoms
{
    // The words that identify lines about the control channel and about the agent's credentials; few lines contain the endpoint.
    private static readonly string[] s_channel = ["ssmmessages.", "control channel", "controlchannel", "control-channel", "dial websocket", "websocket channel", "websocket connection to", "MGSInteractor"];
    private static readonly string[] s_credentials =
        ["//ssm.", "//ssm-fips.", ".ssm.", "lookup ssm", "CredentialRefresher", "retrieve credentials", "RequestManagedInstanceRoleToken", "registering the instance with AWS SSM", "Entering SSM Agent hibernate"];

    private static readonly string[] s_starting =
    [
        "error occurred when starting amazon-ssm-agent", "error occurred when starting ssm-agent-worker", "error occurred when starting core manager", "SSM Agent Worker crashed with message",
        "Core Agent crashed with message", "core Agent service crashed with message", "Failed to start core agent startup module",
        "failed to start message bus", "failed to start health channel", "failed to start termination channel",
        "failed to listen on the channel", "failed to start ssm-agent-worker", "Failed to start agent", "failed to start core agent", "failed to start worker", "failed to launch worker", "fork/exec", "failed to load runtime config",
        "failed to initialize vault", "failed to create vault", "failed to ensure vault", "failed to load vault", "failed to store into vault", "vault",
    ];

    private static readonly string[] s_startFaults =
        ["address in use", "address already in use", "read-only file system", "permission denied", "no space left on device", "failed", "too many open files"];

    public static readonly IReadOnlyList<Symptom> Rows =
    [
        // An improper shutdown of a connection is harmless.
        new(Symptom.Harmless, "failed to send closeNotify"),
        new(Symptom.Harmless, "Failed to close websocket"),
        new(Symptom.Harmless, "use of closed network connection"),

        // A session of a user.
        new(Symptom.Harmless, "[ssm-session-worker]"),

        // The connection was lost; the agent reconnects automatically.
        new(FindingCodes.ConnectionUnstable, "I/O timeout. Error:"),
        new(FindingCodes.ConnectionUnstable, "Reach the retry limit", "receive messages"),
        new(FindingCodes.ConnectionUnstable, "Error while sending websocket ping"),

        // The service throttles requests.
        .. Either(s_channel, FindingCodes.SsmThrottled, "throttling"),
        .. Either(s_channel, FindingCodes.SsmThrottled, "Rate exceeded"),
        .. Either(s_channel, FindingCodes.SsmThrottled, "TooManyRequests"),
        .. Either(s_credentials, FindingCodes.SsmThrottled, "Throttling"),
        .. Either(s_credentials, FindingCodes.SsmThrottled, "Rate exceeded"),
        .. Either(s_credentials, FindingCodes.SsmThrottled, "TooManyRequests"),

        // The clock is wrong: signatures or certificates are not valid at the current time.
        new(FindingCodes.NodeClockSkew, "SignatureDoesNotMatch"),
        new(FindingCodes.NodeClockSkew, "Signature expired"),
        new(FindingCodes.NodeClockSkew, "Signature not yet current"),
        new(FindingCodes.NodeClockSkew, "RequestTimeTooSkewed"),
        new(FindingCodes.NodeClockSkew, "has expired or is not yet valid", "is before"),

        // Errors of an HTTP proxy; its response is at the end of the Go error message.
        .. ProxySymptoms.Egress,

        // Responses to a registration by the agent.
        .. RegistrationSymptoms.Rows.Select(row => new Symptom(row.Code, ["AWS SSM", .. row.Fragments])),
        .. RegionSymptoms.Rows,

        // The response does not come from AWS.
        new(FindingCodes.AwsAnswerUnexpected, "SerializationError"),
        new(FindingCodes.AwsAnswerUnexpected, "UnmarshalError"),
        new(FindingCodes.AwsAnswerUnexpected, "invalid character '<'"),
        .. Either([.. s_channel, .. s_credentials], FindingCodes.AwsAnswerUnexpected, "<html"),
        .. Either([.. s_channel, .. s_credentials], FindingCodes.AwsAnswerUnexpected, "<!doctype html"),

        // The identity, the key and the role of the agent.
        new(FindingCodes.MachineFingerprintMismatch, "Machine configuration has changed more than the allowed threshold"),
        new(FindingCodes.MachineFingerprintMismatch, "MachineFingerprintDoesNotMatch"),
        new(FindingCodes.KeyRotationFailed, "Failed to rotate private key"),
        new(FindingCodes.KeyRotationFailed, "Failed to update public key"),
        new(FindingCodes.KeyRotationFailed, "Failed to save private key locally"),
        new(FindingCodes.AgentCredentialsRefused, "needs to be re-registered"),
        new(FindingCodes.AgentCredentialsRefused, "UnrecognizedClient"),
        new(FindingCodes.AgentCredentialsRefused, "security token included in the request is invalid"),
        new(FindingCodes.AgentCredentialsRefused, "ExpiredToken"),
        new(FindingCodes.ControlChannelDenied, "CreateControlChannel", "AccessDenied"),
        .. Either(s_channel, FindingCodes.ControlChannelDenied, "AccessDenied"),
        .. Either(s_channel, FindingCodes.ControlChannelDenied, "Unauthorized request"),
        .. Either(s_channel, FindingCodes.ControlChannelDenied, "is not authorized to perform: ssmmessages:"),
        new(FindingCodes.ControlChannelDenied, "Failed to dial websocket", "403 Forbidden"),
        new(FindingCodes.ControlChannelDenied, "Failed to dial websocket", "status: 403"),
        new(FindingCodes.SsmConnectionClosed, "returned from AWS API", "connection was closed"),
        new(FindingCodes.AgentCredentialsRefused, "Status code %!s(int=400) returned from AWS API"),
        new(FindingCodes.AgentCredentialsRefused, "Status code %!s(int=403) returned from AWS API"),
        new(FindingCodes.AgentCredentialsRefused, "Status code 400 returned from AWS API"),
        new(FindingCodes.AgentCredentialsRefused, "Status code 403 returned from AWS API"),
        .. Either(s_credentials, FindingCodes.AgentCredentialsRefused, "AccessDenied"),
        .. Either(s_credentials, FindingCodes.AgentCredentialsRefused, "InvalidInstanceId"),
        .. Either(s_credentials, FindingCodes.AgentCredentialsRefused, "status code: 400"),
        .. Either(s_credentials, FindingCodes.AgentCredentialsRefused, "status code: 403"),
        new(FindingCodes.AgentIdentityMissing, "failed to assume any identity"),
        new(FindingCodes.AgentIdentityMissing, "failed to find identity"),
        new(FindingCodes.AgentIdentityMissing, "failed to find agent identity"),
        new(FindingCodes.AgentIdentityMissing, "no instanceID provided"),
        new(FindingCodes.AgentIdentityMissing, "RegistrationKey does not exist"),
        new(FindingCodes.AgentIdentityMissing, "Data from vault is empty"),
        new(FindingCodes.AgentIdentityMissing, "data file of ", "is missing"),
        new(FindingCodes.AgentIdentityMissing, "failed to unmarshal vault manifest"),
        new(FindingCodes.AgentIdentityMissing, "Failed to unmarshal instance info"),
        new(FindingCodes.AgentIdentityMissing, "Error while loading server info"),

        // The inotify limits of the node are exhausted.
        new(FindingCodes.InotifyLimitReached, "watcher", "too many open files"),
        new(FindingCodes.InotifyLimitReached, "watcher", "no space left on device"),
        new(FindingCodes.InotifyLimitReached, "inotify", "no space left on device"),
        new(FindingCodes.InotifyLimitReached, "inotify", "too many open files"),

        // The agent does not start.
        .. s_starting[..^1].Select(subject => new Symptom(FindingCodes.AgentStartFailed, subject)),
        .. s_startFaults.Select(fault => new Symptom(FindingCodes.AgentStartFailed, s_starting[^1], fault)),

        // The connections for the control channel and for the credentials.
        .. Way(
            s_channel,
            FindingCodes.SsmMessagesDnsFailed,
            FindingCodes.SsmMessagesConnectionRefused,
            FindingCodes.SsmMessagesTlsFailed,
            FindingCodes.SsmMessagesTimeout,
            FindingCodes.SsmMessagesUnreachable),
        new(FindingCodes.SsmMessagesUnreachable, "Failed to dial websocket"),
        new(FindingCodes.SsmMessagesUnreachable, "createControlChannel request failed: failed to make http client call"),
        .. Way(
            s_credentials,
            FindingCodes.SsmDnsFailed,
            FindingCodes.SsmConnectionRefused,
            FindingCodes.SsmTlsFailed,
            FindingCodes.SsmTimeout,
            FindingCodes.SsmUnreachable),

        // Other errors.
        new(FindingCodes.AgentNotConnected, "returned from AWS API"),
        new(FindingCodes.AgentNotConnected, "Unexpected identity retrieved"),
        new(FindingCodes.AgentNotConnected, "Cannot connect to AWS Systems Manager"),
        new(FindingCodes.RegistrationFailed, "Registration failed due to error"),
        new(FindingCodes.RegistrationFailed, "error registering the instance"),
        new(FindingCodes.AgentNotConnected, "fingerprint", "failed"),
        new(FindingCodes.AgentNotConnected, "fingerprint", "error"),
        new(FindingCodes.AgentNotConnected, "Error setting up control channel"),
        new(FindingCodes.AgentNotConnected, "Failed to get controlchannel token"),
        new(FindingCodes.AgentNotConnected, "failed to reconnect to the control channel"),
        new(FindingCodes.AgentNotConnected, "failed to initialize websocket channel for controlchannel"),
        new(FindingCodes.AgentNotConnected, "Retrieve credentials produced error"),
    ];

    private static IEnumerable<Symptom> Way(string[] subjects, string dns, string refused, string tls, string timeout, string unreachable) =>
    [
        .. Either(subjects, dns, "no such host"),
        .. Either(subjects, dns, "server misbehaving"),
        .. Either(subjects, dns, "name resolution"),
        .. Either(subjects, dns, "dial tcp: lookup "),
        .. Either(subjects, refused, "connection refused"),
        .. Either(subjects, tls, "x509:"),
        .. Either(subjects, tls, "tls:"),
        .. Either(subjects, timeout, "i/o timeout"),
        .. Either(subjects, timeout, "Client.Timeout exceeded"),
        .. Either(subjects, timeout, "context deadline exceeded"),
        .. Either(subjects, timeout, "TLS handshake timeout"),
        .. Either(subjects, timeout, "connection timed out"),
        .. Either(subjects, unreachable, "network is unreachable"),
        .. Either(subjects, unreachable, "no route to host"),
        .. Either(subjects, unreachable, "connection reset by peer"),
        .. Either(subjects, unreachable, "dial tcp"),
        .. Either(subjects, unreachable, "RequestError: send request failed"),
    ];

    private static IEnumerable<Symptom> Either(string[] subjects, string code, params string[] fragments) =>
        subjects.Select(subject => new Symptom(code, [subject, .. fragments]));
}
