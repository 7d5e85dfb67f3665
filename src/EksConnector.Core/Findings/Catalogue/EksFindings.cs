using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>What EKS says of the cluster.</summary>
internal static class EksFindings
{
    private const string DescribeCluster = "aws eks describe-cluster --name <NAME> --region <REGION>";
    private const string List = "aws eks list-clusters --include all --region <REGION>";
    private const string Status = "status of DescribeCluster";

    public static readonly FindingTheme Theme = new(
        "EKS",
        Row(
            EksClusterNotFound,
            Error,
            DocumentationPages.Connecting,
            "The account and region have no EKS cluster of that name, or none with that activation.",
            "DescribeCluster (ResourceNotFoundException) and ListClusters.",
            "See that account, region and name are those of the registration (-Region, -ProfileName, -ClusterName). Where the cluster was deregistered, register it again and apply the new manifest.",
            "It was deregistered, was never registered, or is in another account or region.",
            List,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused, AgentRefused, Disconnected, ActivationNotFound, ActivationExpired]),
        Row(
            EksClusterNotConnected,
            Error,
            DocumentationPages.Connecting,
            "The EKS cluster of that name is one that EKS runs itself, not a connected one.",
            "DescribeCluster answers without connectorConfig.",
            "Give name and region of the connected cluster with -ClusterName and -Region.",
            "The name, the region or the account is another one's.",
            List,
            leadsTo: [ActivationIdMismatch]),
        Row(
            EksClusterDeleting,
            Error,
            DocumentationPages.Connecting,
            "The cluster is being deregistered: its activation is deleted with it.",
            $"{Status} (DELETING).",
            "Wait until it is gone; then register it again and apply the new manifest, or remove the connector.",
            leadsTo: [RegistrationRefused, AgentRefused, Disconnected, ActivationNotFound, ActivationExpired]),
        Row(
            EksClusterFailed,
            Error,
            DocumentationPages.Registration,
            "EKS says that the registration failed.",
            $"{Status} (FAILED).",
            ActivationFindings.Again,
            "The activation expired before the connector used it, or the connector could not register.",
            DescribeCluster,
            tags: [NotYetConnected]),
        Row(
            EksClusterPending,
            Warning,
            DocumentationPages.Pending,
            "EKS waits for the connector.",
            $"{Status} (PENDING); the console.",
            "Apply the manifest to the cluster, before the activation expires. Where it is applied, the StatefulSet is unhealthy: Test-EksConnectorActivation and Get-EksConnectorStatus tell why.",
            "The manifest was not applied yet, connector-init cannot register, or the agents cannot reach ssmmessages.",
            "kubectl -n <NAMESPACE> get pods",
            downgrades: [Information],
            tags: [NotYetConnected]),
        Row(
            EksClusterDisconnected,
            Error,
            DocumentationPages.Communication,
            "EKS cannot communicate with the connector, although the cluster was connected before.",
            $"{Status} beside the agents' ping status and logs; the console (can't communicate with your Kubernetes cluster API server).",
            "Look at the connector: Get-EksConnectorStatus, and Get-EksConnectorLog -Level Warning. Where nothing is wrong with it, retry after some minutes. Where latency is high or the line often breaks, deregister the cluster and register it in an AWS Region that is nearer to it.",
            "The connector is unhealthy, or the connection between the cluster and the AWS Region is poor or interrupted.",
            "kubectl -n <NAMESPACE> get pods",
            tags: [Unready, NotYetConnected]),
        Row(
            ClockSkew,
            Warning,
            DocumentationPages.Steps,
            "This machine's clock and AWS's are more than five minutes apart.",
            "The date of AWS's answers.",
            "Set the clock of this machine (Windows: w32tm /resync; Linux: timedatectl set-ntp true). What expires when was judged by AWS's clock."));
}
