using System.Text.Json;
using System.Text.Json.Serialization;

namespace EksConnector.Core;

/// <summary>Masks the secrets in all strings and property names of a JSON document when it is read or written.</summary>
public sealed class RedactedTextConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : Text(ref reader);

    /// <inheritdoc/>
    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Text(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Redactor.Redact(value));
    }

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(Redactor.Redact(value));
    }

    // Most texts have no secret, which their bytes show without a conversion. The scanner sees what is shown, so escaped texts are decoded first.
    private static string Text(ref Utf8JsonReader reader) =>
        !reader.HasValueSequence && !reader.ValueIsEscaped && Redactor.IsClean(reader.ValueSpan)
            ? reader.GetString()!
            : Redactor.Redact(reader.GetString());
}
