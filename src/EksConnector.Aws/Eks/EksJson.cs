using System.Globalization;
using System.Text.Json;
using EksConnector.Core.Aws;

namespace EksConnector.Aws.Eks;

/// <summary>Reads the answers of the EKS API. What is not asked for, such as the activation code, is never taken out of the text.</summary>
internal static class EksJson
{
    /// <summary>Reads the answer of DescribeCluster.</summary>
    public static EksCluster ReadCluster(JsonElement answer)
    {
        JsonElement cluster = answer.GetProperty("cluster");
        return new EksCluster
        {
            Name = Text(cluster, "name") ?? throw new JsonException("The cluster has no name."),
            Arn = Text(cluster, "arn"),
            Status = Text(cluster, "status"),
            CreatedAt = Time(cluster, "createdAt"),
            ConnectorConfig = cluster.TryGetProperty("connectorConfig", out JsonElement config) && config.ValueKind == JsonValueKind.Object
                ? new EksConnectorConfig
                {
                    ActivationId = Text(config, "activationId"),
                    ActivationExpiry = Time(config, "activationExpiry"),
                    Provider = Text(config, "provider"),
                    RoleArn = Text(config, "roleArn"),
                }
                : null,
        };
    }

    /// <summary>Reads the answer of ListClusters.</summary>
    public static (IReadOnlyList<string> Names, string? Next) ReadNames(JsonElement answer) =>
        (answer.GetProperty("clusters").EnumerateArray().Select(name => name.GetString() ?? string.Empty).ToList(), Text(answer, "nextToken"));

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // The API writes seconds since 1970 as a number; the AWS CLI, and documents made from it, ISO 8601 with an offset.
    private static DateTime? Time(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number => DateTime.UnixEpoch + TimeSpan.FromTicks((long)decimal.Round(value.GetDecimal() * TimeSpan.TicksPerSecond)),
            JsonValueKind.String => DateTimeOffset.Parse(
                value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime,
            _ => null,
        };
    }
}
