namespace EksConnector.Core.Diagnosis.Connection;

/// <summary>How a container runs whose log was read.</summary>
internal sealed record ContainerRun
{
    /// <summary>The pod.</summary>
    public required string Pod { get; init; }

    /// <summary>Whether it runs.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Whether it ends again and again.</summary>
    public bool IsFailing { get; init; }

    /// <summary>How often it was restarted.</summary>
    public int Restarts { get; init; }

    /// <summary>Since when it runs (UTC); null where it does not.</summary>
    public DateTime? StartedAt { get; init; }
}
