using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Whether the agent is connected, and the proxy hands on what it brings.</summary>
internal static class AgentFindings
{
    private const string AgentLog = "The log of connector-agent";
    private const string ProxyLog = "The log of connector-proxy";
    private const string Endpoint = "that the pods reach https://ssmmessages.REGION.amazonaws.com on port 443";

    public static readonly FindingTheme Theme = new(
        "Agent and proxy",
        Row(
            AgentIdentityMissing,
            Error,
            DocumentationPages.Steps,
            "The agent finds no identity: the state that connector-init wrote is not in the pod.",
            $"{AgentLog} (failed to find identity, no instanceID provided).",
            "See that KeyNotPersisted is not reported, and delete the Pod, so that connector-init writes the state again; where that does not help, look at the state Secret.",
            "connector-init did not end well, or the agent's volume was emptied.",
            leadsTo: [AgentRefused, Disconnected],
            morePreciseThan: [AgentNotConnected],
            phrase: "The agent finds no identity in",
            absence: "The agent has its identity in"),
        Row(
            AgentCredentialsRefused,
            Error,
            DocumentationPages.Registration,
            "Systems Manager refuses the agent's credentials: the instance was deregistered, or its key is an old one.",
            $"{AgentLog} (Retrieve credentials produced error).",
            "See whether the cluster is still registered, and that its role exists and trusts ssm.amazonaws.com. When that is fixed, restart the Pods, as the agent asks again only after 24 to 26 hours; do not, while KeyNotPersisted is reported. Where the cluster is no longer registered, or the key is an old one, deregister the cluster and register it again, and apply its manifest.",
            "The cluster was deregistered, or the pod began with a state Secret whose key the agent had changed since. The agent asks again only after 24 to 26 hours.",
            "aws ssm describe-instance-information --filters Key=InstanceIds,Values=<INSTANCE_ID> --region <REGION>",
            tags: [AgentRefused],
            leadsTo: [AgentRefused, Disconnected],
            morePreciseThan: [AgentNotConnected],
            phrase: "Systems Manager gives the agent no credentials in",
            absence: "Systems Manager does not refuse the agent in"),
        Row(
            MachineFingerprintMismatch,
            Error,
            DocumentationPages.Registration,
            "Systems Manager says that the agent runs on another machine than it was registered on.",
            $"{AgentLog} (MachineFingerprintDoesNotMatch).",
            "See whether the activation allows another registration (DescribeActivations). Where it does, delete the replica's state Secret and then its Pod, so that it registers again; else deregister the cluster and register it again first. The agent itself asks again only after 24 to 26 hours.",
            "The state Secret was copied from another cluster, or edited.",
            tags: [AgentRefused],
            leadsTo: [AgentRefused, Disconnected],
            morePreciseThan: [AgentNotConnected],
            phrase: "Systems Manager says that it is another machine than was registered, of",
            absence: "Systems Manager knows the machine again, of"),
        Row(
            ControlChannelDenied,
            Error,
            DocumentationPages.AgentRole,
            "The control channel is refused: the agent's role was deleted, or lacks ssmmessages:CreateControlChannel.",
            $"{AgentLog} (CreateControlChannel failed, AccessDeniedException).",
            "Let the role of the registration (AmazonEKSConnectorAgentRole) trust ssm.amazonaws.com and allow ssmmessages:CreateControlChannel, CreateDataChannel, OpenControlChannel and OpenDataChannel. The agent tries again by itself.",
            "The role, its trust policy or its permissions were changed, or a service control policy forbids it.",
            "aws iam get-role --role-name AmazonEKSConnectorAgentRole",
            tags: [AgentRefused],
            leadsTo: [Disconnected],
            morePreciseThan: [AgentNotConnected],
            phrase: "The control channel is refused to the agent of",
            absence: "The control channel is not refused to the agent of"),
        Row(
            AgentNotConnected,
            Error,
            DocumentationPages.Communication,
            "The agent has no connection, for a reason that no other code names.",
            $"{AgentLog}; the agents' ping status in Systems Manager.",
            $"See {Endpoint}, and read the agent's log with Get-EksConnectorLog -Container connector-agent -Level Warning.",
            "The connection was never made, or broke and was not made again.",
            tags: [Disconnected]),
        Row(
            ConnectionUnstable,
            Warning,
            DocumentationPages.Communication,
            "The agent has lost and made its connection again and again.",
            $"{AgentLog} (closed and opened again).",
            "See whether a firewall or proxy in between cuts long connections (WebSockets), and raise its idle time. Where latency is high or the line often breaks, deregister the cluster and register it in an AWS Region that is nearer to it.",
            "Poor connectivity between the cluster and the AWS Region, or something in between that ends long connections.",
            tags: [Disconnected]),
        Row(
            AgentNeverSeen,
            Information,
            DocumentationPages.Pending,
            "Systems Manager knows no agent of this activation.",
            "DescribeInstanceInformation of Systems Manager.",
            "It comes with the registration of the first replica.",
            "No replica has registered yet.",
            tags: [NotYetConnected]),
        Row(
            AgentConnectionLost,
            Warning,
            DocumentationPages.Communication,
            "Systems Manager has lost the connection to the agents.",
            "DescribeInstanceInformation of Systems Manager (ConnectionLost, Inactive).",
            $"See what Get-EksConnectorStatus says and {Endpoint}, and read the logs of connector-agent.",
            "The pods do not run, or cannot reach ssmmessages.",
            tags: [NotYetConnected]),
        Row(
            KeyRotationFailed,
            Warning,
            DocumentationPages.Steps,
            "The agent cannot change its key.",
            $"{AgentLog} (Failed to rotate private key).",
            "Read what the line says after it. The agent goes on with its present key and tries again; where it is refused for good, deregister the cluster and register it again.",
            "The agent changes its key every seven days, and Systems Manager or the pod's volume did not take the new one.",
            tags: [Disconnected]),
        Row(
            KeyNotPersisted,
            Error,
            DocumentationPages.Rbac,
            "The agent's new key is not saved in the state Secret: the Pod has the only copy, and without it the replica has to be registered again.",
            $"{ProxyLog} (failed to save secret, failed to load Kubernetes secret after a change).",
            "Do not delete the Pod. Fix what kept connector-proxy from the state Secret, then copy the key file aside in connector-agent and write it back, so that connector-proxy saves it; its log then says 'Updated kubernetes secrets with new key-pair'. Repair-EksConnector does both.",
            "connector-proxy may not use the Secret, or the API server did not answer. It gives up after about a minute and never tries again by itself.",
            canRepair: true,
            downgrades: [Warning],
            tags: [ProxyRefused]),
        Row(
            ProxyRequestFailed,
            Error,
            DocumentationPages.Communication,
            "connector-proxy could not hand a request to the API server.",
            $"{ProxyLog} (eks connector proxy encountered error); a 502 in the console.",
            "Let the pods reach https://kubernetes.default.svc:443, and read what the line says after it. A request that was broken off by the console does no harm.",
            "The API server does not answer the pods, or the request was broken off.",
            downgrades: [Warning],
            tags: [ProxyRefused]));
}
