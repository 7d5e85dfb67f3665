namespace EksConnector.Aws.Errors;

/// <summary>What was done when something went wrong.</summary>
/// <param name="Action">The IAM action, or what was looked for.</param>
/// <param name="Region">The region; null where it was not known yet.</param>
/// <param name="Endpoint">The address that was asked; null for the region's own.</param>
internal sealed record AwsCallSite(string Action, string? Region, string? Endpoint)
{
    /// <summary>The cluster that was asked for, where one was.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Whether the address was configured, and is not the region's own.</summary>
    public bool HasOwnEndpoint { get; init; }

    /// <summary>Whether credentials were looked for, and not an API asked with them.</summary>
    public bool IsCredentials { get; init; }

    /// <summary>The environment variable that configures the address.</summary>
    public string EndpointVariable =>
        IsCredentials ? "AWS_ENDPOINT_URL_STS" : "AWS_ENDPOINT_URL_" + Action.Split(':')[0].ToUpperInvariant();
}
