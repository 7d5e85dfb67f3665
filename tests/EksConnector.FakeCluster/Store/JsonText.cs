using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>How JSON, numbers and times are written.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Utf8(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, s_compact);

    /// <summary>Copies an object by way of its text, so that its numbers are JSON's and no longer of a C# type.</summary>
    public static JsonObject Copy(JsonObject value) => (JsonObject)JsonNode.Parse(Utf8(value))!;

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Time(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Looks a dotted path up; null where it does not lead to a plain value.</summary>
    public static string? Lookup(JsonNode node, string path)
    {
        JsonNode? here = node;
        foreach (string step in path.Split('.'))
        {
            here = (here as JsonObject)?[step];
        }

        return here is JsonValue value ? value.ToString() : null;
    }
}
