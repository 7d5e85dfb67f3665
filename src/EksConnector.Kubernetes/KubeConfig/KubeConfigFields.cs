namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Reads typed fields out of a map. A field that is absent or null has no value; one of another type is an error.</summary>
internal sealed class KubeConfigFields
{
    public const string TextType = "a text";

    private readonly string _file;
    private readonly YamlNode? _map;
    private readonly string _path;

    /// <summary>Looks into a map.</summary>
    /// <param name="file">How errors name the file.</param>
    /// <param name="map">The map; null for none.</param>
    /// <param name="path">Where in the file it stands, such as <c>users[1].user</c>; empty for the root.</param>
    public KubeConfigFields(string file, YamlNode? map, string path)
    {
        _file = file;
        _path = path;
        _map = map is null || map.Kind == YamlNodeKind.Null ? null : map;
        if (_map is { Kind: not YamlNodeKind.Mapping })
        {
            throw KubeConfigErrors.WrongType(file, _map, path.Length == 0 ? "the whole" : path, "a map");
        }
    }

    public string File => _file;

    public string Path => _path;

    /// <summary>Whether there is a map at all.</summary>
    public bool Exists => _map is not null;

    public YamlNode? Node(string key) =>
        _map is not null && _map.Fields.TryGetValue(key, out YamlNode? node) && node.Kind != YamlNodeKind.Null ? node : null;

    public string? Text(string key) => Text(Node(key), PathOf(key));

    public SecretText? Secret(string key) => Text(key) is { Length: > 0 } text ? new SecretText(text) : null;

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
                $"Put the base64 of the PEM text into {PathOf(key)}; a path belongs into the field without \"-data\".",
                exception);
        }
    }

    public KubeConfigFields Map(string key) => new(_file, Node(key), PathOf(key));

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

    public KubeConfigFields Item(string key, IReadOnlyList<YamlNode> items, int index) => new(_file, items[index], $"{PathOf(key)}[{index}]");

    public IReadOnlyList<string> Texts(string key) => Texts(Node(key), PathOf(key));

    public IReadOnlyDictionary<string, IReadOnlyList<string>> TextLists(string key)
    {
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        KubeConfigFields map = Map(key);
        if (map._map is not null)
        {
            foreach (KeyValuePair<string, YamlNode> field in map._map.Fields)
            {
                lists.Add(field.Key, Texts(field.Value, $"{map._path}[*]"));
            }
        }

        return lists;
    }

    private string[] Texts(YamlNode? node, string path)
    {
        if (node is null || node.Kind == YamlNodeKind.Null)
        {
            return [];
        }

        if (node.Kind != YamlNodeKind.Sequence)
        {
            throw KubeConfigErrors.WrongType(_file, node, path, "a list of texts");
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

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";
}
