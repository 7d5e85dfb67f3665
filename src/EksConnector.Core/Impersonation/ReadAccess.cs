using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>The resources of the Amazon EKS console that RBAC permits a user to list.</summary>
internal sealed class ReadAccess
{
    private ReadAccess(IReadOnlyList<string> everywhere, IReadOnlyList<string> namespaces, IReadOnlyList<RbacGrant> grants, string access)
    {
        Everywhere = everywhere;
        Namespaces = namespaces;
        Grants = grants;
        Access = access;
    }

    /// <summary>The resources that the user can list in all namespaces.</summary>
    public IReadOnlyList<string> Everywhere { get; }

    /// <summary>The namespaces in which the user can list additional resources.</summary>
    public IReadOnlyList<string> Namespaces { get; }

    /// <summary>The bindings and roles that grant the access.</summary>
    public IReadOnlyList<RbacGrant> Grants { get; }

    /// <summary>The extent of the access, one of the values of Access in <see cref="ImpersonationWords"/>.</summary>
    public string Access { get; }

    public bool Any => Grants.Count > 0;

    /// <summary>Evaluates the read access of a user.</summary>
    public static ReadAccess Of(RbacRules rules, string user)
    {
        var everywhere = new HashSet<ConsoleResource>();
        var namespaces = new SortedDictionary<string, HashSet<ConsoleResource>>(StringComparer.Ordinal);
        var grants = new List<RbacGrant>();
        foreach (RbacGrant grant in rules.GrantsOf(RbacIdentity.Impersonated(user)))
        {
            ConsoleResource[] lists = [.. ConsoleResource.All.Where(resource =>
                (grant.Namespace is null || resource.IsNamespaced) && grant.Role.Rules.OrEmpty().Any(rule => RbacRules.Lists(rule, resource)))];
            if (lists.Length == 0)
            {
                continue;
            }

            grants.Add(grant);
            if (grant.Namespace is null)
            {
                everywhere.UnionWith(lists);
            }
            else if (namespaces.TryGetValue(grant.Namespace, out HashSet<ConsoleResource>? known))
            {
                known.UnionWith(lists);
            }
            else
            {
                namespaces.Add(grant.Namespace, [.. lists]);
            }
        }

        string[] more = [.. namespaces.Where(pair => !pair.Value.IsSubsetOf(everywhere)).Select(pair => pair.Key)];
        return new ReadAccess(
            [.. ConsoleResource.All.Where(everywhere.Contains).Select(resource => resource.Name)], more, grants, AccessOf(everywhere, namespaces));
    }

    private static string AccessOf(HashSet<ConsoleResource> everywhere, SortedDictionary<string, HashSet<ConsoleResource>> namespaces)
    {
        if (everywhere.Count == ConsoleResource.All.Count)
        {
            return ImpersonationWords.AllNamespaces;
        }

        bool canListClusterResources = ConsoleResource.All.Where(resource => !resource.IsNamespaced).All(everywhere.Contains);
        if (canListClusterResources && namespaces.Values.Any(some => ConsoleResource.All.All(resource => !resource.IsNamespaced || some.Contains(resource) || everywhere.Contains(resource))))
        {
            return ImpersonationWords.SomeNamespaces;
        }

        return everywhere.Count > 0 || namespaces.Count > 0 ? ImpersonationWords.PartialAccess : ImpersonationWords.NoAccess;
    }
}
