using EksConnector.Core.Connector;

namespace EksConnector.Core.Activation;

/// <summary>How far one pod is with its registration.</summary>
internal sealed record PodFacts
{
    public required string Name { get; init; }

    /// <summary>The pod's uid; null where the API server did not say.</summary>
    public string? Uid { get; init; }

    /// <summary>The pod's number in the StatefulSet.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Whether connector-init ended well: the replica is registered, or was before.</summary>
    public bool IsInitDone { get; init; }

    /// <summary>Since when connector-init is running (UTC); null where it is not.</summary>
    public DateTimeOffset? InitRunningSince { get; init; }

    /// <summary>The exit code of connector-init's last run that failed; null where none did.</summary>
    public int? InitExitCode { get; init; }

    /// <summary>Whether connector-init ever ran in this pod.</summary>
    public bool HasInitRun => IsInitDone || InitRunningSince is not null || InitExitCode is not null;

    /// <summary>What the API server says of why the pod is not ready, in one line; null where it is.</summary>
    public string? Message { get; init; }

    /// <summary>Whether connector-init cannot start, as against is about to.</summary>
    public bool IsStuck { get; init; }

    /// <summary>How old the pod is.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>The settings that the pod was made with.</summary>
    public ActivationSettings? Settings { get; init; }

    /// <summary>What connector-init wrote: the run that failed where one did, else the last one. Null where it was not read.</summary>
    public InitLog? Log { get; init; }

    /// <summary>Why the log could not be read; null where it could, or there is none.</summary>
    public Unread? LogUnread { get; init; }

    /// <summary>Whether the pod was made with another activation id or region than these.</summary>
    public bool IsOutdated(ActivationSettings? wanted) =>
        Settings is not null && wanted is not null && (Settings.ActivationId != wanted.ActivationId || Settings.Region != wanted.Region);
}
