using System.Buffers;
using System.Text;
using EksConnector.Core.Operations;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>
/// Reads the first document of a YAML or JSON text from parser events. Like kubectl's parser, it ignores later documents, uses the
/// last of several equal keys, and applies merge keys in the order of the fields.
/// </summary>
internal sealed class YamlDocumentReader
{
    // Deeper than any kubeconfig, but not deep enough for a stack overflow.
    private const int MaximumDepth = 200;
    private const string InvalidYamlAdvice = "Correct the file. Indent with spaces instead of tabs, and enclose strings in quotation marks that contain \": \" or \" #\".";
    private const int ExemptWeight = 1_000;
    private const int MaximumExpansion = 100;
    private const long MaximumWeight = 4_000_000;

    // Merging copies fields, so a short text could create any number of them.
    private const long MaximumMergedFields = 1_000_000;

    // Enough for 100,000 contexts with their clusters and users.
    private const long MaximumNodes = 2_000_000;

    // Larger than the largest file, so only aliases can exceed it.
    private const long MaximumSize = 128 * 1024 * 1024;

    private static readonly SearchValues<char> s_controlCharacters = ControlCharacters();

    private readonly string _text;
    private readonly string _file;
    private readonly IOperationLog? _log;
    private readonly LongValues _longValues;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode?> _anchors = new(StringComparer.Ordinal);
    private long _nodes;
    private long _mergedFields;

    private YamlDocumentReader(string text, string file, IOperationLog? log)
    {
        _text = text;
        _file = file;
        _log = log;
        _longValues = LongValues.Extract(text, out string shortened);
        _parser = new Parser(new StringReader(shortened));
    }

    /// <summary>Reads the first document.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The name of the text in error messages.</param>
    /// <param name="log">The log for warnings about ignored content; null for none.</param>
    /// <returns>The root node; null if there is no document.</returns>
    public static YamlNode? Read(string text, string file, IOperationLog? log)
    {
        RejectControlCharacters(text, file);
        return new YamlDocumentReader(text, file, log).ReadFirst();
    }

    private YamlNode? ReadFirst()
    {
        YamlNode root;
        try
        {
            MoveNext();
            MoveNext();
            if (_parser.Current is not DocumentStart)
            {
                return null;
            }

            MoveNext();
            root = ReadNode(depth: 0);
        }
        catch (YamlException exception)
        {
            throw InvalidYaml(exception);
        }
        catch (Exception exception) when (exception is not EksConnectorException)
        {
            // For some invalid texts the parser throws unexpected exceptions, such as for an empty stack.
            Mark at = _parser.Current?.End ?? Mark.Empty;
            throw KubeConfigErrors.Invalid(_file, (int)at.Line, (int)at.Column, "the text is not valid YAML.", InvalidYamlAdvice, exception);
        }

        // Like kubectl's parser, a document may expand to at most 100 times its size; small documents are exempt.
        if (root.Size > MaximumSize
            || (root.Weight > ExemptWeight && (root.Weight > MaximumExpansion * _nodes || root.Weight >= MaximumWeight + _nodes)))
        {
            throw KubeConfigErrors.Invalid(
                _file, "its aliases are expanded too often.", "Replace the aliases with their values, or remove them.");
        }

        WarnAboutMoreDocuments();
        return root;
    }

    private void WarnAboutMoreDocuments()
    {
        bool more;
        try
        {
            more = _parser.MoveNext() && _parser.Current is DocumentEnd && _parser.MoveNext() && _parser.Current is not StreamEnd;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Invalid content follows, so this is not the end of the text.
            more = true;
        }

        if (more)
        {
            _log?.Warn($"The kubeconfig '{_file}' contains more than one YAML document. As in kubectl, only the first one is used.");
        }
    }

    private void MoveNext()
    {
        if (!_parser.MoveNext())
        {
            throw KubeConfigErrors.Invalid(_file, "it is truncated.", "Get the file again.");
        }
    }

