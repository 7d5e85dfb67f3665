using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Converts YAML to JSON, for the input and the output of exec plugins.</summary>
internal static class YamlJson
{
    // The limit of an environment variable on Linux; larger values could not be passed to the plugin.
    private const int MaximumSize = 128 * 1024;
    private const int MaximumResponseSize = 2 * 1024 * 1024;

    /// <summary>Converts the exec extension of a kubeconfig.</summary>
    /// <param name="node">The extension.</param>
    /// <param name="file">The name of the kubeconfig in error messages.</param>
    /// <returns>The JSON.</returns>
    public static string Write(YamlNode node, string file) => node.Size <= MaximumSize
        ? Write(node)
        : throw KubeConfigErrors.Invalid(file, node.Line, node.Column, "the extension is too large.", "Shorten the extension.");

    /// <summary>Converts the first document of a YAML text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The JSON; null if the text is not a YAML map or is too large after the expansion of aliases.</returns>
    public static string? TryConvert(string text)
    {
        try
        {
            return YamlDocumentReader.Read(text, "text", log: null) is { Kind: YamlNodeKind.Mapping } node && node.Size <= MaximumResponseSize ? Write(node) : null;
        }
        catch (EksConnectorException)
        {
            // The reason is not reported, because the text contains secrets.
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
            // Hexadecimal numbers and similar formats are not expected in the configuration of a plugin; as a string nothing is lost.
            writer.WriteStringValue(text);
        }
    }
}
