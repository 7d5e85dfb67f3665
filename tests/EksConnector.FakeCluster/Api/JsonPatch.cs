using System.Globalization;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>Applies a JSON Patch (an array of test, add, replace, and remove operations) or a merge patch (an object).</summary>
internal static class JsonPatch
{
    public static JsonObject Apply(JsonObject before, JsonNode patch, ResourceKind kind)
    {
        JsonObject after = JsonText.Copy(before);
        if (patch is JsonObject merge)
        {
            Merge(after, merge);
            return after;
        }

        foreach (JsonNode? operation in (JsonArray)patch)
        {
            string path = (string)operation!["path"]!;
            if (!TryApply(after, (string?)operation["op"] ?? string.Empty, path, operation["value"]))
            {
                throw new ApiError(
                    422,
                    "Invalid",
                    $"the server rejected our request due to an error in our request: {kind.QualifiedName}: {operation["op"]} operation does not apply at {path}");
            }
        }

        return after;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach ((string name, JsonNode? value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                Merge(existing, inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }

    private static bool TryApply(JsonObject root, string operation, string path, JsonNode? value)
    {
        string[] steps = [.. path.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
        JsonNode? parent = root;
        foreach (string step in steps[..^1])
        {
            parent = Child(parent, step);
        }

        JsonNode? existing = Child(parent, steps[^1]);
        switch (operation, parent)
        {
            case ("test", _):
                return JsonNode.DeepEquals(existing, value);
            case ("add", JsonArray list) when steps[^1] == "-":
                list.Add(value?.DeepClone());
                return true;
            case ("add" or "replace", JsonObject container) when operation == "add" || existing is not null:
                container[steps[^1]] = value?.DeepClone();
                return true;
            case ("replace", JsonArray list) when existing is not null:
                list[Index(steps[^1])] = value?.DeepClone();
                return true;
            case ("remove", JsonArray list) when existing is not null:
                list.RemoveAt(Index(steps[^1]));
                return true;
            case ("remove", JsonObject container) when existing is not null:
                return container.Remove(steps[^1]);
            default:
                return false;
        }
    }

    private static JsonNode? Child(JsonNode? node, string step) => node switch
    {
        JsonObject container => container[step],
        JsonArray list when Index(step) is >= 0 and var index && index < list.Count => list[index],
        _ => null,
    };

    private static int Index(string step) => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : -1;
}
