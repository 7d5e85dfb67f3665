namespace EksConnector.Core.Activation;

/// <summary>A value of a YAML document. What it says can be a secret, so it does not show itself.</summary>
public sealed class ManifestNode
{
    private static readonly Dictionary<string, ManifestNode> s_noFields = new(StringComparer.Ordinal);

    /// <summary>The text of a scalar; null for a list, a map, and what is empty.</summary>
    public SecretText? Text { get; init; }

    /// <summary>The items of a list; else empty.</summary>
    public IReadOnlyList<ManifestNode> Items { get; init; } = [];

    /// <summary>The fields of a map; else empty.</summary>
    public IReadOnlyDictionary<string, ManifestNode> Fields { get; init; } = s_noFields;

    /// <summary>Goes down a path of fields.</summary>
    /// <param name="path">The names of the fields.</param>
    /// <returns>What is there; null where there is nothing.</returns>
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
