using System.Globalization;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster.Aws;

/// <summary>A cluster in the fake of EKS.</summary>
public sealed record FakeEksCluster
{
    /// <summary>The Region; null for all Regions.</summary>
    public string? Region { get; init; }

    /// <summary>The status.</summary>
    public string Status { get; init; } = "ACTIVE";

    /// <summary>Whether it is a connected cluster, and not an Amazon EKS cluster.</summary>
    public bool IsConnected { get; init; } = true;

    /// <summary>The time of the registration.</summary>
    public DateTimeOffset CreatedAt { get; init; } = new(2021, 11, 10, 6, 28, 51, 101, TimeSpan.Zero);

    /// <summary>The activation ID; null to omit it from responses.</summary>
    public string? ActivationId { get; init; } = "8a3d5c9e-0000-4000-8000-0123456789ab";

    /// <summary>The activation code, which EKS returns only from RegisterCluster.</summary>
    public string? ActivationCode { get; init; }

    /// <summary>The time when the activation expires; null to omit it from responses.</summary>
    public DateTimeOffset? ActivationExpiry { get; init; } = new(2021, 11, 13, 6, 28, 51, 101, TimeSpan.Zero);

    /// <summary>The provider; null to omit it from responses.</summary>
    public string? Provider { get; init; } = "OTHER";

    /// <summary>The ARN of the agent's role; null to omit it from responses.</summary>
    public string? RoleArn { get; init; } = $"arn:aws:iam::{FakeAws.Account}:role/AmazonEKSConnectorAgentRole";

    /// <summary>Whether times are written as ISO 8601 with an offset instead of seconds since 1970.</summary>
    public bool WritesIsoTimes { get; init; }

    /// <summary>The tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The client request token of the registration; null if no request registered it.</summary>
    public string? RequestToken { get; init; }

    internal JsonObject ToModel(string name, string region, bool withCode = true)
    {
        var model = new JsonObject
        {
            ["name"] = name,
            ["arn"] = $"arn:aws:eks:{Region ?? region}:{FakeAws.Account}:cluster/{name}",
            ["createdAt"] = Time(CreatedAt),
            ["status"] = Status,
            ["tags"] = new JsonObject(Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))),
        };
        if (IsConnected)
        {
            model["connectorConfig"] = FakeAwsAnswer.WithoutNulls(new JsonObject
            {
                ["activationId"] = ActivationId,
                ["activationCode"] = withCode ? ActivationCode : null,
                ["activationExpiry"] = ActivationExpiry is { } expiry ? Time(expiry) : null,
                ["provider"] = Provider,
                ["roleArn"] = RoleArn,
            });
        }

        return model;
    }

    private JsonNode Time(DateTimeOffset time) => WritesIsoTimes
        ? time.ToOffset(TimeSpan.FromHours(-8)).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture)
        : FakeAwsAnswer.Epoch(time);
}
