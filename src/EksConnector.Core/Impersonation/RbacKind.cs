namespace EksConnector.Core.Impersonation;

/// <summary>The kinds of objects that the module writes.</summary>
internal enum RbacKind
{
    /// <summary>A ClusterRole.</summary>
    ClusterRole,

    /// <summary>A ClusterRoleBinding.</summary>
    ClusterRoleBinding,

    /// <summary>A RoleBinding.</summary>
    RoleBinding,
}
