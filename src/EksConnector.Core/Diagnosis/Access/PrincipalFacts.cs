using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Access;

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
