using System.Text.Json;
using EksConnector.Aws.Pipeline;
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
            Name = JsonFields.Text(cluster, "name") ?? throw new JsonException("The cluster has no name."),
            Arn = JsonFields.Text(cluster, "arn"),
            Status = JsonFields.Text(cluster, "status"),
            CreatedAt = JsonFields.Time(cluster, "createdAt"),
            ConnectorConfig = cluster.TryGetProperty("connectorConfig", out JsonElement config) && config.ValueKind == JsonValueKind.Object
                ? new EksConnectorConfig
                {
                    ActivationId = JsonFields.Text(config, "activationId"),
                    ActivationExpiry = JsonFields.Time(config, "activationExpiry"),
                    Provider = JsonFields.Text(config, "provider"),
                    RoleArn = JsonFields.Text(config, "roleArn"),
                }
                : null,
        };
    }

    /// <summary>Reads the names in an answer of ListClusters.</summary>
    public static IReadOnlyList<string> ReadNames(JsonElement answer) =>
        answer.GetProperty("clusters").EnumerateArray().Select(name => name.GetString() ?? string.Empty).ToList();
}
