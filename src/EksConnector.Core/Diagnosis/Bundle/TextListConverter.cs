using System.Text.Json;
using System.Text.Json.Serialization;

namespace EksConnector.Core.Diagnosis.Bundle;

/// <summary>Converts a list of texts to an array.</summary>
internal sealed class TextListConverter : JsonConverter<ValueList<string>>
{
    /// <inheritdoc/>
    public override ValueList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("a list is expected");
        }

        return new ValueList<string>(document.RootElement.EnumerateArray().Select(item => Redactor.Redact(item.GetString())));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ValueList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (string item in value)
        {
            writer.WriteStringValue(Redactor.Redact(item));
        }

        writer.WriteEndArray();
    }
}
