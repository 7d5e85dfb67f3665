using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Writes YAML as JSON: what exec plugins are told of their cluster, and what they answer.</summary>
internal static class YamlJson
{
    // An environment variable cannot be larger than this on Linux, so nothing larger could be handed over.
    private const int MaximumSize = 128 * 1024;
    private const int MaximumAnswer = 2 * 1024 * 1024;

    /// <summary>Writes the extension of a kubeconfig.</summary>
    /// <param name="node">The extension.</param>
    /// <param name="file">How errors name the kubeconfig.</param>
    /// <returns>The JSON.</returns>
    public static string Write(YamlNode node, string file) => node.Size <= MaximumSize
        ? Write(node)
        : throw KubeConfigErrors.Invalid(file, node.Line, node.Column, "the extension is too large.", "Shorten the extension.");

    /// <summary>Converts the first document of a YAML text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The JSON, or null where the text is not a YAML map, or is much longer with its aliases written out.</returns>
    public static string? TryConvert(string text)
    {
        try
        {
            return YamlDocumentReader.Read(text, "text", log: null) is { Kind: YamlNodeKind.Mapping } node && node.Size <= MaximumAnswer ? Write(node) : null;
        }
        catch (EksConnectorException)
        {
            // The reason may not be shown: it is about a text that holds secrets.
            return null;
        }
    }

    private static string Write(YamlNode node)
    {
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
