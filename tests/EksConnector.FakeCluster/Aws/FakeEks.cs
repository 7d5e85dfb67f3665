using System.Globalization;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster.Aws;

/// <summary>The operations of the fake of EKS.</summary>
internal static class FakeEks
{
    public static Task HandleAsync(FakeAws aws, FakeAwsCall call) => call.Operation switch
    {
        "ListClusters" => ListAsync(aws, call),
        "DescribeCluster" => DescribeAsync(aws, call, call.Context.Request.Path.Value!["/clusters/".Length..]),
        "RegisterCluster" => FakeEksRegistrations.RegisterAsync(aws, call),
        "DeregisterCluster" => FakeEksRegistrations.DeregisterAsync(aws, call, call.Context.Request.Path.Value!["/cluster-registrations/".Length..]),
        _ => FakeAwsAnswer.ErrorAsync(call, new FakeAwsFault(404, "UnknownOperationException", "The operation is not supported.")),
    };

    private static Task DescribeAsync(FakeAws aws, FakeAwsCall call, string name) =>
        aws.Clusters.TryGetValue(name, out FakeEksCluster? cluster) && IsIn(cluster, call.Region)
            ? FakeAwsAnswer.JsonAsync(call, new JsonObject { ["cluster"] = cluster.ToModel(name, call.Region!) })
            : FakeAwsAnswer.ErrorAsync(call, new FakeAwsFault(404, "ResourceNotFoundException", $"No cluster found for name: {name}."));

    private static Task ListAsync(FakeAws aws, FakeAwsCall call)
    {
        string include = call.Context.Request.Query["include"].ToString();
        if (include is not ("" or "all"))
        {
            return RejectAsync(call, "Invalid value for include.");
        }

        string maxResults = call.Context.Request.Query["maxResults"].ToString();
        int size = 100;
        if (maxResults.Length > 0 && !(int.TryParse(maxResults, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size is >= 1 and <= 100))
        {
            return RejectAsync(call, "maxResults must be between 1 and 100.");
        }

        string[] names = aws.Clusters.Where(pair => IsIn(pair.Value, call.Region) && (!pair.Value.IsConnected || include == "all"))
            .Select(pair => pair.Key).Order(StringComparer.Ordinal).ToArray();
        return FakeAwsPage.Create(names, call.Context.Request.Query["nextToken"], Math.Min(size, aws.PageSize)) is not { } page
            ? RejectAsync(call, "Invalid token.")
            : FakeAwsAnswer.JsonAsync(call, FakeAwsAnswer.WithoutNulls(new JsonObject
            {
                ["clusters"] = new JsonArray([.. page.Items.Select(name => (JsonNode)name)]),
                ["nextToken"] = page.Next,
            }));
    }

    private static bool IsIn(FakeEksCluster cluster, string? region) => cluster.Region is null || cluster.Region == region;

    private static Task RejectAsync(FakeAwsCall call, string message) =>
        FakeAwsAnswer.ErrorAsync(call, new FakeAwsFault(400, "InvalidParameterException", message));
}
