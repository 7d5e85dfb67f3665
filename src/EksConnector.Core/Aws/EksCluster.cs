using System.Text.Json.Serialization;

namespace EksConnector.Core.Aws;

/// <summary>A cluster as EKS knows it.</summary>
public sealed record EksCluster
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its ARN; null where EKS did not say.</summary>
    public string? Arn { get; init; }

    /// <summary>Its status, such as <c>PENDING</c>, <c>ACTIVE</c>, <c>FAILED</c> or <c>DELETING</c>; null where EKS did not say.</summary>
    public string? Status { get; init; }

    /// <summary>When it was made or registered (UTC).</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>Its tags; null where it has none. Diagnostic bundles do not contain them.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>How it is connected; null for a cluster that EKS runs itself.</summary>
    public EksConnectorConfig? ConnectorConfig { get; init; }
}

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
