using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>The rules for the objects that a revocation deletes.</summary>
internal static class RevokeRules
{
    /// <summary>Plans the deletions on a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="accounts">The service accounts of the connectors that were found.</param>
    /// <param name="namespace">The namespace of the connector that was specified; if null, all.</param>
    /// <param name="principal">The principal.</param>
    /// <param name="keepAccess">Whether the principal keeps its read access.</param>
    /// <param name="own">The objects of the module.</param>
    public static ImpersonationPlan Plan(
        ClusterReference cluster, IReadOnlyList<ConnectorAccount> accounts, string? @namespace, PrincipalArn principal, bool keepAccess, ModuleObjects own)
    {
        string user = principal.KubernetesUser;
        var there = own.OfPrincipal(user)
            .Where(item => @namespace is null || item.Metadata.Labels?.GetValueOrDefault(ImpersonationNames.ConnectorLabel) == @namespace)
            .ToList();
        bool IsImpersonation((RbacKind Kind, ObjectMeta Metadata, RbacBinding? Binding) item) =>
            item.Kind == RbacKind.ClusterRole || item.Binding?.Subjects.OrEmpty().Any(subject => subject.Kind == "ServiceAccount") == true;
        RbacChange[] changes =
        [
            .. there.Where(item => !keepAccess || IsImpersonation(item))
                .OrderBy(item => item.Kind == RbacKind.ClusterRole)
                .Select(item => Delete(item.Kind, item.Metadata, IsImpersonation(item), user)),
        ];

        // The service accounts in the bindings are included, because the connector may be deleted or use another service account.
        IEnumerable<ConnectorAccount> bound = there.SelectMany(item => item.Binding?.Subjects.OrEmpty() ?? [])
            .Where(subject => subject is { Kind: "ServiceAccount", Name: not null, Namespace: not null })
            .Select(subject => new ConnectorAccount(subject.Namespace!, subject.Name!));
        string[] connectors = [.. there.Select(item => item.Metadata.Labels?.GetValueOrDefault(ImpersonationNames.ConnectorLabel)).OfType<string>().Distinct(StringComparer.Ordinal)];
        return new ImpersonationPlan(cluster, principal)
        {
            Namespace = (@namespace, connectors) switch
            {
                (not null, _) => @namespace,
                (null, [string only]) => only,
                _ => accounts.Count > 0 ? accounts[0].Namespace : null,
            },
            Summary = $"Context {cluster.Context}: stop the EKS Connector from impersonating {user}{(keepAccess ? ", and keep the user's read access" : string.Empty)}",
            Accounts = [.. accounts.Concat(bound).DistinctBy(account => account.User, StringComparer.Ordinal)],
            AccessNamespaces = [.. there.Where(item => item.Kind == RbacKind.RoleBinding).Select(item => item.Metadata.Namespace!).Order(StringComparer.Ordinal)],
            Access = AccessOf(there.Where(item => !IsImpersonation(item)).Select(item => item.Binding?.RoleRef?.Name)),
            KeepsAccess = keepAccess,
            Objects = [.. changes.Select(change => change.Object)],
            Changes = changes,
        };
    }

    private static ConsoleAccess AccessOf(IEnumerable<string?> roles)
    {
        ConsoleAccess access = ConsoleAccess.None;
        foreach (string? role in roles)
        {
            if (role == ImpersonationNames.ConsoleClusterRole)
            {
                return ConsoleAccess.ConsoleNamespace;
            }

            access = ConsoleAccess.ConsoleAllNamespaces;
        }

        return access;
    }

    private static RbacChange Delete(RbacKind kind, ObjectMeta metadata, bool isImpersonation, string user)
    {
        string effect = (kind, isImpersonation) switch
        {
            (RbacKind.ClusterRole, _) => $"allowed impersonation of the user {user}",
            (_, true) => "bound that role to the connector's service account",
            (RbacKind.RoleBinding, _) => $"granted the user read access in namespace {metadata.Namespace}",
            _ => "granted the user read access",
        };
        return new RbacChange(ChangeVerb.Delete, new RbacObject { Kind = kind, Name = metadata.Name!, Namespace = metadata.Namespace }, effect)
        {
            Uid = metadata.Uid ?? string.Empty,
            ResourceVersion = metadata.ResourceVersion,
        };
    }
}
