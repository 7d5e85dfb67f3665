using System.Globalization;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster.Aws;

/// <summary>A cluster of the fake EKS.</summary>
public sealed record FakeEksCluster
{
    /// <summary>Its status.</summary>
    public string Status { get; init; } = "ACTIVE";

    /// <summary>Whether it is a connected cluster.</summary>
    public bool IsConnected { get; init; } = true;

    /// <summary>When it was registered.</summary>
    public DateTimeOffset CreatedAt { get; init; } = new(2021, 11, 10, 6, 28, 51, 101, TimeSpan.Zero);

    /// <summary>The id of its activation.</summary>
    public string ActivationId { get; init; } = "8a3d5c9e-0000-4000-8000-0123456789ab";

    /// <summary>The code of its activation; EKS answers it to who registers.</summary>
    public string? ActivationCode { get; init; }

    /// <summary>Until when its activation can be used.</summary>
    public DateTimeOffset ActivationExpiry { get; init; } = new(2021, 11, 13, 6, 28, 51, 101, TimeSpan.Zero);

    /// <summary>Where it runs.</summary>
    public string Provider { get; init; } = "OTHER";

    /// <summary>Whether times are written as ISO 8601 with an offset, not as the API's seconds since 1970.</summary>
    public bool WritesIsoTimes { get; init; }

    internal Dictionary<string, object?> ToModel(string name)
    {
        var model = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["arn"] = $"arn:aws:eks:eu-west-1:{FakeAws.Account}:cluster/{name}",
            ["createdAt"] = Time(CreatedAt),
            ["status"] = Status,
            ["tags"] = new Dictionary<string, string>(StringComparer.Ordinal),
        };
        if (IsConnected)
        {
            model["connectorConfig"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["activationId"] = ActivationId,
                ["activationCode"] = ActivationCode,
                ["activationExpiry"] = Time(ActivationExpiry),
                ["provider"] = Provider,
                ["roleArn"] = $"arn:aws:iam::{FakeAws.Account}:role/AmazonEKSConnectorAgentRole",
            };
        }

        return model;
    }

    private JsonNode Time(DateTimeOffset time) => WritesIsoTimes
        ? time.ToOffset(TimeSpan.FromHours(-8)).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture)
        : time.ToUnixTimeMilliseconds() / 1000m;
}
