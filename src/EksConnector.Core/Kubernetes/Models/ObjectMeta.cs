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

/// <summary>The metadata of a list (<c>meta/v1 ListMeta</c>).</summary>
public sealed record ListMeta(string? ResourceVersion, [property: JsonConverter(typeof(OpaqueTextConverter))] string? Continue);

/// <summary>Any object of the Kubernetes API.</summary>
public interface IKubernetesObject
{
    /// <summary>The object's standard metadata; null where the server left it out.</summary>
    ObjectMeta? Metadata { get; }
}

/// <summary>A condition of an object: its status is "True", "False" or "Unknown".</summary>
public sealed record Condition(
    string? Type,
    string? Status,
    string? Reason = null,
    string? Message = null,
    DateTimeOffset? LastTransitionTime = null);

/// <summary>Which labels an object must have (<c>meta/v1 LabelSelector</c>).</summary>
public sealed record LabelSelector(
    IReadOnlyDictionary<string, string>? MatchLabels = null,
    IReadOnlyList<LabelSelectorRequirement>? MatchExpressions = null);

/// <summary>One requirement of a label selector: its operator is In, NotIn, Exists or DoesNotExist.</summary>
public sealed record LabelSelectorRequirement(string? Key, string? Operator, IReadOnlyList<string>? Values = null);

/// <summary>One change that a watch tells (<c>meta/v1 WatchEvent</c>): ADDED, MODIFIED, DELETED or BOOKMARK.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
public sealed record WatchEvent<T>(string? Type, T? Object);

/// <summary>The version of the API server, as its <c>/version</c> says it.</summary>
public sealed record ServerVersion(string? GitVersion, string? Platform);
