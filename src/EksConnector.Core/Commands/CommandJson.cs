using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EksConnector.Core.Commands;

/// <summary>Writes JSON that is an argument of a command.</summary>
internal static class CommandJson
{
    // What HTML has to escape is plain in a shell's quotes.
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a value on one line.</summary>
    public static string Text(JsonNode value) => value.ToJsonString(s_options);

    /// <summary>An operation of a JSON patch.</summary>
    /// <param name="operation">Such as <c>test</c>.</param>
    /// <param name="path">The place.</param>
    /// <param name="value">The value; null for none.</param>
    public static JsonObject Operation(string operation, string path, JsonNode? value = null)
    {
        var patch = new JsonObject { ["op"] = operation, ["path"] = path };
        if (value is not null)
        {
            patch.Add("value", value);
        }

        return patch;
    }
}
