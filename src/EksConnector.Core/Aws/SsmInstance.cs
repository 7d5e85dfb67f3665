namespace EksConnector.Core.Aws;

/// <summary>A managed instance as Systems Manager knows it (<c>SSM DescribeInstanceInformation</c>): one replica of the connector.</summary>
public sealed record SsmInstance
{
    /// <summary>Its id, such as <c>eks_c:my-cluster_0123456789abcdef0</c>.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Whether its agent is connected: <c>Online</c>, <c>ConnectionLost</c> or <c>Inactive</c>; null where SSM did not say.</summary>
    public string? PingStatus { get; init; }

    /// <summary>When the agent was last heard of (UTC); null where it never was.</summary>
    public DateTime? LastPing { get; init; }

    /// <summary>The version of its agent; null where SSM did not say.</summary>
    public string? AgentVersion { get; init; }

    /// <summary>The activation that it was registered with; null where SSM did not say.</summary>
    public string? ActivationId { get; init; }
}

/// <summary>An activation as Systems Manager knows it (<c>SSM DescribeActivations</c>).</summary>
public sealed record SsmActivation
{
    /// <summary>Its id, a GUID.</summary>
    public required string ActivationId { get; init; }

    /// <summary>Whether it has expired; null where SSM did not say.</summary>
    public bool? Expired { get; init; }

    /// <summary>Until when it can be used (UTC); null where SSM did not say.</summary>
    public DateTime? ExpirationDate { get; init; }

    /// <summary>How many instances may be registered with it, 1 or more; null where SSM did not say.</summary>
    public int? RegistrationLimit { get; init; }

    /// <summary>How many instances are registered with it; null where SSM did not say.</summary>
    public int? RegistrationsCount { get; init; }

    /// <summary>The name of the IAM role that the instances get; null where SSM did not say.</summary>
    public string? IamRole { get; init; }
}
