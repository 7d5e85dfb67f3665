using System.Text.Json;
using System.Text.Json.Serialization;

namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A list as the API server gives it. One with an item that is null or has no name, or with two of one name, is not read.</summary>
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
