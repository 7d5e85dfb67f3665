namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Reads typed fields from a map. A missing or null field has no value; a field of another type causes an error.</summary>
internal sealed class KubeConfigFields
{
    public const string TextType = "a string";

    private readonly string _file;
    private readonly YamlNode? _map;

    // Paths are built only for errors, because a large file has many thousands of fields.
    private readonly KubeConfigFields? _parent;
    private readonly string _key;
    private readonly int _index;

    /// <summary>Initializes a new instance for the root of a file.</summary>
    /// <param name="file">The name of the file in error messages.</param>
    /// <param name="map">The map; null for none.</param>
    public KubeConfigFields(string file, YamlNode? map)
        : this(file, map, parent: null, string.Empty, index: -1)
    {
    }

    private KubeConfigFields(string file, YamlNode? map, KubeConfigFields? parent, string key, int index)
    {
        _file = file;
        _parent = parent;
        _key = key;
        _index = index;
        _map = map is null || map.Kind == YamlNodeKind.Null ? null : map;
        if (_map is { Kind: not YamlNodeKind.Mapping })
        {
            throw KubeConfigErrors.WrongType(file, _map, Path.Length == 0 ? "the whole" : Path, "a map");
        }
    }

    public string File => _file;

    /// <summary>The path of the map in the file, such as <c>users[1].user</c>; empty for the root.</summary>
    public string Path => _parent is null ? string.Empty : _index < 0 ? _parent.PathOf(_key) : $"{_parent.PathOf(_key)}[{_index}]";

    /// <summary>Whether the map exists.</summary>
    public bool Exists => _map is not null;

    public YamlNode? Node(string key) =>
        _map is not null && _map.Fields.TryGetValue(key, out YamlNode? node) && node.Kind != YamlNodeKind.Null ? node : null;

    public string? Text(string key) => Node(key) switch
    {
        null => null,
        { Kind: YamlNodeKind.Text } node => node.Text,
        { } node => throw KubeConfigErrors.WrongType(_file, node, PathOf(key), TextType),
    };

    public SecretText? Secret(string key) => Text(key) is { Length: > 0 } text ? new SecretText(text) : null;

    /// <summary>The first header value that is not valid, as a sentence that does not quote it; null if all are valid.</summary>
    public string? HeaderFault { get; private set; }

    /// <summary>Reads the value of a header.</summary>
    /// <param name="key">The name of the field.</param>
    /// <returns>The text, even if it is not valid: like kubectl, the file is accepted and only the use of the entry fails.</returns>
    public string? HeaderValue(string key)
    {
        string? text = Text(key);
        RecordHeaderFault(HeaderText.FindFault(text), key);
        return text;
    }

    /// <summary>Reads a text in which line breaks and other control characters are not valid.</summary>
    /// <param name="key">The name of the field.</param>
    /// <returns>The text.</returns>
    public string? SingleLine(string key)
    {
        string? text = Text(key);
        RecordHeaderFault(HeaderText.FindControl(text), key);
        return text;
    }

    /// <summary>Reads a token. Surrounding white space is ignored.</summary>
    /// <param name="key">The name of the field.</param>
    /// <returns>The token; null for none.</returns>
    public SecretText? Token(string key)
    {
        SecretText? token = Secret(key);
        RecordHeaderFault(HeaderText.FindFault(token?.Reveal().Trim()), key);
        return token;
    }

    /// <summary>Reads a list of header values.</summary>
    /// <param name="key">The name of the field.</param>
    /// <returns>The texts.</returns>
    public IReadOnlyList<string> HeaderValues(string key) => HeaderValues(Node(key), PathOf(key));

    /// <summary>Reads a map of lists of header values, whose keys become part of the header name.</summary>
    /// <param name="key">The name of the field.</param>
    /// <returns>The lists.</returns>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> HeaderValueLists(string key)
    {
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        KubeConfigFields map = Map(key);
        if (map._map is not null)
        {
            foreach (KeyValuePair<string, YamlNode> field in map._map.Fields)
            {
                RecordHeaderFault(HeaderText.FindControl(field.Key), field.Value, "a key of " + map.Path);
                lists.Add(field.Key, HeaderValues(field.Value, $"{map.Path}[*]"));
            }
        }

        return lists;
    }

    public bool Boolean(string key)
    {
        YamlNode? node = Node(key);
        return node switch
        {
            null => false,
            { Kind: YamlNodeKind.Boolean } => YamlScalars.IsTrue(node.Text),
            _ => throw KubeConfigErrors.WrongType(_file, node, PathOf(key), "true or false"),
        };
    }

    public byte[]? Bytes(string key)
    {
        string? text = Text(key);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            byte[] bytes = Convert.FromBase64String(text);
            return bytes.Length == 0 ? null : bytes;
        }
        catch (FormatException exception)
        {
            YamlNode node = Node(key)!;
            throw KubeConfigErrors.Invalid(
                _file,
                node.Line,
                node.Column,
                $"{PathOf(key)} is not base64.",
                $"Set {PathOf(key)} to the base64-encoded PEM text. For a path, use the field without \"-data\".",
                exception);
        }
    }

    public KubeConfigFields Map(string key) => new(_file, Node(key), this, key, index: -1);

    public IReadOnlyList<YamlNode> Items(string key)
    {
        YamlNode? node = Node(key);
        return node switch
        {
            null => [],
            { Kind: YamlNodeKind.Sequence } => node.Items,
            _ => throw KubeConfigErrors.WrongType(_file, node, PathOf(key), "a list"),
        };
    }

    public KubeConfigFields Item(string key, IReadOnlyList<YamlNode> items, int index) => new(_file, items[index], this, key, index);

    public IReadOnlyList<string> Texts(string key) => Texts(Node(key), PathOf(key));

    private string[] HeaderValues(YamlNode? node, string path)
    {
        string[] texts = Texts(node, path);
        for (int i = 0; i < texts.Length; i++)
        {
            RecordHeaderFault(HeaderText.FindFault(texts[i]), node!.Items[i], $"{path}[{i}]");
        }

        return texts;
    }

    private void RecordHeaderFault(string? fault, string key)
    {
        if (fault is not null)
        {
            RecordHeaderFault(fault, Node(key), PathOf(key));
        }
    }

    private void RecordHeaderFault(string? fault, YamlNode? node, string path)
    {
        if (fault is not null)
        {
            HeaderFault ??= $"{path} (line {node!.Line}, column {node.Column} of {_file}) contains {fault}.";
        }
    }

    private string[] Texts(YamlNode? node, string path)
    {
        if (node is null || node.Kind == YamlNodeKind.Null)
        {
            return [];
        }

        if (node.Kind != YamlNodeKind.Sequence)
        {
            throw KubeConfigErrors.WrongType(_file, node, path, "a list of strings");
        }

        var texts = new string[node.Items.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Text(node.Items[i], $"{path}[{i}]") ?? string.Empty;
        }

        return texts;
    }

    private string? Text(YamlNode? node, string path) => node switch
    {
        null or { Kind: YamlNodeKind.Null } => null,
        { Kind: YamlNodeKind.Text } => node.Text,
        _ => throw KubeConfigErrors.WrongType(_file, node, path, TextType),
    };

    private string PathOf(string key) => Path is { Length: > 0 } path ? $"{path}.{key}" : key;
}
