using System.Collections.ObjectModel;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>
/// A value of a YAML document and its position. An alias is the same instance as its target, so that aliases do not increase
/// memory use.
/// </summary>
internal sealed class YamlNode
{
    private static readonly ReadOnlyDictionary<string, YamlNode> s_noFields = ReadOnlyDictionary<string, YamlNode>.Empty;

    public YamlNode(YamlNodeKind kind, string text, int line, int column)
    {
        Kind = kind;
        Text = text;
        Size = 1 + text.Length;
        Line = line;
        Column = column;
    }

    /// <summary>The kind of the node.</summary>
    public YamlNodeKind Kind { get; }

    /// <summary>The text of a scalar without quotes; otherwise empty.</summary>
    public string Text { get; }

    /// <summary>The line of the node, starting at 1.</summary>
    public int Line { get; }

    /// <summary>The column of the node, starting at 1.</summary>
    public int Column { get; }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<YamlNode> Items { get; init; } = [];

    /// <summary>The fields of a map, without duplicates and with merge keys resolved.</summary>
    public IReadOnlyDictionary<string, YamlNode> Fields { get; init; } = s_noFields;

    /// <summary>The number of nodes with all aliases expanded, up to a limit.</summary>
    public long Weight { get; init; } = 1;

    /// <summary>The approximate number of characters with all aliases expanded, up to a limit.</summary>
    public long Size { get; init; }

    // The text may be secret.
    public override string ToString() => $"{Kind} at line {Line}, column {Column}";
}
