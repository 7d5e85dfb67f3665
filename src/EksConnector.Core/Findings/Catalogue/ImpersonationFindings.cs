using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Whether IAM principals see the cluster in the console, and no more than they should.</summary>
internal static class ImpersonationFindings
{
    private const string Objects = "ClusterRoles, Roles and their bindings";

    public static readonly FindingTheme Theme = new(
        "Console access",
        Row(
            ConsolePermissionMissing,
            Error,
            DocumentationPages.Access,
            "The principal's IAM policies do not allow eks:AccessKubernetesApi, without which the console asks nothing.",
            "The console; IAM's policy simulation.",
            "Allow the principal eks:AccessKubernetesApi and eks:DescribeCluster on the cluster, and eks:ListClusters.",
            "The policies name other actions, another cluster's ARN, or a boundary forbids it.",
            "aws iam simulate-principal-policy --policy-source-arn <PRINCIPAL_ARN> --action-names eks:AccessKubernetesApi eks:DescribeCluster eks:ListClusters"),
        Row(
            ImpersonationNotConfigured,
            Warning,
            DocumentationPages.Access,
            "Nobody is granted anything: the connector may impersonate no user.",
            $"{Objects}; access reviews.",
            "Grant the IAM principals that use the console with Grant-EksConnectorImpersonation -PrincipalArn ARN -Access ConsoleAllNamespaces.",
            "Connecting a cluster grants nothing by itself."),
        Row(
            ImpersonationMissing,
            Error,
            DocumentationPages.Impersonation,
            "The connector may not impersonate the principal.",
            $"The console (cannot impersonate resource \"users\"); {Objects}; access reviews.",
            "Run Grant-EksConnectorImpersonation -PrincipalArn ARN -Access ConsoleAllNamespaces with the ARN of the IAM user or role that is signed in to the console: the role's, not that of its session.",
            "No ClusterRole that is bound to the connector's service account lets it impersonate the user whose name is the principal's ARN.",
            "kubectl create clusterrole eks-console-impersonate --verb=impersonate --resource=users --resource-name=<PRINCIPAL_ARN>\nkubectl create clusterrolebinding eks-console-impersonate --clusterrole=eks-console-impersonate --serviceaccount=<NAMESPACE>:eks-connector",
            downgrades: [Information],
            tags: [ConsoleUser],
            leadsTo: [ReadAccessMissing]),
        Row(
            ReadAccessMissing,
            Error,
            DocumentationPages.Reading,
            "The principal may be impersonated, and may then read nothing, or not all that the console shows.",
            $"The console (User ARN cannot list resource); {Objects}; access reviews.",
            "Run Grant-EksConnectorImpersonation -PrincipalArn ARN -Access ConsoleAllNamespaces. On a Helm install, helm upgrade with authentication.allowedUserARNs does it too: the list replaces the one before, so it has to have all ARNs.",
            "RBAC gives the user whose name is the principal's ARN no right to read. Custom groups never count: the connector sends none.",
            downgrades: [Warning, Information],
            tags: [ConsoleUser]),
        Row(
            ImpersonationSessionArn,
            Warning,
            DocumentationPages.Impersonation,
            "The ARN of a role session stands where that of the role has to.",
            Objects + ".",
            "Grant the role instead, arn:aws:iam::ACCOUNT:role/NAME without a path: Grant-EksConnectorImpersonation takes the session's ARN for its role. Then take the other entry out.",
            "aws sts get-caller-identity shows the session; EKS asks for the role."),
        Row(
            ImpersonationWrongNamespace,
            Warning,
            DocumentationPages.Access,
            "A binding names the service account of a namespace in which the connector does not run.",
            "ClusterRoleBindings and RoleBindings.",
            "Name the service account of the connector's namespace in the binding, or grant anew with Grant-EksConnectorImpersonation, and delete the binding.",
            "The templates name the namespace eks-connector, and the Helm release is in another one."),
        Row(
            ImpersonationWildcard,
            Warning,
            DocumentationPages.Rbac,
            "A name has a *, which RBAC takes to the letter.",
            "ClusterRoles and bindings.",
            "Name each ARN in full; there are no patterns in resourceNames.",
            "Patterns of IAM policies do not work in RBAC."),
        Row(
            ImpersonationUnrestricted,
            Warning,
            DocumentationPages.Rbac,
            "The connector may impersonate every user there is, because a rule names none.",
            "ClusterRoles without resourceNames; access reviews.",
            "Give the rule resourceNames, the ARNs of those who use the console. On a Helm install: helm upgrade with authentication.allowedUserARNs.",
            "The Helm chart writes such a rule where allowedUserARNs is empty, which is its default."),
        Row(
            ConsoleUserIsAdmin,
            Warning,
            DocumentationPages.Rbac,
            "A principal of the console may do everything on the cluster.",
            "Bindings of the ARN to cluster-admin, or to a role with *.",
            "Bind the ARN to a role that reads, such as the one of Grant-EksConnectorImpersonation -Access ConsoleAllNamespaces, and delete the other binding. The console only reads.",
            "The example in the connector's repository binds cluster-admin."));
}
