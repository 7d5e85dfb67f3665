using System.Globalization;
using System.Text.Json;
using Amazon.EKS.Model;
using Amazon.Runtime.Internal;

namespace Amazon.EKS.Internal;

/// <summary>Writes requests and reads responses according to the published EKS model.</summary>
internal static class EksMarshallers
{
    public static void Write(DescribeClusterRequest input, IRequest request)
    {
        request.HttpMethod = "GET";
        request.ResourcePath = "/clusters/{name}";
        request.AddPathResource("{name}", input.Name);
    }

    public static void Write(ListClustersRequest input, IRequest request)
    {
        request.HttpMethod = "GET";
        request.ResourcePath = "/clusters";
        request.UseQueryString = true;
        if (input.Include is [{ } include])
        {
            // "all" is the only valid value.
            request.Parameters.Add("include", include);
        }

        if (input.MaxResults is { } maxResults)
        {
            request.Parameters.Add("maxResults", maxResults.ToString(CultureInfo.InvariantCulture));
        }

        if (input.NextToken is { } nextToken)
        {
            request.Parameters.Add("nextToken", nextToken);
        }
    }

    public static void Write(RegisterClusterRequest input, IRequest request)
    {
        request.HttpMethod = "POST";
        request.ResourcePath = "/cluster-registrations";
        request.Headers["Content-Type"] = "application/json";
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("name", input.Name);
            writer.WriteString("clientRequestToken", input.ClientRequestToken ?? Guid.NewGuid().ToString());
            writer.WriteStartObject("connectorConfig");
            writer.WriteString("roleArn", input.ConnectorConfig.RoleArn);
            writer.WriteString("provider", input.ConnectorConfig.Provider);
            writer.WriteEndObject();
            if (input.Tags is { Count: > 0 } tags)
            {
                writer.WriteStartObject("tags");
                foreach ((string key, string value) in tags)
                {
                    writer.WriteString(key, value);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        request.Content = buffer.ToArray();
    }

    public static void Write(DeregisterClusterRequest input, IRequest request)
    {
        request.HttpMethod = "DELETE";
        request.ResourcePath = "/cluster-registrations/{name}";
        request.AddPathResource("{name}", input.Name);
    }

    public static DescribeClusterResponse ReadDescribeCluster(JsonElement response) => new() { Cluster = ClusterIn(response, readsCode: false) };

    public static RegisterClusterResponse ReadRegisterCluster(JsonElement response) => new() { Cluster = ClusterIn(response, readsCode: true) };

    public static DeregisterClusterResponse ReadDeregisterCluster(JsonElement response) => new() { Cluster = ClusterIn(response, readsCode: false) };

    public static ListClustersResponse ReadListClusters(JsonElement response) => new()
    {
        Clusters = response.TryGetProperty("clusters", out JsonElement names)
            ? names.EnumerateArray().Select(name => name.GetString() ?? string.Empty).ToList()
            : null,
        NextToken = Text(response, "nextToken"),
    };

    private static Cluster? ClusterIn(JsonElement response, bool readsCode) =>
        response.TryGetProperty("cluster", out JsonElement cluster) ? ReadCluster(cluster, readsCode) : null;

    private static Cluster ReadCluster(JsonElement cluster, bool readsCode) => new()
    {
        Name = Text(cluster, "name"),
        Arn = Text(cluster, "arn"),
        Status = Text(cluster, "status") is { } status ? new ClusterStatus(status) : null,
        CreatedAt = Time(cluster, "createdAt"),
        ConnectorConfig = cluster.TryGetProperty("connectorConfig", out JsonElement config) && config.ValueKind != JsonValueKind.Null
            ? new ConnectorConfigResponse
            {
                ActivationId = Text(config, "activationId"),
                ActivationCode = readsCode ? Text(config, "activationCode") : null,
                ActivationExpiry = Time(config, "activationExpiry"),
                Provider = Text(config, "provider"),
                RoleArn = Text(config, "roleArn"),
            }
            : null,
        Tags = cluster.TryGetProperty("tags", out JsonElement tags) && tags.ValueKind == JsonValueKind.Object
            ? tags.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString() ?? string.Empty, StringComparer.Ordinal)
            : null,
    };

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    // EKS writes seconds since 1970 as a number; some emulators write ISO 8601.
    private static DateTime? Time(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null
            ? null
            : value.ValueKind == JsonValueKind.Number
                ? DateTime.UnixEpoch + TimeSpan.FromTicks((long)decimal.Round(value.GetDecimal() * TimeSpan.TicksPerSecond))
                : DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;
}
