using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>What Amazon EKS answers to a registration of a cluster.</summary>
internal static class RegisterClusterFindings
{
    private const string Answer = "What the console, the AWS CLI, or eksctl reports for RegisterCluster";

    public static readonly FindingTheme Theme = new(
        "Registering the cluster",
        Row(
            ConnectorRoleInvalid,
            Error,
            DocumentationPages.AgentRole,
            "The connector's IAM role does not exist, or does not trust Systems Manager.",
            $"{Answer} (missing ssm service principal in trust policy).",
            "Create the role AmazonEKSConnectorAgentRole with a trust policy for ssm.amazonaws.com, and check the ARN that you pass. A new role takes some seconds until it can be used: then register again.",
            "The role is missing, its name or account is wrong, its trust policy names another service, or it was created a moment ago.",
            "aws iam get-role --role-name AmazonEKSConnectorAgentRole"),
        Row(
            ServiceLinkedRoleMissing,
            Error,
            DocumentationPages.AgentRole,
            "The service-linked role for Amazon EKS Connector does not exist.",
            $"{Answer}.",
            "Create the service-linked role, wait some seconds, and register the cluster again.",
            "The role AWSServiceRoleForAmazonEKSConnector was never created or was deleted, and the caller is not allowed to create it.",
            "aws iam create-service-linked-role --aws-service-name eks-connector.amazonaws.com"),
        Row(
            ServiceLinkedRoleNotReady,
            Error,
            DocumentationPages.AgentRole,
            "The service-linked role for Amazon EKS Connector was created a moment ago and cannot be used yet.",
            $"{Answer} (ResourcePropagationDelayException).",
            "Wait a minute and register the cluster again.",
            "IAM takes some time until a new role is known everywhere."),
        Row(
            EksClusterNameTaken,
            Error,
            DocumentationPages.Connecting,
            "A cluster with this name already exists in Amazon EKS.",
            $"{Answer} (ResourceInUseException).",
            "Choose another name, or deregister the cluster of that name first if it is an old registration of this cluster.",
            "The name was registered before, or an EKS cluster has it."),
        Row(
            EksClusterQuotaExceeded,
            Error,
            DocumentationPages.Connecting,
            "The account has reached its quota of connected clusters in the Region.",
            $"{Answer} (ResourceLimitExceededException).",
            "Deregister clusters that are no longer used, or request a higher quota.",
            "An account may register 10 clusters in each Region by default."),
        Row(
            RegisterClusterDenied,
            Error,
            DocumentationPages.Connecting,
            "The caller's IAM permissions do not allow registering a cluster.",
            $"{Answer} (AccessDeniedException; is not authorized to perform eks:RegisterCluster, ssm:CreateActivation, or iam:PassRole).",
            "Allow the caller eks:RegisterCluster, ssm:CreateActivation, ssm:DeleteActivation, and iam:PassRole on the role AmazonEKSConnectorAgentRole. iam:CreateServiceLinkedRole is also required for the first registration.",
            "A policy is missing, or a permissions boundary or service control policy denies the action."));
}
