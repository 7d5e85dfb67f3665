using System.Text.Json;
using System.Text.Json.Serialization;

namespace EksConnector.Core.Kubernetes.Models;

/// <summary>The standard metadata of an object (<c>meta/v1 ObjectMeta</c>), as far as the module reads it. One that cannot be an object's is not read.</summary>
public sealed record ObjectMeta(
    string? Name = null,
    string? Namespace = null,
    string? Uid = null,
    string? ResourceVersion = null,
    DateTimeOffset? CreationTimestamp = null,
    DateTimeOffset? DeletionTimestamp = null,
    IReadOnlyDictionary<string, string>? Labels = null,
    IReadOnlyDictionary<string, string>? Annotations = null) : IJsonOnDeserialized
{
    /// <inheritdoc/>
    void IJsonOnDeserialized.OnDeserialized()
    {
        if (!CanBeName(Name) || !CanBeName(Namespace))
        {
            throw new JsonException("A name is one that no object can have.");
        }

        if (HasNull(Labels) || HasNull(Annotations))
        {
            throw new JsonException("A label or an annotation is null.");
        }
    }

    // Names become parts of paths: "." and ".." would lead elsewhere, and no file system takes a control character.
    private static bool CanBeName(string? name) => name is null || (name is not ("." or "..") && !name.Any(char.IsControl));

    private static bool HasNull(IReadOnlyDictionary<string, string>? map) => map is not null && map.Values.Any(value => value is null);
}
