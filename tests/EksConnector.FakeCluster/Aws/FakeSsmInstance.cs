using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster.Aws;

/// <summary>A managed instance of the fake Systems Manager: one replica of a connector.</summary>
public sealed record FakeSsmInstance
{
    /// <summary>Its region; null for every region.</summary>
    public string? Region { get; init; }

    /// <summary>The id of the activation that it was registered with.</summary>
    public required string ActivationId { get; init; }

    /// <summary><c>Online</c>, <c>ConnectionLost</c> or <c>Inactive</c>; null where SSM does not say.</summary>
    public string? PingStatus { get; init; } = "Online";

    /// <summary>When its agent was last heard of; null where it never was.</summary>
    public DateTimeOffset? LastPingDateTime { get; init; }

    /// <summary>The version of its agent; null where SSM does not say.</summary>
    public string? AgentVersion { get; init; } = "3.2.2303.0";

    internal JsonObject ToModel(string id) => FakeAwsAnswer.WithoutNulls(new JsonObject
    {
        ["InstanceId"] = id,
        [nameof(PingStatus)] = PingStatus,
        [nameof(LastPingDateTime)] = LastPingDateTime is { } ping ? FakeAwsAnswer.Epoch(ping) : null,
        [nameof(AgentVersion)] = AgentVersion,
        [nameof(ActivationId)] = ActivationId,
        ["IamRole"] = "AmazonEKSConnectorAgentRole",
        ["ResourceType"] = "ManagedInstance",
        ["PlatformType"] = "Linux",
        ["SourceType"] = "AWS::SSM::ManagedInstance",
    });
}
