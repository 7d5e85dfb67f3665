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

    /// <summary>The label by which Helm marks what it installed.</summary>
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";

    /// <summary>The annotation in which Helm names its release.</summary>
    public const string HelmReleaseAnnotation = "meta.helm.sh/release-name";
}
