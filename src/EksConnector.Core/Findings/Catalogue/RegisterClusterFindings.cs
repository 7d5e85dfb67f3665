using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The findings about registering the cluster in Amazon EKS.</summary>
internal static class RegisterClusterFindings
{
    private const string Answer = "The response to RegisterCluster in the console, the AWS CLI, or eksctl";

    public static readonly FindingTheme Theme = new(
        "Cluster registration",
        Row(
            ConnectorRoleInvalid,
            Error,
            DocumentationPages.AgentRole,
            "The connector's IAM role does not exist, or does not trust Systems Manager.",
            $"{Answer} (missing ssm service principal in trust policy).",
            "Create the role AmazonEKSConnectorAgentRole with a trust policy for ssm.amazonaws.com, and check the ARN that you specify. If the role is new, wait a few seconds until it is available, and register the cluster again.",
            "The role does not exist, its name or account is wrong, its trust policy names another service, or it was just created.",
            "aws iam get-role --role-name AmazonEKSConnectorAgentRole"),
        Row(
            ServiceLinkedRoleMissing,
            Error,
            DocumentationPages.AgentRole,
            "The service-linked role for Amazon EKS Connector does not exist.",
            $"{Answer}.",
            "Create the service-linked role, wait a few seconds, and register the cluster again.",
            "The role AWSServiceRoleForAmazonEKSConnector was never created or was deleted, and the caller is not allowed to create it.",
            "aws iam create-service-linked-role --aws-service-name eks-connector.amazonaws.com"),
        Row(
            ServiceLinkedRoleNotReady,
            Error,
            DocumentationPages.AgentRole,
            "The service-linked role for Amazon EKS Connector was just created and is not available yet.",
            $"{Answer} (ResourcePropagationDelayException).",
            "Wait a minute and register the cluster again.",
            "IAM takes some time to propagate a new role."),
        Row(
            EksClusterNameTaken,
            Error,
            DocumentationPages.Connecting,
            "A cluster with this name already exists in Amazon EKS.",
            $"{Answer} (ResourceInUseException).",
            "Choose another name. If the existing cluster is an old registration of this cluster, deregister it first.",
            "The name is used by an earlier registration or by an EKS cluster."),
        Row(
            EksClusterQuotaExceeded,
            Error,
            DocumentationPages.Connecting,
            "The account has reached its quota of connected clusters in the Region.",
            $"{Answer} (ResourceLimitExceededException).",
            "Deregister clusters that are no longer used, or request a quota increase.",
            "By default, an account can register 10 clusters in each Region."),
        Row(
            RegisterClusterDenied,
            Error,
            DocumentationPages.Connecting,
            "The caller's IAM permissions do not allow the registration of a cluster.",
            $"{Answer} (AccessDeniedException; is not authorized to perform eks:RegisterCluster, ssm:CreateActivation, or iam:PassRole).",
            "Allow the caller eks:RegisterCluster, ssm:CreateActivation, ssm:DeleteActivation, and iam:PassRole on the role AmazonEKSConnectorAgentRole. iam:CreateServiceLinkedRole is also required for the first registration.",
            "An identity-based policy is missing, or a permissions boundary or service control policy denies the action."));
}
