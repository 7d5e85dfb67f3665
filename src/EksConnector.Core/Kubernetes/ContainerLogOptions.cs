namespace EksConnector.Core.Kubernetes;

/// <summary>The options for reading a container's log (<c>core/v1 PodLogOptions</c>).</summary>
public sealed record ContainerLogOptions
{
    /// <summary>Whether the response continues with new log lines until the container ends.</summary>
    public bool Follow { get; init; }

    /// <summary>Whether to read the log of the previous instance of the container.</summary>
    public bool Previous { get; init; }

    /// <summary>Whether each line starts with its time in RFC 3339 format (UTC, up to nine fractional digits), followed by a space.</summary>
    public bool Timestamps { get; init; }

    /// <summary>The number of lines from the end of the log; null for all, 0 for none.</summary>
    public long? TailLines { get; init; }

    /// <summary>The time (UTC) of the oldest lines; the API uses whole seconds. Null for all.</summary>
    public DateTime? SinceTime { get; init; }

    /// <summary>The maximum number of bytes in the response, 1 or more; null for no limit.</summary>
    public long? LimitBytes { get; init; }
}
