namespace EksConnector;

/// <summary>A Kubernetes event of a Pod, or of the StatefulSet if the Pod has not been created.</summary>
public sealed class PodEvent
{
    /// <summary>The type of the event, <c>Normal</c> or <c>Warning</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The reason of the event, such as <c>BackOff</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The message of the event, in one line.</summary>
    public required string Message { get; init; }

    /// <summary>The number of occurrences, 1 or more.</summary>
    public int Count { get; init; }

    /// <summary>The local time of the first occurrence; null if the event does not contain it.</summary>
    public DateTime? FirstSeen { get; init; }

    /// <summary>The local time of the last occurrence; null if the event does not contain it.</summary>
    public DateTime? LastSeen { get; init; }

    /// <summary>The component that reported the event, such as <c>kubelet</c>.</summary>
    public string? Source { get; init; }

    /// <summary>Returns the event in one line.</summary>
    /// <returns>Such as <c>Warning BackOff (x5): Back-off restarting failed container</c>.</returns>
    public override string ToString() => Count > 1 ? $"{Type} {Reason} (x{Count}): {Message}" : $"{Type} {Reason}: {Message}";
}
