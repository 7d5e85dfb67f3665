using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EksConnector.Tests.Diagnosis.Grid;

/// <summary>Facts that are written down as what differs from others.</summary>
internal static class Facts
{
    /// <summary>Turns YAML into JSON.</summary>
    public static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ToJson(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: not ScalarStyle.Plain } text => JsonValue.Create(text.Value),
        YamlScalarNode { Value: "null" or "" } => null,
        YamlScalarNode { Value: "true" or "false" } truth => JsonValue.Create(truth.Value == "true"),
        YamlScalarNode { Value: { } number } when long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };

    /// <summary>Changes one fact.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="path">Where it stands, such as <c>cluster.pods.0</c>; the number after the last one of a list appends to it.</param>
    /// <param name="value">What differs: an object is merged into the one that is there, null removes.</param>
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
