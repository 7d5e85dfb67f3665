using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Kubernetes;

/// <summary>The location of a kind of objects in the API.</summary>
/// <typeparam name="T">The model type of the objects.</typeparam>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The API version, such as <c>v1</c>.</param>
/// <param name="Plural">The plural name of the resource in paths and RBAC rules, such as <c>pods</c>.</param>
/// <param name="IsNamespaced">Whether the resource is namespaced.</param>
public sealed record ResourceType<T>(string Group, string Version, string Plural, bool IsNamespaced)
    where T : IKubernetesObject;
