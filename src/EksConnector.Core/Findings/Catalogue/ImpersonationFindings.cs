using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The findings about the access of IAM principals to the cluster in the console.</summary>
internal static class ImpersonationFindings
{
    private const string Objects = "ClusterRoles, Roles, and their bindings";

    public static readonly FindingTheme Theme = new(
        "Console access",
        Row(
            ConsolePermissionMissing,
            Error,
            DocumentationPages.Access,
            "The principal's IAM policies do not allow eks:AccessKubernetesApi, which the console requires.",
            "The console; the IAM policy simulator.",
            "Allow the principal eks:AccessKubernetesApi and eks:DescribeCluster on the cluster, and eks:ListClusters.",
            "The policies allow other actions or another cluster only, or a permissions boundary or service control policy denies the action.",
            "aws iam simulate-principal-policy --policy-source-arn <PRINCIPAL_ARN> --action-names eks:AccessKubernetesApi eks:DescribeCluster eks:ListClusters"),
        Row(
            ImpersonationNotConfigured,
            Warning,
            DocumentationPages.Access,
            "No IAM principal has access: the connector is not permitted to impersonate any user.",
            $"{Objects}; subject access reviews.",
            "Grant access to the IAM principals that use the console: Grant-EksConnectorImpersonation -PrincipalArn ARN -Access ConsoleAllNamespaces.",
            "Connecting a cluster does not grant access to any principal."),
        Row(
            ImpersonationMissing,
            Error,
            DocumentationPages.Impersonation,
            "The connector is not permitted to impersonate the principal.",
            $"The console (cannot impersonate resource \"users\"); {Objects}; subject access reviews.",
            "Run Grant-EksConnectorImpersonation -PrincipalArn ARN -Access ConsoleAllNamespaces with the ARN of the IAM user or role that is signed in to the console. Specify the ARN of the role, not of its session.",
            "No ClusterRole that is bound to the connector's service account permits it to impersonate the user whose name is the principal's ARN.",
            "kubectl create clusterrole eks-console-impersonate --verb=impersonate --resource=users --resource-name=<PRINCIPAL_ARN>\nkubectl create clusterrolebinding eks-console-impersonate --clusterrole=eks-console-impersonate --serviceaccount=<NAMESPACE>:eks-connector",
            downgrades: [Information],
            tags: [ConsoleUser],
            leadsTo: [ReadAccessMissing]),
        Row(
            ReadAccessMissing,
            Error,
            DocumentationPages.Reading,
            "The connector can impersonate the principal, but the principal is not permitted to read everything that the console shows.",
            $"The console (User ARN cannot list resource); {Objects}; subject access reviews.",
            "Run Grant-EksConnectorImpersonation -PrincipalArn ARN -Access ConsoleAllNamespaces. For a Helm installation, you can also run helm upgrade with authentication.allowedUserARNs. Specify all ARNs, because the list replaces the previous one.",
            "RBAC does not grant read access to the user whose name is the principal's ARN. Grants to custom groups have no effect, because the connector does not send groups.",
            downgrades: [Warning, Information],
            tags: [ConsoleUser]),
        Row(
            ImpersonationSessionArn,
            Warning,
            DocumentationPages.Impersonation,
            "A grant names the ARN of a role session instead of the ARN of the role.",
            Objects + ".",
            "Grant access to the role instead (arn:aws:iam::ACCOUNT:role/NAME, without a path). Grant-EksConnectorImpersonation converts the ARN of a session to that of its role. Then remove the grant for the session.",
            "aws sts get-caller-identity shows the ARN of the session, but Amazon EKS uses the ARN of the role."),
        Row(
            ImpersonationWrongNamespace,
            Warning,
            DocumentationPages.Access,
            "A binding names the service account of a namespace in which the connector does not run.",
            "ClusterRoleBindings and RoleBindings.",
            "In the binding, specify the service account in the connector's namespace. Alternatively, grant access again with Grant-EksConnectorImpersonation, and delete the binding.",
            "The AWS templates use the namespace eks-connector, but the Helm release is in another namespace."),
        Row(
            ImpersonationWildcard,
            Warning,
            DocumentationPages.Rbac,
            "A name in a grant contains an asterisk (*), which RBAC does not treat as a wildcard.",
            "ClusterRoles and their bindings.",
            "Specify each ARN in full: resourceNames do not support patterns.",
            "The wildcards of IAM policies do not work in RBAC."),
        Row(
            ImpersonationUnrestricted,
            Warning,
            DocumentationPages.Rbac,
            "The connector is permitted to impersonate every user, because a rule has no resourceNames.",
            "ClusterRoles without resourceNames; subject access reviews.",
            "Set resourceNames of the rule to the ARNs of the principals that use the console. For a Helm installation, run helm upgrade with authentication.allowedUserARNs.",
            "The Helm chart creates such a rule if allowedUserARNs is empty, which is the default."),
        Row(
            ConsoleUserIsAdmin,
            Warning,
            DocumentationPages.Rbac,
            "A principal has full administrative access to the cluster through the console.",
            "Bindings of the ARN to cluster-admin, or to a role with wildcards (*).",
            "Bind the ARN to a role with read access, such as the one that Grant-EksConnectorImpersonation -Access ConsoleAllNamespaces creates, and delete the other binding. The console requires read access only.",
            "The example in the connector's repository binds cluster-admin."));
}
