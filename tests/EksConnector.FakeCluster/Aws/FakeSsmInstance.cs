using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster.Aws;

/// <summary>A managed instance in the fake of Systems Manager: one replica of a connector.</summary>
public sealed record FakeSsmInstance
{
    /// <summary>The Region; null for all Regions.</summary>
    public string? Region { get; init; }

    /// <summary>The ID of the activation with which it was registered.</summary>
    public required string ActivationId { get; init; }

    /// <summary><c>Online</c>, <c>ConnectionLost</c> or <c>Inactive</c>; null to omit it from responses.</summary>
    public string? PingStatus { get; init; } = "Online";

    /// <summary>The time of the last ping; null if there was none.</summary>
    public DateTimeOffset? LastPingDateTime { get; init; }

    /// <summary>The version of the agent; null to omit it from responses.</summary>
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
