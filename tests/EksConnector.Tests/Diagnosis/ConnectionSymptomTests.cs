using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Tests.Diagnosis;

/// <summary>The meaning of log lines of connector-agent and connector-proxy.</summary>
public sealed class ConnectionSymptomTests
{
    private const string Token = "2026-01-08 08:44:27 ERROR [ssm-agent-worker] [MessageService] [MGSInteractor] Failed to get controlchannel token, error: CreateControlChannel failed with error: createControlChannel request failed: ";
    private const string Post = Token + "failed to make http client call: Post \"https://ssmmessages.eu-central-1.amazonaws.com/v1/control-channel/eks_c:edge_0123456789abcdef0\": ";
    private const string Retrieve = "2026-01-08 08:44:27 ERROR [amazon-ssm-agent] [CredentialRefresher] Retrieve credentials produced error: ";
    private const string Send = Retrieve + "RequestError: send request failed\ncaused by: Post \"https://ssm.eu-central-1.amazonaws.com/\": ";

    [Theory]
    [InlineData(Token + "unexpected response from the service <AccessDeniedException>", FindingCodes.ControlChannelDenied)]
    [InlineData("Error setting up control channel: CreateControlChannel failed with error: createControlChannel request failed: unexpected response from the service <AccessDeniedException>", FindingCodes.ControlChannelDenied)]
    [InlineData("WARN [ssm-agent-worker] [MessageService] [MGSInteractor] Failed to dial websocket, status: 403 Forbidden, err: websocket: bad handshake", FindingCodes.ControlChannelDenied)]
    [InlineData(Token + "unexpected response from the service <UnrecognizedClientException>", FindingCodes.AgentCredentialsRefused)]
    [InlineData(Token + "unexpected response from the service <ExpiredTokenException>", FindingCodes.AgentCredentialsRefused)]
    [InlineData(Token + "unexpected response from the service <InternalServerException>", FindingCodes.AgentNotConnected)]
    [InlineData(Post + "dial tcp: lookup ssmmessages.eu-central-1.amazonaws.com on 10.96.0.10:53: no such host", FindingCodes.SsmMessagesDnsFailed)]
    [InlineData(Post + "dial tcp: lookup ssmmessages.eu-central-1.amazonaws.com on 10.96.0.10:53: server misbehaving", FindingCodes.SsmMessagesDnsFailed)]
    [InlineData(Post + "dial tcp: lookup ssmmessages.eu-central-1.amazonaws.com on 10.96.0.10:53: read udp 10.1.2.3:4->10.96.0.10:53: i/o timeout", FindingCodes.SsmMessagesDnsFailed)]
    [InlineData(Post + "dial tcp 198.51.100.7:443: connect: connection refused", FindingCodes.SsmMessagesConnectionRefused)]
    [InlineData(Post + "dial tcp 198.51.100.7:443: i/o timeout", FindingCodes.SsmMessagesTimeout)]
    [InlineData(Post + "net/http: TLS handshake timeout", FindingCodes.SsmMessagesTimeout)]
    [InlineData(Post + "x509: certificate signed by unknown authority", FindingCodes.SsmMessagesTlsFailed)]
    [InlineData(Post + "remote error: tls: handshake failure", FindingCodes.SsmMessagesTlsFailed)]
    [InlineData(Post + "dial tcp 198.51.100.7:443: connect: network is unreachable", FindingCodes.SsmMessagesUnreachable)]
    [InlineData(Post + "EOF", FindingCodes.SsmMessagesUnreachable)]
    [InlineData("WARN [ssm-agent-worker] [MessageService] [MGSInteractor] Failed to dial websocket: dial tcp 198.51.100.7:443: connect: no route to host", FindingCodes.SsmMessagesUnreachable)]
    [InlineData(Post + "proxyconnect tcp: dial tcp 192.0.2.9:3128: connect: connection refused", FindingCodes.EgressProxyFailed)]
    [InlineData(Post + "Proxy Authentication Required", FindingCodes.EgressProxyFailed)]
    [InlineData(Post + "Forbidden", FindingCodes.EgressProxyFailed)]
    [InlineData("WARN [ssm-agent-worker] [MessageService] [MGSInteractor] I/O timeout. Error: read tcp 10.1.2.3:4->198.51.100.7:443: i/o timeout", FindingCodes.ConnectionUnstable)]
    [InlineData("WARN [ssm-agent-worker] [MessageService] [MGSInteractor] Reach the retry limit 5 for receive messages. Error: websocket: close 1006 (abnormal closure): unexpected EOF", FindingCodes.ConnectionUnstable)]
    [InlineData(Send + "dial tcp: lookup ssm.eu-central-1.amazonaws.com: no such host", FindingCodes.SsmDnsFailed)]
    [InlineData(Send + "dial tcp 198.51.100.9:443: connect: connection refused", FindingCodes.SsmConnectionRefused)]
    [InlineData(Send + "dial tcp 198.51.100.9:443: i/o timeout", FindingCodes.SsmTimeout)]
    [InlineData(Send + "net/http: request canceled (Client.Timeout exceeded while awaiting headers)", FindingCodes.SsmTimeout)]
    [InlineData(Send + "x509: certificate signed by unknown authority", FindingCodes.SsmTlsFailed)]
    [InlineData(Send + "EOF", FindingCodes.SsmUnreachable)]
    [InlineData(Send + "x509: certificate has expired or is not yet valid: current time 2001-01-01T00:10:00Z is before 2025-08-01T00:00:00Z", FindingCodes.NodeClockSkew)]
    [InlineData(Retrieve + "InvalidSignatureException: Signature expired: 20260101T100000Z is now earlier than 20260101T110000Z", FindingCodes.NodeClockSkew)]
    [InlineData(Retrieve + "AccessDeniedException: \n\tstatus code: 400, request id: 0b1c2d3e", FindingCodes.AgentCredentialsRefused)]
    [InlineData("ERROR [amazon-ssm-agent] [CredentialRefresher] Status code 400 returned from AWS API. RequestId: 0b1c2d3e Message: no", FindingCodes.AgentCredentialsRefused)]
    [InlineData("ERROR Failed to roll-back remove public key change, instance most likely needs to be re-registered: no", FindingCodes.AgentCredentialsRefused)]
    [InlineData(Retrieve + "MachineFingerprintDoesNotMatch: Fingerprint does not match\n\tstatus code: 400, request id: 0b1c2d3e", FindingCodes.MachineFingerprintMismatch)]
    [InlineData(Retrieve + "InternalServerError: Internal error\n\tstatus code: 500, request id: 0b1c2d3e", FindingCodes.AgentNotConnected)]
    [InlineData("ERROR [amazon-ssm-agent] Agent failed to assume any identity", FindingCodes.AgentIdentityMissing)]
    [InlineData("ERROR [amazon-ssm-agent] failed to find identity, retrying: no", FindingCodes.AgentIdentityMissing)]
    [InlineData("ERROR [ssm-agent-worker] no instanceID provided, no", FindingCodes.AgentIdentityMissing)]
    [InlineData("WARN [amazon-ssm-agent] Error while loading server info unexpected end of JSON input", FindingCodes.AgentIdentityMissing)]
    [InlineData("ERROR [amazon-ssm-agent] [CredentialRefresher] Failed to rotate private key with error: AccessDeniedException", FindingCodes.KeyRotationFailed)]
    [InlineData("WARN [amazon-ssm-agent] Failed to update public key, trying to recover: no", FindingCodes.KeyRotationFailed)]
    [InlineData("INFO [ssm-agent-worker] [MessageService] [MGSInteractor] Set up control channel successfully", null)]
    [InlineData("INFO [ssm-agent-worker] [HealthCheck] HealthCheck reporting agent health.", null)]
    [InlineData("ERROR [ssm-document-worker] could not read the document", null)]
    public void Recognizes_messages_of_the_agent(string line, string? code) => SymptomTable.Agent.CodeOf(line).ShouldBe(code);

