namespace EksConnector.Core.Kubernetes;

/// <summary>What the objects of the connector are called (manifest and Helm chart alike).</summary>
public static class ConnectorNames
{
    /// <summary>The namespace of the manifest, and of the documentation's Helm command.</summary>
    public const string Namespace = "eks-connector";

    /// <summary>The StatefulSet.</summary>
    public const string StatefulSet = "eks-connector";

    /// <summary>The service account that the connector runs as.</summary>
    public const string ServiceAccount = "eks-connector";

    /// <summary>The label selector of the connector's pods.</summary>
    public const string PodSelector = "app=eks-connector";

    /// <summary>The init container that registers the cluster.</summary>
    public const string InitContainer = "connector-init";

    /// <summary>The SSM agent.</summary>
    public const string AgentContainer = "connector-agent";

    /// <summary>The proxy to the API server.</summary>
    public const string ProxyContainer = "connector-proxy";

    /// <summary>Gives the name of a container that is called as the tables show it.</summary>
    /// <param name="name">A name, such as <c>agent</c>.</param>
    /// <returns>The full name for <c>init</c>, <c>agent</c> and <c>proxy</c> in either case; else the name as it is.</returns>
    public static string ContainerOf(string name) =>
        Array.Find([InitContainer, AgentContainer, ProxyContainer], full => string.Equals(full["connector-".Length..], name, StringComparison.OrdinalIgnoreCase)) ?? name;

    /// <summary>The Secret with the activation code.</summary>
    public const string ActivationSecret = "eks-connector-activation-config";

    /// <summary>The key of the activation code in <see cref="ActivationSecret"/>.</summary>
    public const string ActivationCodeKey = "code";

    /// <summary>The Secret with the service account's token.</summary>
    public const string TokenSecret = "eks-connector-token";

    /// <summary>What the names of the state Secrets begin with; the pod's ordinal follows, after a hyphen.</summary>
    public const string StateSecretPrefix = "eks-connector-state";

    /// <summary>The Role, and the RoleBinding, that let the service account keep its state in Secrets.</summary>
    public const string StateRole = "eks-connector-secret-access";

    /// <summary>The ClusterRole, and the ClusterRoleBinding, that let the service account ask for the server's version.</summary>
    public const string VersionRole = "eks-connector-cluster-meta-access";

    /// <summary>The environment variable of connector-init with the activation's id.</summary>
    public const string ActivationIdVariable = "EKS_ACTIVATION_ID";

    /// <summary>The environment variable of connector-init with the activation's code.</summary>
    public const string ActivationCodeVariable = "EKS_ACTIVATION_CODE";

    /// <summary>The region that connector-init takes where its arguments name none.</summary>
    public const string DefaultRegion = "us-west-2";

    /// <summary>Where the manifest is published, with placeholders for id, code and region.</summary>
    public const string ManifestUri = "https://amazon-eks.s3.us-west-2.amazonaws.com/eks-connector/manifests/eks-connector/latest/eks-connector.yaml";

    /// <summary>Where the Helm chart is published.</summary>
    public const string HelmChart = "oci://public.ecr.aws/eks-connector/eks-connector-chart";

    /// <summary>The label by which Helm marks what it installed.</summary>
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";

    /// <summary>The annotation in which Helm names its release.</summary>
    public const string HelmReleaseAnnotation = "meta.helm.sh/release-name";
}
