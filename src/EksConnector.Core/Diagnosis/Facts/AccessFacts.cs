using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>What the connector and its users may do.</summary>
internal sealed record AccessFacts
{
    /// <summary>The service account and its token; null where there is no connector.</summary>
    public TokenFacts? Token { get; init; }

    /// <summary>Whether the service account may ask for the server's version; null where that could not be asked.</summary>
    public bool? MayReadVersion { get; init; }

    /// <summary>Why the API server was not asked what the service account may do; null where it was.</summary>
    public Unread? ReviewUnread { get; init; }

    /// <summary>Who may be impersonated by the connector, and what stands out, by the roles.</summary>
    public IReadOnlyList<ImpersonatedUser> Users { get; init; } = [];

    /// <summary>Why the roles were not read; null where they were.</summary>
    public Unread? UsersUnread { get; init; }

    /// <summary>Which of them may do everything on the cluster.</summary>
    public IReadOnlyList<string> Admins { get; init; } = [];

    /// <summary>The principals that are judged.</summary>
    public IReadOnlyList<PrincipalFacts> Principals { get; init; } = [];
}

/// <summary>What is known of the service account and of the Secret with its token. The token is looked at once, and is not in here.</summary>
internal sealed record TokenFacts
{
    /// <summary>The service account's name.</summary>
    public required string Account { get; init; }

    /// <summary>Whether the service account is there; null where that could not be read.</summary>
    public bool? IsAccountThere { get; init; }

    /// <summary>The Secret that the pods mount; null where they mount none, and get their token otherwise.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether the Secret is there; null where it may not be read.</summary>
    public bool? IsThere { get; init; }

    /// <summary>The Secret's uid; null where it is not there.</summary>
    public string? SecretUid { get; init; }

    /// <summary>Whether there is a token in it.</summary>
    public bool HasToken { get; init; }

    /// <summary>Whether it is the token of an account of the same name that was there before; null where it does not say whose it is.</summary>
    public bool? IsOfEarlierAccount { get; init; }

    /// <summary>Why the Secret was not read; null where it was, or is not there.</summary>
    public Unread? Unread { get; init; }
}

/// <summary>What the API server says of one principal: may the connector impersonate it, and what may it then read.</summary>
internal sealed record PrincipalFacts
{
    /// <summary>The ARN as it was given, or as AWS named the caller.</summary>
    public required string Arn { get; init; }

    /// <summary>The user that Kubernetes takes it for.</summary>
    public required string User { get; init; }

    /// <summary>Whether nobody asked for it: it is only who asks AWS.</summary>
    public bool IsCaller { get; init; }

    /// <summary>Whether the connector may impersonate it; null where that could not be asked.</summary>
    public bool? CanImpersonate { get; init; }

    /// <summary>Which resources of the EKS console it may not list in all namespaces; null where that could not be asked.</summary>
    public IReadOnlyList<string>? CannotList { get; init; }

    /// <summary>The namespaces in which it may list more, by the roles.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Why it could not be asked; null where it could.</summary>
    public Unread? Unread { get; init; }
}
