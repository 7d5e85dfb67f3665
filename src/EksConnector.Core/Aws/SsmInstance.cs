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
