using System.Collections.ObjectModel;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>
/// One value of a YAML document and where it stands. An alias is the very node that it points to, so that no
/// document grows in memory, however often it repeats itself.
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

    /// <summary>What it is.</summary>
    public YamlNodeKind Kind { get; }

    /// <summary>A scalar as it is written (without its quotes); else empty.</summary>
    public string Text { get; }

    /// <summary>The line where it begins, from 1.</summary>
    public int Line { get; }

    /// <summary>The column where it begins, from 1.</summary>
    public int Column { get; }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<YamlNode> Items { get; init; } = [];

    /// <summary>The fields of a map, without duplicates and with merge keys resolved.</summary>
    public IReadOnlyDictionary<string, YamlNode> Fields { get; init; } = s_noFields;

    /// <summary>How many nodes it would be if every alias were written out; it stops at a number that is too large anyway.</summary>
    public long Weight { get; init; } = 1;

    /// <summary>How many characters it would have, about, if every alias were written out; it stops as <see cref="Weight"/> does.</summary>
    public long Size { get; init; }

    // The text may be a secret.
    public override string ToString() => $"{Kind} at line {Line}, column {Column}";
}
