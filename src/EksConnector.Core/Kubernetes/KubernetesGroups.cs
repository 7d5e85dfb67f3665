namespace EksConnector.Core.Kubernetes;

/// <summary>The built-in groups of the API server.</summary>
internal static class KubernetesGroups
{
    /// <summary>The group of all authenticated users. An impersonated user is only in this group.</summary>
    public const string Authenticated = "system:authenticated";
}
