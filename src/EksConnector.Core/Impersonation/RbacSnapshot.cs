using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>All roles and bindings of a cluster that the user is permitted to list.</summary>
internal sealed record RbacSnapshot
{
    public IReadOnlyList<RbacRole> ClusterRoles { get; init; } = [];

    public IReadOnlyList<RbacBinding> ClusterRoleBindings { get; init; } = [];

    public IReadOnlyList<RbacRole> Roles { get; init; } = [];

    public IReadOnlyList<RbacBinding> RoleBindings { get; init; } = [];
}
