using System.Text.Json.Nodes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Tests.Hostile;

/// <summary>Changes JSON as a hostile server would.</summary>
internal static class HostileJson
{
    /// <summary>Characters that must not be in any stream: ESC, BEL, CR, NEL, right-to-left override, line separator, zero width space, a tag, a lone surrogate.</summary>
    public const string Hidden = "\u001b[31m\u0007\r\u0085\u202e\u2028\u200b\udb40\udc41";

    // Only members that the module reads are changed.
    private static readonly HashSet<string> s_read = [.. typeof(Pod).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(Pod).Namespace)
        .SelectMany(type => type.GetProperties())
        .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]), "status", "message", "reason", "code"];

    public static IReadOnlyList<string> Mutations { get; } = ["null", "missing", "type", "huge", "odd", "twice"];

    /// <summary>Returns the positions in a document that the module reads. All items of an array are one position.</summary>
    public static IReadOnlyList<string> Places(JsonNode document)
    {
        var places = new SortedSet<string>(StringComparer.Ordinal);
        Walk(document, string.Empty);
        return [.. places];

        void Walk(JsonNode? node, string place)
        {
            switch (node)
            {
                case JsonObject map:
                    foreach ((string name, JsonNode? value) in map.Where(pair => s_read.Contains(pair.Key) || place.EndsWith("ations", StringComparison.Ordinal)))
                    {
                        places.Add($"{place}/{name}");
                        Walk(value, $"{place}/{name}");
                    }

                    break;
                case JsonArray list:
                    foreach (JsonNode? item in list)
                    {
                        Walk(item, $"{place}/*");
                    }

                    break;
            }
        }
    }

    /// <summary>Changes one position of a document.</summary>
    public static void Mutate(JsonNode? node, ReadOnlySpan<string> place, string mutation)
    {
        if (node is JsonArray list && place is ["*", ..])
        {
            foreach (JsonNode? item in list)
            {
                Mutate(item, place[1..], mutation);
            }
        }
        else if (node is JsonObject map && place.Length > 1)
        {
            Mutate(map[place[0]], place[1..], mutation);
        }
        else if (node is JsonObject owner && place.Length == 1 && owner.ContainsKey(place[0]))
        {
            if (mutation == "missing")
            {
                owner.Remove(place[0]);
            }
            else
            {
                owner[place[0]] = Changed(owner[place[0]], mutation);
            }
        }
    }

    /// <summary>Inserts hidden characters into the texts of a document.</summary>
    public static JsonNode? Plant(JsonNode? node, Func<string, bool> isLeft, string name = "") => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Plant(pair.Value, isLeft, pair.Key)))),
        JsonArray list => new JsonArray([.. list.Select(item => Plant(item, isLeft, name))]),
        JsonValue value when value.TryGetValue(out string? text) && !isLeft(name) => Hidden + text + Hidden,
        _ => node?.DeepClone(),
    };

    private static JsonNode? Changed(JsonNode? value, string mutation) => (mutation, value) switch
    {
        ("null", _) => null,
        ("type", JsonValue text) when text.TryGetValue(out string? _) => new JsonObject { ["a"] = 1 },
        ("type", _) => "text",
        ("huge", JsonArray list) => new JsonArray([null, .. list.Select(item => item?.DeepClone()), null]),
        ("huge", JsonObject) => Deep(),
        ("huge", JsonValue text) when text.TryGetValue(out string? _) => new string('A', 1024 * 1024),
        ("huge", _) => JsonNode.Parse("99999999999999999999999"),
        ("odd", JsonValue text) when text.TryGetValue(out DateTimeOffset _) => "9999-12-31T23:59:59Z",
        ("odd", JsonValue text) when text.TryGetValue(out string? _) => "a\0" + Hidden + "../../x",
        ("odd", JsonArray) => new JsonArray(),
        ("odd", JsonObject) => new JsonObject { ["a"] = null },
        ("odd", _) => -1,
        ("twice", JsonValue number) when number.TryGetValue(out int _) => int.MaxValue,
        ("twice", JsonArray list) => new JsonArray([.. list.Concat(list).Select(item => item?.DeepClone())]),
        ("twice", JsonValue text) when text.TryGetValue(out DateTimeOffset _) => "0001-01-01T00:00:00Z",
        ("twice", JsonValue text) when text.TryGetValue(out string? _) => string.Empty,
        _ => value?.DeepClone(),
    };

    private static JsonObject Deep()
    {
        var deep = new JsonObject();
        for (int i = 0; i < 60; i++)
        {
            deep = new JsonObject { ["a"] = deep };
        }

        return deep;
    }
}
