namespace EksConnector.Core.Endpoints;

/// <summary>What the answers of the tools mean.</summary>
/// <param name="IsReachable">Whether the endpoint responds; null where that could not be tested.</param>
/// <param name="FailedStep">The step that failed; null if there is none.</param>
/// <param name="FindingCode">The finding; null where nothing failed.</param>
/// <param name="Summary">The result in one sentence.</param>
internal sealed record EndpointVerdict(bool? IsReachable, string? FailedStep, string? FindingCode, string Summary)
{
    /// <summary>The action if the image of the container does not have the tools for a test.</summary>
    public const string UseAnotherImage = "Use -Image to test the endpoint from a temporary Pod with an image that contains a shell and curl.";

    /// <summary>The action if a temporary Pod does not run.</summary>
    public const string MakePodRun = "Resolve the reason, or specify another image with -Image, another node with -Node, or another namespace with -Namespace.";

    /// <summary>The action for an endpoint that could not be tested; null for <see cref="UseAnotherImage"/>.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>The name resolution.</summary>
    public const string Dns = "Dns";

    /// <summary>The connection to, or through, the HTTP proxy.</summary>
    public const string Proxy = "Proxy";

    /// <summary>The TCP connection.</summary>
    public const string Tcp = "Tcp";

    /// <summary>The TLS handshake.</summary>
    public const string Tls = "Tls";

    /// <summary>The HTTP request.</summary>
    public const string Http = "Http";

    /// <summary>The endpoint could not be tested.</summary>
    /// <param name="why">Why, as a sentence.</param>
    public static EndpointVerdict Unknown(string why) => new(null, null, null, why);
}
