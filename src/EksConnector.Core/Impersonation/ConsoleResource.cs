using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>A resource that the EKS console lists.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Name">The resource in the plural.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
internal sealed record ConsoleResource(string Group, string Name, bool IsNamespaced)
{
    /// <summary>All of them, as the console's own templates have them.</summary>
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

    /// <summary>The rules of a role that lets read some of them.</summary>
    /// <param name="wanted">Which.</param>
    public static IReadOnlyList<PolicyRule> Rules(Func<ConsoleResource, bool> wanted) =>
    [
        .. All.Where(wanted)
            .GroupBy(resource => resource.Group)
            .Select(group => new PolicyRule(["get", "list"], [group.Key], [.. group.Select(resource => resource.Name)])),
    ];
}
