using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The findings about the network connections of the Pods to AWS.</summary>
internal static class ConnectivityFindings
{
    /// <summary>The end of the actions of findings that Test-EksConnectorEndpoint can confirm.</summary>
    public const string Test = " To see which step fails, run Test-EksConnectorEndpoint.";

    private const string Endpoints = "The Pods require access to https://ssm.REGION.amazonaws.com and https://ssmmessages.REGION.amazonaws.com on port 443.";
    private const string Open = "Allow the connection in the firewall or proxy. " + Endpoints;
    private const string OpenRoute = "Provide a route to AWS, such as a NAT gateway, a proxy, or VPC endpoints for ssm and ssmmessages. " + Endpoints;
    private const string Dns = "Fix DNS resolution in the Pods, and check that the Region is correct. " + Endpoints;
    private const string DnsCause = "The cluster DNS does not resolve public names, or the Region is invalid.";
    private const string Tls = "Exempt the AWS endpoints from TLS interception, and check the clock of the node. If the certificate is for another host name, check which address the DNS of the Pods returns. " + Endpoints;
    private const string TlsCause = "A proxy intercepts TLS, or the clock of the node is wrong.";
    private const string Refused = "A firewall rejects the connection, or the configured proxy is not running.";
    private const string Dropped = "A firewall drops the packets, or there is no route to the endpoint.";
    private const string Closed = "The network does not allow the Pods to connect to AWS.";
    private const string InitLog = "The log of connector-init";
    private const string AgentLog = "The log of connector-agent";

