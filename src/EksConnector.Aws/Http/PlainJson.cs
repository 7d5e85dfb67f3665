using System.Text.Json;

namespace EksConnector.Aws.Http;

/// <summary>
/// Makes JSON plain before the SDK reads it: its reader never comes back from a value of another kind than the model's, such as a
/// number in the place of a list. What is left is what the module reads: single values, and lists of objects with single values.
/// </summary>
internal static class PlainJson
{
    // What the model has as lists of the answers, and as more than a value in their items.
    private static readonly string[] s_lists = ["ActivationList", "InstanceInformationList"];
    private static readonly string[] s_nested = ["Tags", "AssociationOverview"];

    /// <summary>Makes it plain.</summary>
    /// <exception cref="JsonException">It is no JSON object, or has no list where one belongs.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> body)
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
            throw new JsonException("There is no object.");
        }

        writer.WriteStartObject();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!isItem && s_lists.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
            {
                if (property.Value.ValueKind != JsonValueKind.Array)
                {
                    throw new JsonException("There is no list.");
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
