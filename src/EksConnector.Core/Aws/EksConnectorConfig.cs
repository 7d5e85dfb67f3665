namespace EksConnector.Core.Aws;

/// <summary>How a cluster is registered with EKS. The activation code, which EKS may answer too, is never read.</summary>
public sealed record EksConnectorConfig
{
    /// <summary>The id of the SSM activation.</summary>
    public string? ActivationId { get; init; }

    /// <summary>Until when the activation can be used (UTC).</summary>
    public DateTime? ActivationExpiry { get; init; }

    /// <summary>Where the cluster runs, such as <c>EKS_ANYWHERE</c> or <c>OTHER</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>The ARN of the role that the connector's agent uses.</summary>
    public string? RoleArn { get; init; }
}
