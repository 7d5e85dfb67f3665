using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Kubernetes;

/// <summary>Where objects of one kind are found in the API.</summary>
/// <typeparam name="T">The type that an object is read into.</typeparam>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The API version, such as <c>v1</c>.</param>
/// <param name="Plural">The resource's name in paths and in RBAC rules, such as <c>pods</c>.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
public sealed record ResourceType<T>(string Group, string Version, string Plural, bool IsNamespaced)
    where T : IKubernetesObject;
