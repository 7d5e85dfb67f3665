using System.Text.Json;
using System.Text.Json.Serialization;

namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A list from the API server. A list with a null item, an item without a name, or duplicate names is rejected.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed record ResourceList<T>(ListMeta? Metadata, IReadOnlyList<T>? Items) : IJsonOnDeserialized
{
    /// <inheritdoc/>
    void IJsonOnDeserialized.OnDeserialized()
    {
        var names = new HashSet<(string? Namespace, string Name)>();
        foreach (T item in Items ?? [])
        {
            if (item is null)
            {
                throw new JsonException("An item is null.");
            }

            if (item is IKubernetesObject { Metadata: var metadata })
            {
                string name = metadata?.Name is { Length: > 0 } given ? given : throw new JsonException("An item has no name.");
                if (!names.Add((metadata.Namespace, name)))
                {
                    throw new JsonException("Two items have the same name.");
                }
            }
        }
    }
}
