using EksConnector.Core.Fleets;

namespace EksConnector.Core.Status;

/// <summary>What is asked of <see cref="GetStatusOperation"/>.</summary>
public sealed record StatusRequest : FleetRequest
{
    /// <summary>How long to wait until all pods are ready; null to tell the state as it is.</summary>
    public TimeSpan? WaitTimeout { get; init; }

    /// <summary>Whether events, nodes and versions are read as well.</summary>
    public bool Detailed { get; init; }
}
