namespace EksConnector;

/// <summary>The values of <see cref="ImpersonationGrant"/> and <see cref="ImpersonatedUser"/> that come from a fixed set.</summary>
public static class ImpersonationWords
{
    /// <summary>Access: the user is not permitted to read anything that the Amazon EKS console shows.</summary>
    public const string NoAccess = nameof(ConsoleAccess.None);

    /// <summary>Access: all resources that the Amazon EKS console shows, in all namespaces.</summary>
    public const string AllNamespaces = nameof(ConsoleAccess.ConsoleAllNamespaces);

    /// <summary>Access: all nodes and namespaces, and the other resources in selected namespaces.</summary>
    public const string SomeNamespaces = nameof(ConsoleAccess.ConsoleNamespace);

    /// <summary>Access: some of the resources that the Amazon EKS console shows.</summary>
    public const string PartialAccess = "Partial";

    /// <summary>KubernetesUser and PrincipalArn: all users.</summary>
    public const string Everybody = "*";

    /// <summary>Flag: a rule names no user, so the connector can impersonate every user.</summary>
    public const string Unrestricted = nameof(Unrestricted);

    /// <summary>Flag: a name contains <c>*</c>, which RBAC takes literally, or a rule has <c>*</c> as its verbs or resources.</summary>
    public const string Wildcard = nameof(Wildcard);

    /// <summary>Flag: the connector can impersonate the user, but the user has no read access.</summary>
    public const string ReadsNothing = nameof(ReadsNothing);

    /// <summary>Flag: the grant names the ARN of a role session. Amazon EKS uses the ARN of the role.</summary>
    public const string SessionArn = nameof(SessionArn);

    /// <summary>Flag: the user has read access, but the connector is not permitted to impersonate it.</summary>
    public const string NotImpersonated = nameof(NotImpersonated);

    /// <summary>Flag: a binding names the service account of a namespace in which the connector does not run.</summary>
    public const string WrongNamespace = nameof(WrongNamespace);
}
