namespace EksConnector;

/// <summary>
/// The values of the properties of <see cref="ImpersonationGrant"/> and <see cref="ImpersonatedUser"/> that have a fixed set of
/// values.
/// </summary>
public static class ImpersonationWords
{
    /// <summary>A value of Access: the user cannot read any resource that the Amazon EKS console shows.</summary>
    public const string NoAccess = nameof(ConsoleAccess.None);

    /// <summary>A value of Access: the user can read all resources that the Amazon EKS console shows, in all namespaces.</summary>
    public const string AllNamespaces = nameof(ConsoleAccess.ConsoleAllNamespaces);

    /// <summary>A value of Access: the user can read nodes and namespaces, and the other resources in some namespaces.</summary>
    public const string SomeNamespaces = nameof(ConsoleAccess.ConsoleNamespace);

    /// <summary>A value of Access: the user can read some of the resources that the Amazon EKS console shows.</summary>
    public const string PartialAccess = "Partial";

    /// <summary>A value of KubernetesUser and PrincipalArn: any user.</summary>
    public const string AnyUser = "*";

    /// <summary>A flag: a rule names no user, so the connector can impersonate any user.</summary>
    public const string Unrestricted = nameof(Unrestricted);

    /// <summary>
    /// A flag: a name contains <c>*</c>, which RBAC does not treat as a wildcard, or a rule has <c>*</c> as a verb or resource.
    /// </summary>
    public const string Wildcard = nameof(Wildcard);

    /// <summary>A flag: the user can be impersonated but has no read access.</summary>
    public const string ReadsNothing = nameof(ReadsNothing);

    /// <summary>A flag: the ARN of a role session is used instead of the ARN of the role that Amazon EKS impersonates.</summary>
    public const string SessionArn = nameof(SessionArn);

    /// <summary>A flag: the user has read access, but the connector cannot impersonate the user.</summary>
    public const string NotImpersonated = nameof(NotImpersonated);

    /// <summary>A flag: a binding names a connector service account in a namespace in which no connector runs.</summary>
    public const string WrongNamespace = nameof(WrongNamespace);
}
