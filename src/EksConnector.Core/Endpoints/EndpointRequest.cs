using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Endpoints;

/// <summary>The request of <see cref="TestEndpointOperation"/>.</summary>
internal sealed record EndpointRequest : FleetRequest
{
    private const int MaxImageLength = 512;

    /// <summary>The Region whose endpoints are tested; null for the Region of the connector.</summary>
    public string? Region { get; init; }

    /// <summary>The image of the temporary Pod; null for the image of connector-agent. With an image, the running agents are not used.</summary>
    public string? Image { get; init; }

    /// <summary>The nodes from which the endpoints are tested, with one temporary Pod each; if empty, the node is not specified.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>Whether the endpoints are tested only from temporary Pods.</summary>
    public bool IsTemporaryOnly => Image is not null || Nodes.Count > 0;

    /// <summary>The time limit of each step of a test, in whole seconds.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Returns whether a text is a valid name of a Region, which becomes part of a host name.</summary>
    /// <param name="text">The text.</param>
    public static bool IsRegion(string text) => Setting.IsRegion(text);

    /// <summary>Returns whether a text is a valid reference to an image.</summary>
    /// <param name="text">The text.</param>
    public static bool IsImage(string text) =>
        text.Length <= MaxImageLength
        && text.Length > 0
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(character => char.IsAsciiLetterOrDigit(character) || "._-/:@".Contains(character, StringComparison.Ordinal));

    /// <summary>Returns whether a text is a valid name of a node.</summary>
    /// <param name="text">The text.</param>
    public static bool IsNode(string text) => KubernetesName.IsSubdomain(text);
}
