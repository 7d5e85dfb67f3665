namespace EksConnector;

/// <summary>An event of a Pod, or of the StatefulSet if the Pod is not created, as <c>kubectl describe</c> shows it.</summary>
public sealed class PodEvent
{
    /// <summary>The type of the event: <c>Normal</c> or <c>Warning</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The reason of the event, such as <c>BackOff</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The message of the event, in one line.</summary>
    public required string Message { get; init; }

    /// <summary>The number of occurrences, 1 or more.</summary>
    public int Count { get; init; }

    /// <summary>The time of the first occurrence, in local time; null if the event does not contain it.</summary>
    public DateTime? FirstSeen { get; init; }

    /// <summary>The time of the last occurrence, in local time; null if the event does not contain it.</summary>
    public DateTime? LastSeen { get; init; }

    /// <summary>The component that reported the event, such as <c>kubelet</c>.</summary>
    public string? Source { get; init; }

    /// <summary>Returns the event in one line.</summary>
    /// <returns>For example, <c>Warning BackOff (x5): Back-off restarting failed container</c>.</returns>
    public override string ToString() => Count > 1 ? $"{Type} {Reason} (x{Count}): {Message}" : $"{Type} {Reason}: {Message}";
}
