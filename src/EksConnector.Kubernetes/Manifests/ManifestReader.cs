using EksConnector.Core.Activation;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EksConnector.Kubernetes.Manifests;

/// <summary>Reads YAML with any number of documents. An alias is the same instance as its target, so that aliases do not increase memory use.</summary>
public sealed class ManifestReader : IManifestReader
{
    // Deeper than any manifest, but not deep enough for a stack overflow.
    private const int MaximumDepth = 100;

    /// <inheritdoc/>
    public string? Read(string text, out IReadOnlyList<ManifestNode> documents)
    {
        var read = new List<ManifestNode>();
        documents = [];
        var parser = new Parser(new StringReader(text));
        try
        {
            while (parser.MoveNext())
            {
                if (parser.Current is DocumentStart)
                {
                    parser.MoveNext();
                    read.Add(ReadNode(parser, new Dictionary<string, ManifestNode>(StringComparer.Ordinal), depth: 0));
                }
            }
        }
        catch (YamlException exception)
        {
            // The message of the parser could quote the text.
            return $"line {exception.Start.Line}, column {exception.Start.Column} is not valid YAML";
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // For some invalid texts the parser throws unexpected exceptions.
            return $"line {parser.Current?.End.Line ?? 1} or the next line is not valid YAML";
        }

        documents = read;
        return null;
    }

    // Reads the current node, and leaves the parser on the last event of the node.
    private static ManifestNode ReadNode(Parser parser, Dictionary<string, ManifestNode> anchors, int depth)
    {
        ParsingEvent current = parser.Current!;
        if (depth > MaximumDepth)
        {
            throw new YamlException(current.Start, current.End, "too deep");
        }

        switch (current)
        {
            case AnchorAlias alias:
                return anchors.GetValueOrDefault(alias.Value.Value) ?? throw new YamlException(current.Start, current.End, "no such anchor");
            case Scalar scalar:
                return Remember(scalar, new ManifestNode { Text = IsNull(scalar) ? null : new SecretText(scalar.Value) }, anchors);
            case SequenceStart start:
                var items = new List<ManifestNode>();
                while (parser.MoveNext() && parser.Current is not SequenceEnd)
                {
                    items.Add(ReadNode(parser, anchors, depth + 1));
                }

                return Remember(start, new ManifestNode { Items = items }, anchors);
            case MappingStart start:
                return Remember(start, new ManifestNode { Fields = ReadFields(parser, anchors, depth) }, anchors);
            default:
                throw new YamlException(current.Start, current.End, "a value is missing");
        }
    }

    private static Dictionary<string, ManifestNode> ReadFields(Parser parser, Dictionary<string, ManifestNode> anchors, int depth)
    {
        var fields = new Dictionary<string, ManifestNode>(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            string? name = (parser.Current as Scalar)?.Value;
            ManifestNode key = ReadNode(parser, anchors, depth + 1);
            parser.MoveNext();
            ManifestNode value = ReadNode(parser, anchors, depth + 1);
            if (name == "<<")
            {
                foreach ((string merged, ManifestNode node) in value.Fields)
                {
                    fields.TryAdd(merged, node);
                }
            }
            else if ((name ?? key.Text?.Reveal()) is { } field)
            {
                fields[field] = value;
            }
        }

        return fields;
    }

    private static ManifestNode Remember(NodeEvent start, ManifestNode node, Dictionary<string, ManifestNode> anchors)
    {
        if (!start.Anchor.IsEmpty)
        {
            anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private static bool IsNull(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
}
