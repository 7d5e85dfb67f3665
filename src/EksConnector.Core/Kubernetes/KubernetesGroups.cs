namespace EksConnector.Core.Kubernetes;

/// <summary>The groups that an API server gives by itself.</summary>
internal static class KubernetesGroups
{
    /// <summary>The group of everybody who is known; an impersonated user has this one alone.</summary>
    public const string Authenticated = "system:authenticated";
}
