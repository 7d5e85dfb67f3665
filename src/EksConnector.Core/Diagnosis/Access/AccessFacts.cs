using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Access;

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
