using System.Globalization;

namespace EksConnector;

/// <summary>Something that happened to the connection of one agent, such as a restart of its container or the loss of its connection.</summary>
public sealed class ConnectionEvent
{
    /// <summary>The kubeconfig context, or the host name of the API server if no kubeconfig is used.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the connector.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the Pod.</summary>
    public required string Pod { get; init; }

    /// <summary>When it happened, in local time; for repeated failures, when the last one happened.</summary>
    public required DateTime Time { get; init; }

    /// <summary>What happened, one of <see cref="ConnectionEventKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The code of the failure (see <see cref="FindingCodes"/>); null if the event is not a failure.</summary>
    public string? Code { get; init; }

    /// <summary>How often it happened since the agent was last connected, 1 or more.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What happened, in one line.</summary>
    public required string Message { get; init; }

    /// <summary>Returns the event and its time in UTC.</summary>
    /// <returns>For example, <c>Connected 2026-11-01 08:15:00Z (eks-connector-0)</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Time.ToUniversalTime():u} ({Pod})");
}
