using System.Text.Json;
using System.Text.Json.Serialization;

namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Reads and writes a text that is sent back unchanged and never shown.</summary>
public sealed class OpaqueTextConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value);
    }
}
