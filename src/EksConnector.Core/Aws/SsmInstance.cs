namespace EksConnector.Core.Aws;

/// <summary>A managed instance in Systems Manager (<c>SSM DescribeInstanceInformation</c>), which is one replica of the connector.</summary>
public sealed record SsmInstance
{
    /// <summary>The instance ID, such as <c>eks_c:my-cluster_0123456789abcdef0</c>.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The connection status of the agent: <c>Online</c>, <c>ConnectionLost</c> or <c>Inactive</c>; null if it was not returned.</summary>
    public string? PingStatus { get; init; }

    /// <summary>The time of the last ping of the agent (UTC); null if there was none.</summary>
    public DateTime? LastPing { get; init; }

    /// <summary>The version of the agent; null if it was not returned.</summary>
    public string? AgentVersion { get; init; }

    /// <summary>The ID of the activation with which the instance was registered; null if it was not returned.</summary>
    public string? ActivationId { get; init; }
}

/// <summary>An activation in Systems Manager (<c>SSM DescribeActivations</c>).</summary>
public sealed record SsmActivation
{
    /// <summary>The activation ID, a GUID.</summary>
    public required string ActivationId { get; init; }

    /// <summary>Whether the activation has expired; null if it was not returned.</summary>
    public bool? Expired { get; init; }

    /// <summary>The time at which the activation expires (UTC); null if it was not returned.</summary>
    public DateTime? ExpirationDate { get; init; }

    /// <summary>The maximum number of instances that can be registered, 1 or more; null if it was not returned.</summary>
    public int? RegistrationLimit { get; init; }

    /// <summary>The number of registered instances; null if it was not returned.</summary>
    public int? RegistrationsCount { get; init; }

    /// <summary>The name of the IAM role of the instances; null if it was not returned.</summary>
    public string? IamRole { get; init; }
}
