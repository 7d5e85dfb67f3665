using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>
/// Merges a scenario into the one that it extends: objects by field (null removes a field), lists by the name or type of their items,
/// and everything else, including the state of a container, as a whole.
/// </summary>
internal static class JsonMerge
{
    public static void Into(JsonObject target, JsonObject change)
    {
        foreach ((string name, JsonNode? value) in change)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (name is not ("state" or "lastState") && target[name] is JsonObject innerTarget && value is JsonObject innerChange)
            {
                Into(innerTarget, innerChange);
            }
            else if (target[name] is JsonArray list && value is JsonArray changes && KeyOf(list) is { } key && KeyOf(changes) == key)
            {
                IntoList(list, changes, key);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }

    private static void IntoList(JsonArray target, JsonArray changes, string key)
    {
        foreach (JsonNode? item in changes)
        {
            var change = (JsonObject)item!;
            if (target.FirstOrDefault(existing => (string?)existing![key] == (string?)change[key]) is JsonObject existing)
            {
                Into(existing, change);
            }
            else
            {
                target.Add(change.DeepClone());
            }
        }
    }

    private static string? KeyOf(JsonArray list) =>
        Array.Find((string[])["name", "type"], key => list.Count > 0 && list.All(item => item is JsonObject value && value.ContainsKey(key)));
}
