using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>A role that somebody has, and the binding that gives it.</summary>
/// <param name="Binding">The binding.</param>
/// <param name="Namespace">The binding's namespace; null for one of the whole cluster.</param>
/// <param name="Role">The role.</param>
/// <param name="SubjectKind">What kind of subject of the binding fits: User, Group or ServiceAccount.</param>
internal sealed record RbacGrant(RbacBinding Binding, string? Namespace, RbacRole Role, string SubjectKind)
{
    public string BindingId => Namespace is null
        ? $"ClusterRoleBinding/{Binding.Metadata?.Name}"
        : $"RoleBinding/{Namespace}/{Binding.Metadata?.Name}";

    public string RoleId => Role.Metadata?.Namespace is { } @namespace
        ? $"Role/{@namespace}/{Role.Metadata.Name}"
        : $"ClusterRole/{Role.Metadata?.Name}";

    /// <summary>Both, as a person reads them.</summary>
    public override string ToString() => $"{BindingId} ({RoleId})";
}
