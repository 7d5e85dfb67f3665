using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>Converts JSON, numbers, and times to text.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Utf8(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, s_compact);

    /// <summary>Copies an object by serializing it, so that its numbers become JSON numbers without a C# type.</summary>
    public static JsonObject Copy(JsonObject value) => (JsonObject)JsonNode.Parse(Utf8(value))!;

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Time(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Returns the value at a path with dots; null if there is no scalar value.</summary>
    public static string? Lookup(JsonNode node, string path)
    {
        JsonNode? current = node;
        foreach (string step in path.Split('.'))
        {
            current = (current as JsonObject)?[step];
        }

        return current is JsonValue value ? value.ToString() : null;
    }
}
