using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>What is known of the connector's namespace.</summary>
internal sealed record NamespaceFacts
{
    /// <summary>Whether it is there; null where that could not be read.</summary>
    public bool? IsThere { get; init; }

    /// <summary>Since when it is being deleted (UTC); null where it is not.</summary>
    public DateTimeOffset? DeletedSince { get; init; }

    /// <summary>Why it was not read; null where it was, or is not there.</summary>
    public Unread? Unread { get; init; }
}
