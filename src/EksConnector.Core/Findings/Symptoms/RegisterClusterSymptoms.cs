namespace EksConnector.Core.Findings.Symptoms;

/// <summary>The symptoms in the responses to RegisterCluster in the AWS CLI, eksctl and the console.</summary>
internal static class RegisterClusterSymptoms
{
    public static readonly IReadOnlyList<Symptom> Rows =
    [
        new(FindingCodes.ConnectorRoleInvalid, "missing ssm service principal in trust policy"),
        new(FindingCodes.ConnectorRoleInvalid, "Nonexistent role"),
        new(FindingCodes.ConnectorRoleInvalid, "RegisterCluster", "Not existing role"),
        new(FindingCodes.ConnectorRoleInvalid, "RegisterCluster", "role", "cannot be assumed"),
        new(FindingCodes.ConnectorRoleInvalid, "ValidationException", "CreateActivation", "role"),
        new(FindingCodes.ServiceLinkedRoleNotReady, "ResourcePropagationDelay"),
        new(FindingCodes.ServiceLinkedRoleMissing, "AWSServiceRoleForAmazonEKSConnector", "does not exist"),
        new(FindingCodes.ServiceLinkedRoleMissing, "AWSServiceRoleForAmazonEKSConnector", "not found"),
        new(FindingCodes.ServiceLinkedRoleMissing, "AWSServiceRoleForAmazonEKSConnector", "is not available"),
        new(FindingCodes.ServiceLinkedRoleMissing, "service linked role", "eks-connector"),
        new(FindingCodes.ServiceLinkedRoleMissing, "service-linked role", "eks-connector"),
        new(FindingCodes.ServiceLinkedRoleMissing, "RegisterCluster", "service linked role"),
        new(FindingCodes.ServiceLinkedRoleMissing, "RegisterCluster", "service-linked role"),
        new(FindingCodes.EksClusterNameTaken, "RegisterCluster", "ResourceInUse"),
        new(FindingCodes.EksClusterNameTaken, "Cluster already exists with name") { Without = ["CreateCluster"] },
        new(FindingCodes.EksClusterNameTaken, "Cluster already registered with name"),
        new(FindingCodes.EksClusterNameTaken, "cluster already exists", "deregister the cluster first"),
        new(FindingCodes.EksClusterQuotaExceeded, "RegisterCluster", "ResourceLimitExceeded"),
        new(FindingCodes.RegisterClusterDenied, "RegisterCluster", "AccessDenied"),
        new(FindingCodes.RegisterClusterDenied, "RegisterCluster", "not authorized"),
        new(FindingCodes.RegisterClusterDenied, "ssm:CreateActivation", "not authorized"),
        new(FindingCodes.RegisterClusterDenied, "ssm:DeleteActivation", "not authorized"),
        new(FindingCodes.RegisterClusterDenied, "iam:PassRole", "EKSConnector", "not authorized"),
    ];
}
