namespace EksConnector;

/// <summary>An event about a pod, or about the StatefulSet of a pod that is not created, as kubectl describe shows it.</summary>
public sealed class PodEvent
{
    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The event's reason, such as <c>BackOff</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>What happened, in one line.</summary>
    public required string Message { get; init; }

    /// <summary>How often it was seen, 1 or more.</summary>
    public int Count { get; init; }

    /// <summary>When it was seen first, in local time; null where the event does not say.</summary>
    public DateTime? FirstSeen { get; init; }

    /// <summary>When it was seen last, in local time; null where the event does not say.</summary>
    public DateTime? LastSeen { get; init; }

    /// <summary>Who wrote it, such as <c>kubelet</c>.</summary>
    public string? Source { get; init; }

    /// <summary>Gives the event in one line.</summary>
    /// <returns>Such as <c>Warning BackOff (x5): Back-off restarting failed container</c>.</returns>
    public override string ToString() => Count > 1 ? $"{Type} {Reason} (x{Count}): {Message}" : $"{Type} {Reason}: {Message}";
}
