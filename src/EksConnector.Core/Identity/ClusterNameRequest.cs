using EksConnector.Core.Operations;

namespace EksConnector.Core.Identity;

/// <summary>What is asked of <see cref="GetClusterNameOperation"/>.</summary>
public sealed record ClusterNameRequest : FleetRequest
{
    /// <summary>Whether every source of every pod is asked, and not only until one answers.</summary>
    public bool All { get; init; }
}
