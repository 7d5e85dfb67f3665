using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The findings about the cluster in Amazon EKS.</summary>
internal static class EksFindings
{
    private const string DescribeCluster = "aws eks describe-cluster --name <NAME> --region <REGION>";
    private const string List = "aws eks list-clusters --include all --region <REGION>";
    private const string Status = "The status in the response of DescribeCluster";

    public static readonly FindingTheme Theme = new(
        "Amazon EKS",
        Row(
            EksClusterNotFound,
            Error,
            DocumentationPages.Connecting,
            "No EKS cluster with the specified name or activation exists in the account and Region.",
            "The responses of DescribeCluster (ResourceNotFoundException) and ListClusters.",
            "Check that the account, Region, and name are those of the registration (-Region, -ProfileName, -ClusterName). If the cluster was deregistered, register it again with Reset-EksConnectorActivation -ConnectorRoleArn, or register it and apply the new manifest.",
            "The cluster was deregistered, was never registered, or is in another account or Region.",
            List,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused, AgentRefused, Disconnected, ActivationNotFound, ActivationExpired]),
        Row(
            EksClusterNotConnected,
            Error,
            DocumentationPages.Connecting,
            "The cluster is an Amazon EKS cluster, not a connected cluster.",
            "The response of DescribeCluster (without connectorConfig).",
            "Specify the name and the Region of the connected cluster with -ClusterName and -Region.",
            "The name, the Region, or the account is that of another cluster.",
            List,
            leadsTo: [ActivationIdMismatch]),
        Row(
            EksClusterDeleting,
            Error,
            DocumentationPages.Connecting,
            "The cluster is being deregistered, which also deletes its activation.",
            $"{Status} (DELETING).",
            "Wait until the cluster is deregistered. Then register it again and apply the new manifest, or remove the connector.",
            leadsTo: [RegistrationRefused, AgentRefused, Disconnected, ActivationNotFound, ActivationExpired]),
        Row(
            EksClusterFailed,
            Error,
            DocumentationPages.Registration,
            "Amazon EKS reports that the registration failed.",
            $"{Status} (FAILED).",
            ActivationFindings.Again,
            "The activation expired before the connector used it, or the connector could not register.",
            DescribeCluster,
            tags: [NotYetConnected]),
        Row(
            EksClusterPending,
            Warning,
            DocumentationPages.Pending,
            "Amazon EKS is waiting for the connector to connect.",
            $"{Status} (PENDING); the console.",
            "Apply the manifest to the cluster before the activation expires. If it is already applied, run Test-EksConnectorActivation and Get-EksConnectorStatus to find out why the connector does not connect.",
            "The manifest has not been applied yet, connector-init cannot register, or the agents cannot reach ssmmessages.",
            "kubectl -n <NAMESPACE> get pods",
            downgrades: [Information],
            tags: [NotYetConnected]),
        Row(
            EksClusterDisconnected,
            Error,
            DocumentationPages.Communication,
            "Amazon EKS cannot communicate with the connector, although the cluster was connected before.",
            $"{Status}, compared with the ping status and logs of the agents; the console (can't communicate with your Kubernetes cluster API server).",
            "Check the connector with Get-EksConnectorStatus and Get-EksConnectorLog -Level Warning. If you find no problem, try again after a few minutes. If the latency is high or the network is unreliable, deregister the cluster and register it in an AWS Region that is closer to it.",
            "The connector is unhealthy, or the network between the cluster and the AWS Region is unreliable or interrupted.",
            "kubectl -n <NAMESPACE> get pods",
            tags: [Unready, NotYetConnected]),
        Row(
            ClockSkew,
            Warning,
            DocumentationPages.Steps,
            "The clock of this computer differs from the AWS clock by more than five minutes.",
            "The Date header of AWS responses.",
            "Synchronize the clock of this computer (Windows: w32tm /resync; Linux: timedatectl set-ntp true). The diagnosis uses the AWS clock to determine what has expired."));
}
