namespace EksConnector;

/// <summary>The closed sets of words in the properties of <see cref="ImpersonationGrant"/> and <see cref="ImpersonatedUser"/>.</summary>
public static class ImpersonationWords
{
    /// <summary>In Access: the user may read nothing that the EKS console shows.</summary>
    public const string NoAccess = nameof(ConsoleAccess.None);

    /// <summary>In Access: all that the EKS console shows, in all namespaces.</summary>
    public const string AllNamespaces = nameof(ConsoleAccess.ConsoleAllNamespaces);

    /// <summary>In Access: nodes and namespaces everywhere, and the rest in some namespaces.</summary>
    public const string SomeNamespaces = nameof(ConsoleAccess.ConsoleNamespace);

    /// <summary>In Access: some of what the EKS console shows.</summary>
    public const string PartialAccess = "Partial";

    /// <summary>In KubernetesUser and PrincipalArn: every user there is.</summary>
    public const string Everybody = "*";

    /// <summary>A flag: a rule names no user, so the connector may impersonate anybody.</summary>
    public const string Unrestricted = nameof(Unrestricted);

    /// <summary>A flag: a name has a <c>*</c>, which RBAC takes to the letter, or a rule has <c>*</c> for verbs or resources.</summary>
    public const string Wildcard = nameof(Wildcard);

    /// <summary>A flag: the user may be impersonated, and may then read nothing.</summary>
    public const string ReadsNothing = nameof(ReadsNothing);

    /// <summary>A flag: the ARN of a role session stands where the role was meant; EKS asks for the role.</summary>
    public const string SessionArn = nameof(SessionArn);

    /// <summary>A flag: the user may read, but the connector may not impersonate him.</summary>
    public const string NotImpersonated = nameof(NotImpersonated);

    /// <summary>A flag: a binding names the connector's service account of a namespace where the connector does not run.</summary>
    public const string WrongNamespace = nameof(WrongNamespace);
}
