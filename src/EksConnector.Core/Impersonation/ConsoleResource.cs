using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>A resource that the Amazon EKS console lists.</summary>
/// <param name="Group">The API group; an empty string for the core group.</param>
/// <param name="Name">The plural name of the resource.</param>
/// <param name="IsNamespaced">Whether the resource is namespaced.</param>
internal sealed record ConsoleResource(string Group, string Name, bool IsNamespaced)
{
    /// <summary>All resources, as listed in the templates for the console.</summary>
    public static readonly IReadOnlyList<ConsoleResource> All =
    [
        new(string.Empty, "nodes", IsNamespaced: false),
        new(string.Empty, "namespaces", IsNamespaced: false),
        new(string.Empty, "pods", IsNamespaced: true),
        new(string.Empty, "events", IsNamespaced: true),
        new("apps", "deployments", IsNamespaced: true),
        new("apps", "daemonsets", IsNamespaced: true),
        new("apps", "statefulsets", IsNamespaced: true),
        new("apps", "replicasets", IsNamespaced: true),
        new("batch", "jobs", IsNamespaced: true),
    ];

    /// <summary>Returns the rules of a role that grants read access to some of the resources.</summary>
    /// <param name="wanted">The filter for the resources.</param>
    public static IReadOnlyList<PolicyRule> Rules(Func<ConsoleResource, bool> wanted) =>
    [
        .. All.Where(wanted)
            .GroupBy(resource => resource.Group)
            .Select(group => new PolicyRule(["get", "list"], [group.Key], [.. group.Select(resource => resource.Name)])),
    ];
}