    public static readonly FindingTheme Theme = new(
        "Connectivity to AWS",
        Row(
            SsmDnsFailed,
            Error,
            DocumentationPages.Outbound,
            "The Pods cannot resolve the host name of the Systems Manager endpoint.",
            $"{InitLog} (no such host, server misbehaving).",
            Dns + Test,
            DnsCause,
            tags: [Ssm],
            leadsTo: [Ssm, SsmMessages, Disconnected, InitStillRunning],
            morePreciseThan: [SsmUnreachable, ApiServerUnreachable],
            phrase: "The host name of the Systems Manager endpoint cannot be resolved in"),
        Row(
            SsmConnectionRefused,
            Error,
            DocumentationPages.Outbound,
            "The connection from the Pods to Systems Manager is refused.",
            $"{InitLog} (connection refused).",
            Open + Test,
            Refused,
            tags: [Ssm],
            leadsTo: [Ssm, SsmMessages, Disconnected, InitStillRunning],
            morePreciseThan: [SsmUnreachable, ApiServerUnreachable],
            phrase: "The connection to Systems Manager is refused in"),
        Row(
            SsmTimeout,
            Error,
            DocumentationPages.Outbound,
            "Connections from the Pods to Systems Manager time out.",
            $"{InitLog} (i/o timeout, Client.Timeout exceeded).",
            OpenRoute + Test,
            Dropped,
            tags: [Ssm],
            leadsTo: [Ssm, SsmMessages, Disconnected, InitStillRunning],
            morePreciseThan: [SsmUnreachable, ApiServerUnreachable],
            phrase: "Connections to Systems Manager time out in"),
        Row(
            SsmTlsFailed,
            Error,
            DocumentationPages.Outbound,
            "The Pods do not trust the certificate that is presented for Systems Manager.",
            $"{InitLog} (x509, tls).",
            Tls + Test,
            TlsCause,
            tags: [Ssm],
            leadsTo: [Ssm, SsmMessages, Disconnected, InitStillRunning],
            morePreciseThan: [SsmUnreachable, ApiServerUnreachable],
            phrase: "The certificate that is presented for Systems Manager is not trusted in"),
        Row(
            SsmConnectionClosed,
            Error,
            DocumentationPages.Outbound,
            "The connection to Systems Manager is closed before the response arrives.",
            $"{AgentLog} (The connection was closed by the server).",
            "Check the proxy or firewall between the Pods and Systems Manager, and then restart the Pod: the agent retries only after about a day. Do not restart a Pod while KeyNotPersisted is reported. " + Endpoints + Test,
            "A proxy or firewall closes the connection.",
            tags: [Ssm],
            leadsTo: [Ssm, SsmMessages, Disconnected, InitStillRunning],
            morePreciseThan: [SsmUnreachable, AgentCredentialsRefused, AgentNotConnected],
            phrase: "The connection to Systems Manager is closed before the response arrives in"),
        Row(
            SsmThrottled,
            Warning,
            DocumentationPages.Communication,
            "Systems Manager throttles the agent's requests.",
            $"{AgentLog} (Unable to process due to throttling, ThrottlingException).",
            "Wait: the agent retries automatically. If the throttling persists, check whether many agents in the account start at the same time, or whether a Pod restarts repeatedly.",
            "The account exceeds its request quota for Systems Manager.",
            tags: [Disconnected],
            morePreciseThan: [AgentNotConnected],
            phrase: "Systems Manager throttles the requests of the agent in",
            absence: "Systems Manager does not throttle the requests of the agent in"),
        Row(
            SsmUnreachable,
            Error,
            DocumentationPages.Outbound,
            "The Pods cannot reach Systems Manager.",
            $"{InitLog} (RequestError: send request failed).",
            OpenRoute + Test,
            Closed + " A private cluster without outbound access to its Region cannot be connected.",
            tags: [Ssm],
            leadsTo: [Ssm, SsmMessages, Disconnected, InitStillRunning],
            morePreciseThan: [ApiServerUnreachable],
            phrase: "Systems Manager cannot be reached from",
            absence: "The agent can reach Systems Manager in"),
        Row(
            SsmMessagesDnsFailed,
            Error,
            DocumentationPages.Outbound,
            "The Pods cannot resolve the host name of the ssmmessages endpoint.",
            $"{AgentLog} (no such host).",
            Dns + Test,
            DnsCause,
            tags: [SsmMessages],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmMessagesUnreachable, ApiServerUnreachable, AgentNotConnected],
            phrase: "The host name of the ssmmessages endpoint cannot be resolved in"),
        Row(
            SsmMessagesConnectionRefused,
            Error,
            DocumentationPages.Outbound,
            "The connection from the Pods to ssmmessages is refused.",
            $"{AgentLog} (connection refused).",
            Open + Test,
            Refused,
            tags: [SsmMessages],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmMessagesUnreachable, ApiServerUnreachable, AgentNotConnected],
            phrase: "The connection to ssmmessages is refused in"),
        Row(
            SsmMessagesTimeout,
            Error,
            DocumentationPages.Outbound,
            "Connections from the Pods to ssmmessages time out.",
            $"{AgentLog} (i/o timeout).",
            OpenRoute + Test,
            Dropped + " A common cause is a firewall that allows ssm but not ssmmessages.",
            tags: [SsmMessages],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmMessagesUnreachable, ApiServerUnreachable, AgentNotConnected],
            phrase: "Connections to ssmmessages time out in"),
        Row(
            SsmMessagesTlsFailed,
            Error,
            DocumentationPages.Outbound,
            "The Pods do not trust the certificate that is presented for ssmmessages.",
            $"{AgentLog} (x509, tls).",
            Tls + Test,
            TlsCause,
            tags: [SsmMessages],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmMessagesUnreachable, ApiServerUnreachable, AgentNotConnected],
            phrase: "The certificate that is presented for ssmmessages is not trusted in"),
        Row(
            SsmMessagesUnreachable,
            Error,
            DocumentationPages.Outbound,
            "The Pods cannot reach ssmmessages.",
            $"{AgentLog} (Failed to dial websocket).",
            OpenRoute + " Firewalls and proxies on the route must allow WebSocket connections." + Test,
            Closed,
            tags: [SsmMessages],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [ApiServerUnreachable, AgentNotConnected],
            phrase: "ssmmessages cannot be reached from",
            absence: "The agent can reach ssmmessages in"),
        Row(
            EgressProxyFailed,
            Error,
            DocumentationPages.Outbound,
            "The HTTP proxy that the Pods use is unreachable, or rejects their connections.",
            "The logs of connector-init and connector-agent (proxyconnect, Proxy Authentication Required).",
            "Correct the HTTPS_PROXY variable of the containers, allow CONNECT requests to the AWS endpoints on the proxy, and add the API server to NO_PROXY. " + Endpoints + Test,
            "The address or the credentials of the proxy are wrong, or the proxy does not allow the AWS endpoints.",
            leadsTo: [Ssm, SsmMessages, Disconnected, InitStillRunning],
            morePreciseThan: [SsmUnreachable, SsmMessagesUnreachable, ApiServerUnreachable, AgentNotConnected],
            phrase: "The HTTP proxy is unreachable or rejects the connections of the agent in",
            absence: "No HTTP proxy blocks the connections of the agent in"),
        Row(
            AwsAnswerUnexpected,
            Error,
            DocumentationPages.Outbound,
            "The response for an AWS endpoint is not from AWS, but from a web filter, a captive portal, or another server.",
            "The logs of connector-init and connector-agent (SerializationError, UnmarshalError, invalid character '<').",
            "Allow the AWS endpoints in the firewall or proxy without a sign-in page or content filter. " + Endpoints,
            "A web filter or captive portal returns its own page, or the host name of the endpoint resolves to another server.",
            tags: [Ssm],
            leadsTo: [SsmMessages, Disconnected, RegistrationRefused],
            morePreciseThan: [SsmUnreachable, SsmMessagesUnreachable, AgentNotConnected, AgentCredentialsRefused, RegistrationFailed],
            phrase: "A server other than AWS responds to the agent in",
            absence: "Only AWS responds to the agent in"));
}
