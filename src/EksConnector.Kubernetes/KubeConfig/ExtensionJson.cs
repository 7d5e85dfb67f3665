using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Writes a YAML value as JSON, for the exec plugins that are told of their cluster.</summary>
internal static class ExtensionJson
{
    // An environment variable cannot be larger than this on Linux, so nothing larger could be handed over.
    private const int MaximumWeight = 20_000;

    public static string? Write(YamlNode node, string file)
    {
        if (node.Weight > MaximumWeight)
        {
            throw KubeConfigErrors.Invalid(file, node.Line, node.Column, "the extension is too large.", "Shorten the extension.");
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(node, writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(YamlNode node, Utf8JsonWriter writer)
    {
        switch (node.Kind)
        {
            case YamlNodeKind.Null:
                writer.WriteNullValue();
                break;
            case YamlNodeKind.Boolean:
                writer.WriteBooleanValue(YamlScalars.IsTrue(node.Text));
                break;
            case YamlNodeKind.Number:
                WriteNumber(node.Text, writer);
                break;
            case YamlNodeKind.Sequence:
                writer.WriteStartArray();
                foreach (YamlNode item in node.Items)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case YamlNodeKind.Mapping:
                writer.WriteStartObject();
                foreach (KeyValuePair<string, YamlNode> field in node.Fields)
                {
                    writer.WritePropertyName(field.Key);
                    Write(field.Value, writer);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(node.Text);
                break;
        }
    }

    private static void WriteNumber(string text, Utf8JsonWriter writer)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
        {
            writer.WriteNumberValue(integer);
        }
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            // Hexadecimal and its like: no plugin's configuration is known to have one, and as text nothing is lost.
            writer.WriteStringValue(text);
        }
    }
}
