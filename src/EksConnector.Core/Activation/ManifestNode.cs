namespace EksConnector.Core.Activation;

/// <summary>A node of a YAML document. It can contain a secret, so it has no text representation.</summary>
public sealed class ManifestNode
{
    private static readonly Dictionary<string, ManifestNode> s_noFields = new(StringComparer.Ordinal);

    /// <summary>The text of a scalar; null for a list, a map or an empty node.</summary>
    public SecretText? Text { get; init; }

    /// <summary>The items of a list; otherwise empty.</summary>
    public IReadOnlyList<ManifestNode> Items { get; init; } = [];

    /// <summary>The fields of a map; otherwise empty.</summary>
    public IReadOnlyDictionary<string, ManifestNode> Fields { get; init; } = s_noFields;

    /// <summary>Returns the node at a path of fields.</summary>
    /// <param name="path">The names of the fields.</param>
    /// <returns>The node; null if it does not exist.</returns>
    public ManifestNode? At(params string[] path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ManifestNode? node = this;
        foreach (string name in path)
        {
            node = node?.Fields.GetValueOrDefault(name);
        }

        return node;
    }
}
