using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Access;

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
