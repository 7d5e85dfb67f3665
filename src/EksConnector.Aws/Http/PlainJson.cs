using System.Text.Json;

namespace EksConnector.Aws.Http;

/// <summary>
/// Reduces JSON to what the module needs before the SDK reads it: single values, and lists of objects with single values. The reader
/// of the SDK never returns if a value has another type than in the model, such as a number instead of a list.
/// </summary>
internal static class PlainJson
{
    // The lists in the responses of the model, and the fields of their items that are not single values.
    private static readonly string[] s_lists = ["ActivationList", "InstanceInformationList"];
    private static readonly string[] s_nested = ["Tags", "AssociationOverview"];

    /// <summary>Reduces a JSON document.</summary>
    /// <exception cref="JsonException">The text is not a JSON object, or a value is not a list as required.</exception>
    public static byte[] Reduce(ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        using var plain = new MemoryStream();
        using (var writer = new Utf8JsonWriter(plain))
        {
            Write(writer, document.RootElement, isItem: false);
        }

        return plain.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, bool isItem)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The value is not an object.");
        }

        writer.WriteStartObject();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!isItem && s_lists.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
            {
                if (property.Value.ValueKind != JsonValueKind.Array)
                {
                    throw new JsonException("The value is not a list.");
                }

                writer.WriteStartArray(property.Name);
                foreach (JsonElement item in property.Value.EnumerateArray())
                {
                    Write(writer, item, isItem: true);
                }

                writer.WriteEndArray();
            }
            else if (property.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)
                && !s_nested.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
            {
                property.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }
}
