using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>A role and the binding that grants it.</summary>
/// <param name="Binding">The binding.</param>
/// <param name="Namespace">The namespace of the binding; null for a ClusterRoleBinding.</param>
/// <param name="Role">The role.</param>
/// <param name="SubjectKind">The kind of the subject that matches: User, Group or ServiceAccount.</param>
internal sealed record RbacGrant(RbacBinding Binding, string? Namespace, RbacRole Role, string SubjectKind)
{
    public string BindingId => Namespace is null
        ? $"ClusterRoleBinding/{Binding.Metadata?.Name}"
        : $"RoleBinding/{Namespace}/{Binding.Metadata?.Name}";

    public string RoleId => Role.Metadata?.Namespace is { } @namespace
        ? $"Role/{@namespace}/{Role.Metadata.Name}"
        : $"ClusterRole/{Role.Metadata?.Name}";

    /// <summary>Returns the binding and the role.</summary>
    public override string ToString() => $"{BindingId} ({RoleId})";
}
