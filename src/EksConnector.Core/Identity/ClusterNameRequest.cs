using EksConnector.Core.Aws;
using EksConnector.Core.Fleets;

namespace EksConnector.Core.Identity;

/// <summary>The request of <see cref="GetClusterNameOperation"/>.</summary>
public sealed record ClusterNameRequest : FleetRequest
{
    /// <summary>Whether all sources of all Pods are queried instead of only until one of them names the cluster.</summary>
    public bool All { get; init; }

    /// <summary>The AWS connection settings, used if no source on the cluster contains the name; null to not query AWS.</summary>
    public AwsConnectionSource? Aws { get; init; }

    /// <summary>The known Regions by context; they take precedence over the Region of <see cref="Aws"/>.</summary>
    public IReadOnlyDictionary<string, string> Regions { get; init; } = new Dictionary<string, string>();
}
