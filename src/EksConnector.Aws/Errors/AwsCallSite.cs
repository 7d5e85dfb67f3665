namespace EksConnector.Aws.Errors;

/// <summary>The call that failed, for error messages.</summary>
/// <param name="Action">The IAM action, or a description of what was requested.</param>
/// <param name="Region">The Region; null if it is not known yet.</param>
internal sealed record AwsCallSite(string Action, string? Region)
{
    /// <summary>The configured endpoint; null for the endpoint of the Region.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The name of the requested cluster; null for none.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Whether credentials were being obtained instead of an API being called.</summary>
    public bool IsCredentials { get; init; }

    /// <summary>The name of the service, such as <c>eks</c>.</summary>
    public string Service => IsCredentials ? "sts" : Action.Split(':')[0];

    /// <summary>The name of the environment variable for the endpoint.</summary>
    public string EndpointVariable => "AWS_ENDPOINT_URL_" + Service.ToUpperInvariant();

    /// <summary>The host for messages. A configured endpoint is reduced to its host, because it may contain a password.</summary>
    public string Host => this switch
    {
        { Endpoint: { } endpoint } => Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address)
            ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
            : "(not an address)",
        _ => Service + "." + Region,
    };
}
