namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>An event about the StatefulSet or about a pod.</summary>
internal sealed record WorkloadEvent
{
    /// <summary>The event's reason, such as <c>FailedCreate</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>What happened, in one line and redacted.</summary>
    public required string Message { get; init; }

    /// <summary>Whether it is a warning.</summary>
    public bool IsWarning { get; init; }

    /// <summary>When it was seen last (UTC).</summary>
    public DateTimeOffset LastSeen { get; init; }
}
