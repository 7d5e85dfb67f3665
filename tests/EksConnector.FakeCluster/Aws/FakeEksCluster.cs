using System.Globalization;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster.Aws;

/// <summary>A cluster of the fake EKS.</summary>
public sealed record FakeEksCluster
{
    /// <summary>Its region; null for every region.</summary>
    public string? Region { get; init; }

    /// <summary>Its status.</summary>
    public string Status { get; init; } = "ACTIVE";

    /// <summary>Whether it is a connected cluster.</summary>
    public bool IsConnected { get; init; } = true;

    /// <summary>When it was registered.</summary>
    public DateTimeOffset CreatedAt { get; init; } = new(2021, 11, 10, 6, 28, 51, 101, TimeSpan.Zero);

    /// <summary>The id of its activation; null where EKS does not say.</summary>
    public string? ActivationId { get; init; } = "8a3d5c9e-0000-4000-8000-0123456789ab";

    /// <summary>The code of its activation; EKS answers it to who registers.</summary>
    public string? ActivationCode { get; init; }

    /// <summary>Until when its activation can be used; null where EKS does not say.</summary>
    public DateTimeOffset? ActivationExpiry { get; init; } = new(2021, 11, 13, 6, 28, 51, 101, TimeSpan.Zero);

    /// <summary>Where it runs; null where EKS does not say.</summary>
    public string? Provider { get; init; } = "OTHER";

    /// <summary>The ARN of its agent's role; null where EKS does not say.</summary>
    public string? RoleArn { get; init; } = $"arn:aws:iam::{FakeAws.Account}:role/AmazonEKSConnectorAgentRole";

    /// <summary>Whether times are written as ISO 8601 with an offset, not as the API's seconds since 1970.</summary>
    public bool WritesIsoTimes { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The token of the request that registered it; null where no request did.</summary>
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
