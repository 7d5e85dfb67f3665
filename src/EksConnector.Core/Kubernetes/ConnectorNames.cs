namespace EksConnector.Core.Kubernetes;

/// <summary>The names of the connector's objects, which are the same in the manifest and the Helm chart.</summary>
public static class ConnectorNames
{
    /// <summary>The namespace in the manifest and in the Helm command of the documentation.</summary>
    public const string Namespace = "eks-connector";

    /// <summary>The name of the StatefulSet.</summary>
    public const string StatefulSet = "eks-connector";

    /// <summary>The name of the connector's service account.</summary>
    public const string ServiceAccount = "eks-connector";

    /// <summary>The label selector of the connector's Pods.</summary>
    public const string PodSelector = "app=eks-connector";

    /// <summary>The init container that registers the cluster.</summary>
    public const string InitContainer = "connector-init";

    /// <summary>The container of the SSM Agent.</summary>
    public const string AgentContainer = "connector-agent";

    /// <summary>The container of the proxy to the API server.</summary>
    public const string ProxyContainer = "connector-proxy";

    /// <summary>Returns the full name of a container for its short name.</summary>
    /// <param name="name">The name, such as <c>agent</c>.</param>
    /// <returns>The full name for <c>init</c>, <c>agent</c> and <c>proxy</c>, ignoring case; otherwise the unchanged name.</returns>
    public static string GetContainerName(string name) =>
        Array.Find([InitContainer, AgentContainer, ProxyContainer], full => string.Equals(full["connector-".Length..], name, StringComparison.OrdinalIgnoreCase)) ?? name;

    /// <summary>The name of the Secret with the activation code.</summary>
    public const string ActivationSecret = "eks-connector-activation-config";

    /// <summary>The key of the activation code in <see cref="ActivationSecret"/>.</summary>
    public const string ActivationCodeKey = "code";

    /// <summary>The name of the Secret with the token of the service account.</summary>
    public const string TokenSecret = "eks-connector-token";

    /// <summary>The prefix of the names of the state Secrets, which is followed by a hyphen and the ordinal of the Pod.</summary>
    public const string StateSecretPrefix = "eks-connector-state";

    /// <summary>The name of the Role and the RoleBinding that permit the service account to store its state in Secrets.</summary>
    public const string StateRole = "eks-connector-secret-access";

    /// <summary>The name of the ClusterRole and the ClusterRoleBinding that permit the service account to read the server version.</summary>
    public const string VersionRole = "eks-connector-cluster-meta-access";

    /// <summary>The environment variable of connector-init with the activation ID.</summary>
    public const string ActivationIdVariable = "EKS_ACTIVATION_ID";

    /// <summary>The environment variable of connector-init with the activation code.</summary>
    public const string ActivationCodeVariable = "EKS_ACTIVATION_CODE";

    /// <summary>The default Region of connector-init.</summary>
    public const string DefaultRegion = "us-west-2";

    /// <summary>The URL of the published manifest, which has placeholders for the activation ID, the activation code and the Region.</summary>
    public const string ManifestUri = "https://amazon-eks.s3.us-west-2.amazonaws.com/eks-connector/manifests/eks-connector/latest/eks-connector.yaml";

    /// <summary>The location of the published Helm chart.</summary>
    public const string HelmChart = "oci://public.ecr.aws/eks-connector/eks-connector-chart";

    /// <summary>The label of objects that Helm installed.</summary>
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";

    /// <summary>The annotation with the name of the Helm release.</summary>
    public const string HelmReleaseAnnotation = "meta.helm.sh/release-name";
}
