using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Whether the pods reach AWS.</summary>
internal static class ConnectivityFindings
{
    private const string Endpoints = "The pods need https://ssm.REGION.amazonaws.com and https://ssmmessages.REGION.amazonaws.com on port 443.";
    private const string Open = "Open the way. " + Endpoints;
    private const string OpenRoute = "Open the way, by a route, NAT, or VPC endpoints for ssm and ssmmessages. " + Endpoints;
    private const string Dns = "Mend DNS for the pods, and see that the region is right. " + Endpoints;
    private const string DnsCause = "DNS of the cluster does not resolve names of the internet, or the region is none.";
    private const string Tls = "Exempt the endpoints of AWS from interception, and set the node's clock. " + Endpoints;
    private const string TlsCause = "A proxy intercepts TLS, or the node's clock is wrong.";
    private const string Refused = "A firewall, or a proxy that is not there.";
    private const string Dropped = "A firewall drops the packets, or there is no way to the internet.";
    private const string Closed = "The way from the pods to AWS is closed.";
    private const string InitLog = "The log of connector-init";
    private const string AgentLog = "The log of connector-agent";

    public static readonly FindingTheme Theme = new(
        "The way to AWS",
        Row(
            SsmDnsFailed,
            Error,
            DocumentationPages.Outbound,
            "The name of the Systems Manager endpoint cannot be resolved in the pod.",
            $"{InitLog} (no such host, server misbehaving).",
            Dns,
            DnsCause,
            tags: [Ssm],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmUnreachable, ApiServerUnreachable],
            phrase: "The name of the Systems Manager endpoint cannot be resolved in"),
        Row(
            SsmConnectionRefused,
            Error,
            DocumentationPages.Outbound,
            "The connection from the pods to Systems Manager was refused.",
            $"{InitLog} (connection refused).",
            Open,
            Refused,
            tags: [Ssm],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmUnreachable, ApiServerUnreachable],
            phrase: "The connection to Systems Manager was refused in"),
        Row(
            SsmTimeout,
            Error,
            DocumentationPages.Outbound,
            "Systems Manager does not answer the pods in time.",
            $"{InitLog} (i/o timeout, Client.Timeout exceeded).",
            OpenRoute,
            Dropped,
            tags: [Ssm],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmUnreachable, ApiServerUnreachable],
            phrase: "Systems Manager does not answer in time in"),
        Row(
            SsmTlsFailed,
            Error,
            DocumentationPages.Outbound,
            "The pods do not trust the certificate that answers for Systems Manager.",
            $"{InitLog} (x509, tls).",
            Tls,
            TlsCause,
            tags: [Ssm],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmUnreachable, ApiServerUnreachable],
            phrase: "The certificate that answers for Systems Manager is not trusted in"),
        Row(
            SsmConnectionClosed,
            Error,
            DocumentationPages.Outbound,
            "The connection to Systems Manager was closed before the answer arrived.",
            $"{AgentLog} (The connection was closed by the server).",
            "Check the proxy or firewall between the Pods and Systems Manager, and then restart the Pod: the agent tries again only after about a day. " + Endpoints,
            "A proxy or firewall ends the connection.",
            tags: [Ssm],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmUnreachable, AgentCredentialsRefused, AgentNotConnected],
            phrase: "The connection to Systems Manager is closed before the answer arrives in"),
        Row(
            SsmThrottled,
            Warning,
            DocumentationPages.Communication,
            "AWS throttles the agent's requests.",
            $"{AgentLog} (Unable to process due to throttling, ThrottlingException).",
            "Wait: the agent tries again by itself. If it lasts, find out whether many agents of the account start at the same time, or whether a Pod restarts again and again.",
            "The account sends more requests to Systems Manager than its quota allows.",
            tags: [Disconnected],
            morePreciseThan: [AgentNotConnected],
            phrase: "AWS throttles the agent of",
            absence: "AWS does not throttle the agent of"),
        Row(
            SsmUnreachable,
            Error,
            DocumentationPages.Outbound,
            "The pods cannot reach Systems Manager.",
            $"{InitLog} (RequestError: send request failed).",
            OpenRoute,
            Closed + " A private cluster without outbound connectivity to its Region cannot be connected.",
            tags: [Ssm],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [ApiServerUnreachable],
            phrase: "Systems Manager cannot be reached from",
            absence: "Nothing keeps the agent from Systems Manager in"),
        Row(
            SsmMessagesDnsFailed,
            Error,
            DocumentationPages.Outbound,
            "The name of the ssmmessages endpoint cannot be resolved in the pod.",
            $"{AgentLog} (no such host).",
            Dns,
            DnsCause,
            tags: [SsmMessages],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmMessagesUnreachable, ApiServerUnreachable, AgentNotConnected],
            phrase: "The name of the ssmmessages endpoint cannot be resolved in"),
        Row(
            SsmMessagesConnectionRefused,
            Error,
            DocumentationPages.Outbound,
            "The connection from the pods to ssmmessages was refused.",
            $"{AgentLog} (connection refused).",
            Open,
            Refused,
            tags: [SsmMessages],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmMessagesUnreachable, ApiServerUnreachable, AgentNotConnected],
            phrase: "The connection to ssmmessages was refused in"),
        Row(
            SsmMessagesTimeout,
            Error,
            DocumentationPages.Outbound,
            "ssmmessages does not answer the pods in time.",
            $"{AgentLog} (i/o timeout).",
            OpenRoute,
            Dropped + " Often ssm was opened, and ssmmessages forgotten.",
            tags: [SsmMessages],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmMessagesUnreachable, ApiServerUnreachable, AgentNotConnected],
            phrase: "ssmmessages does not answer in time in"),
        Row(
            SsmMessagesTlsFailed,
            Error,
            DocumentationPages.Outbound,
            "The pods do not trust the certificate that answers for ssmmessages.",
            $"{AgentLog} (x509, tls).",
            Tls,
            TlsCause,
            tags: [SsmMessages],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [SsmMessagesUnreachable, ApiServerUnreachable, AgentNotConnected],
            phrase: "The certificate that answers for ssmmessages is not trusted in"),
        Row(
            SsmMessagesUnreachable,
            Error,
            DocumentationPages.Outbound,
            "The pods cannot reach ssmmessages.",
            $"{AgentLog} (Failed to dial websocket).",
            OpenRoute + " A firewall in between has to let WebSockets through.",
            Closed,
            tags: [SsmMessages],
            leadsTo: [SsmMessages, Disconnected],
            morePreciseThan: [ApiServerUnreachable, AgentNotConnected],
            phrase: "ssmmessages cannot be reached from",
            absence: "Nothing keeps the agent from ssmmessages in"),
        Row(
            EgressProxyFailed,
            Error,
            DocumentationPages.Outbound,
            "The HTTP proxy that the pods are to use does not let them through, or is not there.",
            "Logs of connector-init and connector-agent (proxyconnect, Proxy Authentication Required).",
            "Correct HTTPS_PROXY of the containers, let the proxy pass the endpoints of AWS with CONNECT, and put the API server into NO_PROXY. " + Endpoints,
            "The proxy's address or its credentials are wrong, or it does not know the endpoints of AWS.",
            leadsTo: [Ssm, SsmMessages, Disconnected],
            morePreciseThan: [SsmUnreachable, SsmMessagesUnreachable, ApiServerUnreachable, AgentNotConnected],
            phrase: "The HTTP proxy does not let the agent through in",
            absence: "No HTTP proxy stands in the agent's way in"),
        Row(
            AwsAnswerUnexpected,
            Error,
            DocumentationPages.Outbound,
            "Something other than AWS answers for an AWS endpoint: a block page, a captive portal, or another server.",
            $"{InitLog} and of connector-agent (SerializationError, UnmarshalError, invalid character '<').",
            "Let the firewall or proxy pass the endpoints of AWS without a sign-in page or a filter. " + Endpoints,
            "A web filter or a captive portal answers with a page of its own, or the endpoint's name resolves to another server.",
            tags: [Ssm],
            leadsTo: [SsmMessages, Disconnected, RegistrationRefused],
            morePreciseThan: [SsmUnreachable, SsmMessagesUnreachable, AgentNotConnected, AgentCredentialsRefused, RegistrationFailed],
            phrase: "Something other than AWS answers the agent of",
            absence: "Nothing answers in place of AWS in"));
}
