namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The URLs of the documentation of the findings.</summary>
internal static class DocumentationPages
{
    // Troubleshooting the EKS Connector.
    public const string Steps = Troubleshooting + "#tsc-steps";
    public const string ClusterName = Troubleshooting + "#tsc-name";
    public const string Pending = Troubleshooting + "#symp-pending";
    public const string Impersonation = Troubleshooting + "#symp-imp";
    public const string Reading = Troubleshooting + "#symp-rbac";
    public const string Communication = Troubleshooting + "#symp-con";
    public const string CrashLoop = Troubleshooting + "#symp-loop";
    public const string Registration = Troubleshooting + "#symp-regis";
    public const string Outbound = Troubleshooting + "#symp-out";
    public const string Image = Troubleshooting + "#symp-img";
    public const string Troubleshooting = UserGuide + "troubleshooting-connector.html";

    // Other pages of the Amazon EKS User Guide, and other AWS documentation.
    public const string Requirements = UserGuide + "eks-connector.html#connect-cluster-reqts";
    public const string Connecting = UserGuide + "connecting-cluster.html";
    public const string Access = UserGuide + "connector-grant-access.html";
    public const string AgentRole = UserGuide + "connector-iam-role.html";
    public const string EcrPublicErrors = "https://docs.aws.amazon.com/AmazonECR/latest/public/public-troubleshooting.html";

    // Kubernetes.
    public const string Namespaces = Kubernetes + "concepts/overview/working-with-objects/namespaces/";
    public const string PodSecurity = Kubernetes + "concepts/security/pod-security-admission/";
    public const string Quotas = Kubernetes + "concepts/policy/resource-quotas/";
    public const string Admission = Kubernetes + "reference/access-authn-authz/extensible-admission-controllers/";
    public const string ServiceAccounts = Kubernetes + "tasks/configure-pod-container/configure-service-account/";
    public const string Rbac = Kubernetes + "reference/access-authn-authz/rbac/";
    public const string StatefulSets = Kubernetes + "concepts/workloads/controllers/statefulset/";
    public const string StuckPods = Kubernetes + "tasks/run-application/force-delete-stateful-set-pod/";
    public const string DebugPods = Kubernetes + "tasks/debug/debug-application/debug-pods/";
    public const string Taints = Kubernetes + "concepts/scheduling-eviction/taint-and-toleration/";
    public const string Scheduling = Kubernetes + "concepts/scheduling-eviction/assign-pod-node/";
    public const string Resources = Kubernetes + "concepts/configuration/manage-resources-containers/";
    public const string Eviction = Kubernetes + "concepts/scheduling-eviction/node-pressure-eviction/";
    public const string Nodes = Kubernetes + "concepts/architecture/nodes/";
    public const string RuntimeClasses = Kubernetes + "concepts/containers/runtime-class/";
    public const string Images = Kubernetes + "concepts/containers/images/";
    public const string PrivateRegistry = Kubernetes + "tasks/configure-pod-container/pull-image-private-registry/";
    public const string Secrets = Kubernetes + "concepts/configuration/secret/";
    public const string NetworkPolicies = Kubernetes + "concepts/services-networking/network-policies/";

    private const string UserGuide = "https://docs.aws.amazon.com/eks/latest/userguide/";
    private const string Kubernetes = "https://kubernetes.io/docs/";
}
