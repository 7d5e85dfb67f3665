namespace EksConnector.Core.Aws;

/// <summary>What to register with EKS.</summary>
/// <param name="Name">The name of the cluster.</param>
/// <param name="RoleArn">The ARN of the role that the connector's agent uses.</param>
/// <param name="Provider">Where the cluster runs, such as <c>EKS_ANYWHERE</c> or <c>OTHER</c>.</param>
public sealed record EksRegistrationRequest(string Name, string RoleArn, string Provider)
{
    /// <summary>The tags of the cluster; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Identifies the request, so that sending it again does not register the cluster twice; null for a new token.</summary>
    public string? ClientRequestToken { get; init; }
}
