using System.Text.Json;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster.Aws;

/// <summary>
/// The operations of the fake of Systems Manager. Like the service, it applies filters to each page, so that a page can be empty
/// without being the last one.
/// </summary>
internal static class FakeSsm
{
    private static readonly string[] s_activationKeys = ["ActivationIds", "DefaultInstanceName", "IamRole"];
    private static readonly string[] s_instanceKeys =
        ["InstanceIds", "AgentVersion", "PingStatus", "PlatformTypes", "ActivationIds", "IamRole", "ResourceType", "AssociationStatus"];

    public static Task HandleAsync(FakeAws aws, FakeAwsCall call) => call.Operation switch
    {
        "DescribeActivations" => ActivationsAsync(aws, call),
        "DescribeInstanceInformation" => InstancesAsync(aws, call),
        _ => RejectAsync(call, "UnknownOperationException", "The operation is not supported."),
    };

    private static Task ActivationsAsync(FakeAws aws, FakeAwsCall call)
    {
        JsonObject request = call.Json();
        Dictionary<string, string[]> filters = Filters(request, "FilterKey", "FilterValues");
        if (filters.Keys.Except(s_activationKeys, StringComparer.Ordinal).Any())
        {
            return RejectAsync(call, "InvalidFilter", "The filter name is not valid.");
        }

        KeyValuePair<string, FakeSsmActivation>[] all = aws.Activations
            .Where(pair => pair.Value.Region is null || pair.Value.Region == call.Region).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        return PageAsync(aws, call, request, 1, all, "ActivationList", activation =>
            MatchesFilter(filters, "ActivationIds", activation.Key) && MatchesFilter(filters, "IamRole", activation.Value.IamRole)
                ? activation.Value.ToModel(
                    activation.Key, aws.Instances.Count(instance => instance.Value.ActivationId == activation.Key), aws.Now)
                : null);
    }

    private static Task InstancesAsync(FakeAws aws, FakeAwsCall call)
    {
        JsonObject request = call.Json();
        Dictionary<string, string[]> filters = Filters(request, "Key", "Values");
        if (filters.Keys.Except(s_instanceKeys, StringComparer.Ordinal).Any())
        {
            return RejectAsync(call, "InvalidFilterKey", "The filter key is not valid.");
        }

        KeyValuePair<string, FakeSsmInstance>[] all = aws.Instances
            .Where(pair => pair.Value.Region is null || pair.Value.Region == call.Region).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        return PageAsync(aws, call, request, 5, all, "InstanceInformationList", instance =>
            MatchesFilter(filters, "ActivationIds", instance.Value.ActivationId)
            && MatchesFilter(filters, "InstanceIds", instance.Key)
            && MatchesFilter(filters, "PingStatus", instance.Value.PingStatus)
                ? instance.Value.ToModel(instance.Key)
                : null);
    }

    private static Task PageAsync<T>(
        FakeAws aws, FakeAwsCall call, JsonObject request, int minimum, T[] all, string list, Func<T, JsonObject?> model)
    {
        int size = request["MaxResults"] is JsonValue maxResults && maxResults.GetValueKind() == JsonValueKind.Number ? maxResults.GetValue<int>() : 50;
        if (size < minimum || size > 50)
        {
            return RejectAsync(call, "ValidationException", $"1 validation error detected: MaxResults must be between {minimum} and 50.");
        }

        return FakeAwsPage.Create(all, (string?)request["NextToken"], Math.Min(size, aws.PageSize)) is not { } page
            ? RejectAsync(call, "InvalidNextToken", "The specified token is not valid.")
            : FakeAwsAnswer.JsonAsync(call, FakeAwsAnswer.WithoutNulls(new JsonObject
            {
                [list] = new JsonArray([.. page.Items.Select(model).OfType<JsonNode>()]),
                ["NextToken"] = page.Next,
            }));
    }

    private static Dictionary<string, string[]> Filters(JsonObject request, string key, string values) =>
        (request["Filters"] as JsonArray ?? []).OfType<JsonObject>().ToDictionary(
            filter => (string?)filter[key] ?? string.Empty,
            filter => (filter[values] as JsonArray ?? []).Select(value => (string?)value ?? string.Empty).ToArray(),
            StringComparer.Ordinal);

    private static bool MatchesFilter(Dictionary<string, string[]> filters, string key, string? value) =>
        !filters.TryGetValue(key, out string[]? values) || values.Contains(value, StringComparer.Ordinal);

    private static Task RejectAsync(FakeAwsCall call, string code, string message) =>
        FakeAwsAnswer.ErrorAsync(call, new FakeAwsFault(400, code, message));
}
