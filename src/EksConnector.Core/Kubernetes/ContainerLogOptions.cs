namespace EksConnector.Core.Kubernetes;

/// <summary>Which part of a container's log the API server is asked for (<c>core/v1 PodLogOptions</c>).</summary>
public sealed record ContainerLogOptions
{
    /// <summary>Whether the answer goes on with what the container writes, until the container ends.</summary>
    public bool Follow { get; init; }

    /// <summary>Whether it is the container's run before the present one.</summary>
    public bool Previous { get; init; }

    /// <summary>Whether each line begins with the time at which it was written: RFC 3339 with up to nine digits, UTC, and a blank.</summary>
    public bool Timestamps { get; init; }

    /// <summary>How many lines of the log's end; null for all, 0 for none.</summary>
    public long? TailLines { get; init; }

    /// <summary>Only what was written then (UTC) or later; the API looks at whole seconds. Null for all.</summary>
    public DateTime? SinceTime { get; init; }

    /// <summary>How many bytes of the answer at most, 1 or more; null for all.</summary>
    public long? LimitBytes { get; init; }
}
