namespace EksConnector.Core.Impersonation;

/// <summary>The kind of an IAM principal.</summary>
internal enum PrincipalKind
{
    /// <summary>The root user of an account.</summary>
    Root,

    /// <summary>An IAM user.</summary>
    User,

    /// <summary>An IAM role.</summary>
    Role,

    /// <summary>A session of an IAM role; the Kubernetes user is the role.</summary>
    RoleSession,

    /// <summary>A federated user.</summary>
    FederatedUser,
}
