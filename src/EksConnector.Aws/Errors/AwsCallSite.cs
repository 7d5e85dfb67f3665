namespace EksConnector.Aws.Errors;

/// <summary>What was done when something went wrong.</summary>
/// <param name="Action">The IAM action, or what was looked for.</param>
/// <param name="Region">The region; null where it was not known yet.</param>
internal sealed record AwsCallSite(string Action, string? Region)
{
    /// <summary>The address that was configured; null for the region's own.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The cluster that was asked for, where one was.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Whether credentials were looked for, and not an API asked with them.</summary>
    public bool IsCredentials { get; init; }

    /// <summary>The service that was asked, such as <c>eks</c>.</summary>
    public string Service => IsCredentials ? "sts" : Action.Split(':')[0];

    /// <summary>The environment variable that configures the address.</summary>
    public string EndpointVariable => "AWS_ENDPOINT_URL_" + Service.ToUpperInvariant();

    /// <summary>What was asked, to be shown. A configured address may have a password in it, so that its host alone is named.</summary>
    public string Host => this switch
    {
        { Endpoint: { } endpoint } => Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address)
            ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
            : "(not an address)",
        _ => Service + "." + Region,
    };
}
