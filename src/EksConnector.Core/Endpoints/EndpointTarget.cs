using EksConnector.Core.Connector;

namespace EksConnector.Core.Endpoints;

/// <summary>An endpoint that the connector connects to.</summary>
/// <param name="Name">The name of the endpoint in results.</param>
/// <param name="Uri">The URL.</param>
internal sealed record EndpointTarget(string Name, Uri Uri)
{
    /// <summary>The endpoint of Systems Manager, for the registration and the credentials of the agent.</summary>
    public const string Ssm = "ssm";

    /// <summary>The endpoint of the agent's control channel.</summary>
    public const string SsmMessages = "ssmmessages";

    /// <summary>The image registry, which the node and not the Pod connects to.</summary>
    public const string Registry = "registry";

    /// <summary>The endpoint in the arguments of connector-init.</summary>
    public const string Configured = "agent.endpoint";

    /// <summary>The host, without the brackets of an IPv6 address.</summary>
    public string Host => Uri.IdnHost.Trim('[', ']');

    /// <summary>Lists the endpoints of a connector. The agent does not use ec2messages in a container.</summary>
    /// <param name="region">The Region.</param>
    /// <param name="endpoint">The configured endpoint, as <see cref="ActivationSettings.Endpoint"/>; null if there is none.</param>
    public static IReadOnlyList<EndpointTarget> Of(string region, string? endpoint)
    {
        string domain = DomainOf(region);
        List<EndpointTarget> targets =
        [
            new(Ssm, new Uri($"https://{Ssm}.{region}.{domain}")),
            new(SsmMessages, new Uri($"https://{SsmMessages}.{region}.{domain}")),
        ];
        if (endpoint is not null && Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? own) && targets.TrueForAll(target => target.Uri != own))
        {
            targets.Add(new(Configured, own));
        }

        return targets;
    }

    private static string DomainOf(string region) => region.Split('-')[0] switch
    {
        "cn" => "amazonaws.com.cn",
        "eusc" => "amazonaws.eu",
        _ => "amazonaws.com",
    };
}
