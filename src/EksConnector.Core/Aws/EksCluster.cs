using System.Text.Json.Serialization;

namespace EksConnector.Core.Aws;

/// <summary>An EKS cluster.</summary>
public sealed record EksCluster
{
    /// <summary>The name of the cluster.</summary>
    public required string Name { get; init; }

    /// <summary>The ARN of the cluster; null if EKS did not return it.</summary>
    public string? Arn { get; init; }

    /// <summary>The status, such as <c>PENDING</c>, <c>ACTIVE</c>, <c>FAILED</c> or <c>DELETING</c>; null if EKS did not return it.</summary>
    public string? Status { get; init; }

    /// <summary>The time at which the cluster was created or registered (UTC).</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>The tags; null if there are none. Diagnostic bundles do not contain them.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The registration of a connected cluster; null for a cluster in Amazon EKS.</summary>
    public EksConnectorConfig? ConnectorConfig { get; init; }
}

/// <summary>The registration of a connected cluster. The activation code, which EKS may return, is never read.</summary>
public sealed record EksConnectorConfig
{
    /// <summary>The ID of the Systems Manager activation.</summary>
    public string? ActivationId { get; init; }

    /// <summary>The time at which the activation expires (UTC).</summary>
    public DateTime? ActivationExpiry { get; init; }

    /// <summary>The provider of the cluster, such as <c>EKS_ANYWHERE</c> or <c>OTHER</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>The ARN of the IAM role of the connector agent.</summary>
    public string? RoleArn { get; init; }
}
