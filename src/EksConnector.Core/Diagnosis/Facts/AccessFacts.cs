using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>The permissions of the connector and its users.</summary>
internal sealed record AccessFacts
{
    /// <summary>The service account and its token; null if the connector is not installed.</summary>
    public TokenFacts? Token { get; init; }

    /// <summary>Whether the service account is permitted to read the version of the API server; null if it could not be checked.</summary>
    public bool? MayReadVersion { get; init; }

    /// <summary>The reason why the permissions of the service account were not checked; null if they were.</summary>
    public Unread? ReviewUnread { get; init; }

    /// <summary>The users that the connector can impersonate according to the roles, with their flags.</summary>
    public IReadOnlyList<ImpersonatedUser> Users { get; init; } = [];

    /// <summary>The reason why the roles were not read; null if they were.</summary>
    public Unread? UsersUnread { get; init; }

    /// <summary>The users with full access to the cluster.</summary>
    public IReadOnlyList<string> Admins { get; init; } = [];

    /// <summary>The principals to check.</summary>
    public IReadOnlyList<PrincipalFacts> Principals { get; init; } = [];
}

/// <summary>The properties of the service account and of the Secret with its token. They do not contain the token, which is only inspected.</summary>
internal sealed record TokenFacts
{
    /// <summary>The name of the service account.</summary>
    public required string Account { get; init; }

    /// <summary>Whether the service account exists; null if it cannot be read.</summary>
    public bool? IsAccountThere { get; init; }

    /// <summary>The Secret that the Pods mount; null if they get their token in another way.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether the Secret exists; null if it cannot be read.</summary>
    public bool? IsThere { get; init; }

    /// <summary>The UID of the Secret; null if it does not exist.</summary>
    public string? SecretUid { get; init; }

    /// <summary>Whether the Secret contains a token.</summary>
    public bool HasToken { get; init; }

    /// <summary>Whether the token belongs to a deleted account with the same name; null if the token does not contain its account.</summary>
    public bool? IsOfEarlierAccount { get; init; }

    /// <summary>The reason why the Secret was not read; null if it was read or does not exist.</summary>
    public Unread? Unread { get; init; }
}

/// <summary>The access of one principal according to the API server: impersonation and read access.</summary>
internal sealed record PrincipalFacts
{
    /// <summary>The ARN as it was specified, or the ARN of the caller from AWS.</summary>
    public required string Arn { get; init; }

    /// <summary>The Kubernetes user name.</summary>
    public required string User { get; init; }

    /// <summary>Whether the principal is the caller and was not specified by the user.</summary>
    public bool IsCaller { get; init; }

    /// <summary>Whether the connector can impersonate the principal; null if it could not be checked.</summary>
    public bool? CanImpersonate { get; init; }

    /// <summary>The resources of the Amazon EKS console that the principal cannot list in all namespaces; null if they could not be checked.</summary>
    public IReadOnlyList<string>? CannotList { get; init; }

    /// <summary>The namespaces in which the principal can list additional resources, according to the roles.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>The reason why the access could not be checked; null if it was.</summary>
    public Unread? Unread { get; init; }
}
