using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EksConnector.Core.Commands;

/// <summary>Writes JSON for use as an argument of a command.</summary>
internal static class CommandJson
{
    // Characters that are escaped for HTML are safe in quotes of a shell.
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a value on one line.</summary>
    public static string Text(JsonNode value) => value.ToJsonString(s_options);

    /// <summary>Creates an operation of a JSON patch.</summary>
    /// <param name="operation">The operation, such as <c>test</c>.</param>
    /// <param name="path">The path (JSON Pointer).</param>
    /// <param name="value">The value; null if the operation has none.</param>
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
