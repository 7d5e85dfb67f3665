using EksConnector.Core.Fleets;

namespace EksConnector.Core.Status;

/// <summary>The request of <see cref="GetStatusOperation"/>.</summary>
public sealed record StatusRequest : FleetRequest
{
    /// <summary>The maximum time to wait until all Pods are ready; null to return the current state.</summary>
    public TimeSpan? WaitTimeout { get; init; }

    /// <summary>Whether events, nodes and versions are also read.</summary>
    public bool Detailed { get; init; }
}
