using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;

namespace EksConnector.Core.Endpoints;

/// <summary>The request of <see cref="TestEndpointOperation"/>.</summary>
public sealed record EndpointRequest : FleetRequest
{
    /// <summary>The Region whose endpoints are tested; null for the Region of the connector.</summary>
    public string? Region { get; init; }

    /// <summary>The time limit of each step of a test, in whole seconds.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Returns whether a text is a valid name of a Region, which becomes part of a host name.</summary>
    /// <param name="text">The text.</param>
    public static bool IsRegion(string text) => Setting.IsRegion(text);
}
