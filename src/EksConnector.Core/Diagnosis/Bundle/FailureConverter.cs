using System.Text.Json;
using System.Text.Json.Serialization;

namespace EksConnector.Core.Diagnosis.Bundle;

/// <summary>Converts an error to its texts, which were redacted when it was created.</summary>
internal sealed class FailureConverter : JsonConverter<EksConnectorException>
{
    /// <inheritdoc/>
    public override EksConnectorException Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement failure = document.RootElement;
        return new EksConnectorException(
            Text("errorId"),
            Enum.TryParse(Text("category"), out FailureCategory category) ? category : FailureCategory.NotSpecified,
            Text("message"),
            Text("recommendedAction"));

        string Text(string name) => failure.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? string.Empty : string.Empty;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EksConnectorException value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("errorId", value.ErrorId);
        writer.WriteString("category", value.Category.ToString());
        writer.WriteString("message", value.Message);
        writer.WriteString("recommendedAction", value.RecommendedAction);
        writer.WriteEndObject();
    }
}
