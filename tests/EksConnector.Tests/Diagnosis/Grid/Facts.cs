using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EksConnector.Tests.Diagnosis.Grid;

/// <summary>Facts that are defined by their differences from other facts.</summary>
internal static class Facts
{
    /// <summary>Converts YAML to JSON.</summary>
    public static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ToJson(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: not ScalarStyle.Plain } text => JsonValue.Create(text.Value),
        YamlScalarNode { Value: "null" or "" } => null,
        YamlScalarNode { Value: "true" or "false" } boolean => JsonValue.Create(boolean.Value == "true"),
        YamlScalarNode { Value: { } number } when long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };

    /// <summary>Changes a fact.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="path">The path, such as <c>cluster.pods.0</c>; the index after the last item of a list appends an item.</param>
    /// <param name="value">The difference: an object is merged into the existing one, and null removes it.</param>
    public static void Change(JsonNode facts, string path, JsonNode? value)
    {
        string[] names = path.Split('.');
        JsonNode parent = facts;
        foreach (string name in names[..^1])
        {
            parent = parent is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)]! : parent[name] ??= new JsonObject();
        }

        Set(parent, names[^1], value);
    }

    private static void Set(JsonNode parent, string name, JsonNode? value)
    {
        JsonNode? known = parent is JsonArray list ? list.ElementAtOrDefault(int.Parse(name, CultureInfo.InvariantCulture)) : parent[name];
        if (known is JsonObject && value is JsonObject differences)
        {
            foreach ((string key, JsonNode? difference) in differences)
            {
                Set(known, key, difference?.DeepClone());
            }
        }
        else if (parent is JsonArray items)
        {
            int at = int.Parse(name, CultureInfo.InvariantCulture);
            if (at < items.Count)
            {
                items.RemoveAt(at);
            }

            if (value is not null)
            {
                items.Insert(at, value);
            }
        }
        else if (value is null)
        {
            parent.AsObject().Remove(name);
        }
        else
        {
            parent[name] = value;
        }
    }
}