    [Theory]
    [InlineData("E0108 08:44:27.123456       1 fsnotify.go:91] failed to load Kubernetes secret due to Unauthorized", FindingCodes.ServiceAccountTokenStale)]
    [InlineData("F0108 08:44:27.123456       1 server.go:36] failed to setup file watcher: could not read secrets when initializing fs watcher: the server has asked for the client to provide credentials", FindingCodes.ServiceAccountTokenStale)]
    [InlineData("E0108 08:44:27.123456       1 fsnotify.go:110] failed to save secret due to secrets \"eks-connector-state-2\" is forbidden: User \"system:serviceaccount:eks-connector:eks-connector\" cannot update resource", FindingCodes.StateSecretForbidden)]
    [InlineData("E0108 08:44:27.123456       1 fsnotify.go:91] failed to load Kubernetes secret due to secrets \"eks-connector-state-0\" is forbidden: User \"system:anonymous\" cannot get resource", FindingCodes.ServiceAccountTokenEmpty)]
    [InlineData("F0108 08:44:27.123456       1 server.go:36] failed to setup file watcher: open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory", FindingCodes.ServiceAccountTokenMissing)]
    [InlineData("F0108 08:44:27.123456       1 server.go:36] failed to setup file watcher: could not read secrets when initializing fs watcher: Get \"https://10.96.0.1:443/api/v1\": dial tcp 10.96.0.1:443: i/o timeout", FindingCodes.ApiServerUnreachable)]
    [InlineData("F0108 08:44:27.123456       1 server.go:36] failed to setup file watcher: too many open files", FindingCodes.InotifyLimitReached)]
    [InlineData("F0108 08:44:27.123456       1 server.go:28] could not start listener on {unix /var/eks/shared/connector.sock}: address already in use", FindingCodes.ProxyCrashLooping)]
    [InlineData("F0108 08:44:27.123456       1 server.go:46] Proxy server exited unexpectedly: http: Server closed", FindingCodes.ProxyCrashLooping)]
    [InlineData("I0108 08:44:27.123456       1 proxy.go:82] eks connector proxy encountered error: dial tcp 10.96.0.1:443: connect: connection refused", FindingCodes.ProxyRequestFailed)]
    [InlineData("[ProxyServer] 2026/01/08 08:44:27 http: panic serving @: no", FindingCodes.ProxyRequestFailed)]
    [InlineData("E0108 08:44:27.123456       1 fsnotify.go:110] failed to save secret due to the object has been modified", FindingCodes.KeyNotPersisted)]
    [InlineData("E0108 08:44:27.123456       1 fsnotify.go:97] failed to load agent's local file due to unexpected end of JSON input", FindingCodes.KeyNotPersisted)]
    [InlineData("E0108 08:44:27.123456       1 fsnotify.go:75] Failed to process updates for /var/lib/amazon/ssm/Vault/Store/RegistrationKey: no", FindingCodes.KeyNotPersisted)]
    [InlineData("I0108 08:44:27.123456       1 fsnotify.go:103] Skip updating k8s secrets since key-pair did not change.", null)]
    [InlineData("I0108 08:44:27.123456       1 fsnotify.go:69] Changes received for config file /var/lib/amazon/ssm/Vault/Store/RegistrationKey. Operation: WRITE.", null)]
    [InlineData("I0108 08:44:27.123456       1 server.go:33] listening on {unix /var/eks/shared/connector.sock}", null)]
    public void Recognizes_messages_of_the_proxy(string line, string? code) => SymptomTable.Proxy.CodeOf(line).ShouldBe(code);
}