    // Reads the current node, and leaves the parser on the last event of the node.
    private YamlNode ReadNode(int depth)
    {
        ParsingEvent current = _parser.Current!;
        int line = (int)current.Start.Line;
        int column = (int)current.Start.Column;
        if (depth > MaximumDepth)
        {
            throw KubeConfigErrors.Invalid(_file, line, column, "it is nested too deeply.", "Remove content that is not part of a kubeconfig.");
        }

        _nodes++;
        if (_nodes > MaximumNodes)
        {
            throw KubeConfigErrors.Invalid(_file, line, column, "it has too many values.", "Remove content that is not part of a kubeconfig.");
        }

        switch (current)
        {
            case AnchorAlias alias:
                return ReadAlias(alias, line, column);
            case Scalar scalar:
                return Remember(scalar.Anchor, ReadScalar(scalar, line, column));
            case SequenceStart start:
                Open(start.Anchor);
                return Remember(start.Anchor, ReadSequence(line, column, depth));
            case MappingStart start:
                Open(start.Anchor);
                return Remember(start.Anchor, ReadMapping(line, column, depth));
            default:
                throw KubeConfigErrors.Invalid(_file, line, column, "a value is missing.", "Correct the file. kubectl config view shows the same error.");
        }
    }

    private YamlNode ReadAlias(AnchorAlias alias, int line, int column)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out YamlNode? node))
        {
            throw KubeConfigErrors.Invalid(_file, line, column, "an alias refers to an anchor that does not exist.", "Define the anchor before the alias.");
        }

        return node ?? throw KubeConfigErrors.Invalid(_file, line, column, "an alias refers to itself.", "Replace the alias with its value.");
    }

    private YamlNode ReadScalar(Scalar scalar, int line, int column)
    {
        string? tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? null : scalar.Tag.Value;
        string text = _longValues.Restore(scalar.Value);
        if (YamlScalars.IsBinaryTag(tag))
        {
            try
            {
                text = Encoding.UTF8.GetString(Convert.FromBase64String(text));
            }
            catch (FormatException exception)
            {
                throw KubeConfigErrors.Invalid(_file, line, column, "a !!binary value is not base64.", "Correct the value.", exception);
            }
        }

        // In "! abc" the non-specific tag means that the value is a string.
        bool isPlain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty;
        return new YamlNode(YamlScalars.KindOf(text, tag, isPlain), text, line, column);
    }

    private YamlNode ReadSequence(int line, int column, int depth)
    {
        var items = new List<YamlNode>();
        long weight = 1;
        long size = 1;
        MoveNext();
        while (_parser.Current is not SequenceEnd)
        {
            YamlNode item = ReadNode(depth + 1);
            items.Add(item);
            weight = Add(weight, item.Weight);
            size = Add(size, item.Size);
            MoveNext();
        }

        return new YamlNode(YamlNodeKind.Sequence, string.Empty, line, column) { Items = items, Weight = weight, Size = size };
    }

    private YamlNode ReadMapping(int line, int column, int depth)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);

        // The keys since the last merge key; null without a merge key. Only other keys may be overridden.
        HashSet<string>? own = null;
        long weight = 1;
        long size = 1;
        MoveNext();
        while (_parser.Current is not MappingEnd)
        {
            bool isMerge = _parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain, Tag.IsEmpty: true };
            YamlNode key = ReadNode(depth + 1);
            if (key.Kind is YamlNodeKind.Sequence or YamlNodeKind.Mapping)
            {
                throw KubeConfigErrors.Invalid(_file, key.Line, key.Column, "a list or a map is used as a key.", "Correct the file.");
            }

            MoveNext();
            YamlNode value = ReadNode(depth + 1);
            weight = Add(weight, value.Weight);
            size = Add(Add(size, key.Size), value.Size);
            if (isMerge)
            {
                Merge(value, fields);
                own = new HashSet<string>(StringComparer.Ordinal);
            }
            else if (fields.TryAdd(key.Text, value))
            {
                own?.Add(key.Text);
            }
            else
            {
                fields[key.Text] = value;
                if (own?.Add(key.Text) != true)
                {
                    _log?.Warn($"The kubeconfig '{_file}' contains a duplicate key at line {key.Line}, column {key.Column}. As in kubectl, the last value is used.");
                }
            }

            MoveNext();
        }

        return new YamlNode(YamlNodeKind.Mapping, string.Empty, line, column) { Fields = fields, Weight = weight, Size = size };
    }

    private void Merge(YamlNode value, Dictionary<string, YamlNode> fields)
    {
        switch (value.Kind)
        {
            case YamlNodeKind.Mapping:
                CountMerged(value.Fields.Count, value);
                foreach (KeyValuePair<string, YamlNode> field in value.Fields)
                {
                    fields[field.Key] = field.Value;
                }

                break;
            case YamlNodeKind.Sequence:
                // The first map of the list takes precedence, so it is merged last.
                for (int i = value.Items.Count - 1; i >= 0; i--)
                {
                    if (value.Items[i].Kind != YamlNodeKind.Mapping)
                    {
                        goto default;
                    }

                    Merge(value.Items[i], fields);
                }

                break;
            default:
                throw KubeConfigErrors.Invalid(_file, value.Line, value.Column, "only a map can be merged (<<).", "Correct the file.");
        }
    }

    private void CountMerged(int fields, YamlNode value)
    {
        // An empty map takes time too.
        _mergedFields += fields + 1;
        if (_mergedFields > MaximumMergedFields)
        {
            throw KubeConfigErrors.Invalid(
                _file, value.Line, value.Column, "its merge keys (<<) are expanded too often.", "Replace the merge keys with their values, or remove them.");
        }
    }

    // The anchor is null until its node is complete, because an alias to it would contain itself.
    private void Open(AnchorName anchor)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = null;
        }
    }

    private YamlNode Remember(AnchorName anchor, YamlNode node)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    // The sum is capped at a value that exceeds all limits.
    private static long Add(long sum, long addend) => Math.Min(sum + addend, 2 * MaximumSize);

    private EksConnectorException InvalidYaml(YamlException exception)
    {
        // The parser's own messages are constant texts; other messages could quote the file.
        string reason = exception.Message.StartsWith("While ", StringComparison.Ordinal)
            ? " " + exception.Message
            : string.Empty;

        (int line, int column) = reason.Contains(" tab ", StringComparison.Ordinal)
            ? FindTab((int)exception.Start.Line, (int)exception.Start.Column)
            : ((int)exception.Start.Line, (int)exception.Start.Column);
        return KubeConfigErrors.Invalid(
            _file,
            line,
            column,
            "the text is not valid YAML." + reason,
            InvalidYamlAdvice,
            exception);
    }

    // The parser reports the key before the tab; the user must correct the line with the tab.
    private (int Line, int Column) FindTab(int line, int column)
    {
        using var reader = new StringReader(_text);
        int number = 0;
        while (reader.ReadLine() is { } current)
        {
            number++;
            int tab = current.AsSpan().IndexOf('\t');
            if (number >= line && tab >= 0 && current.AsSpan(0, tab).Trim(' ').IsEmpty)
            {
                return (number, tab + 1);
            }
        }

        return (line, column);
    }

    private static void RejectControlCharacters(string text, string file)
    {
        int at = text.AsSpan().IndexOfAny(s_controlCharacters);
        if (at >= 0)
        {
            ReadOnlySpan<char> before = text.AsSpan(0, at);
            throw KubeConfigErrors.Invalid(
                file, before.Count('\n') + 1, at - before.LastIndexOf('\n'), "the text contains a control character.", "Save the file as UTF-8 text.");
        }
    }

    private static SearchValues<char> ControlCharacters()
    {
        IEnumerable<char> controls = Enumerable.Range(0, 0xa0).Select(code => (char)code)
            .Where(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\x85'));
        return SearchValues.Create([.. controls, '\ufffe', '\uffff', '\ufeff']);
    }
}
