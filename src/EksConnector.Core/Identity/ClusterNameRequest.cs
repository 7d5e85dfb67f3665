using EksConnector.Core.Aws;
using EksConnector.Core.Fleets;

namespace EksConnector.Core.Identity;

/// <summary>What is asked of <see cref="GetClusterNameOperation"/>.</summary>
public sealed record ClusterNameRequest : FleetRequest
{
    /// <summary>Whether every source of every pod is asked, and not only until one answers.</summary>
    public bool All { get; init; }

    /// <summary>As whom AWS is asked, where nothing on the cluster says the name; null for not at all.</summary>
    public AwsConnectionSource? Aws { get; init; }

    /// <summary>The regions of single contexts, where they are known; they win over that of <see cref="Aws"/>.</summary>
    public IReadOnlyDictionary<string, string> Regions { get; init; } = new Dictionary<string, string>();
}
