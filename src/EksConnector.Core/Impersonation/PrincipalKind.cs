namespace EksConnector.Core.Impersonation;

/// <summary>What kind of IAM principal an ARN names.</summary>
internal enum PrincipalKind
{
    /// <summary>The root user of an account.</summary>
    Root,

    /// <summary>An IAM user.</summary>
    User,

    /// <summary>An IAM role.</summary>
    Role,

    /// <summary>A session of an IAM role; Kubernetes sees its role.</summary>
    RoleSession,

    /// <summary>A federated user.</summary>
    FederatedUser,
}
