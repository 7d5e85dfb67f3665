using System.Text.Json;
using System.Text.Json.Serialization;

namespace EksConnector.Core.Kubernetes.Models;

/// <summary>The standard metadata of an object (<c>meta/v1 ObjectMeta</c>) with the fields that the module reads. Invalid names are rejected.</summary>
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
            throw new JsonException("A name is not valid.");
        }

        if (HasNull(Labels) || HasNull(Annotations))
        {
            throw new JsonException("A label or an annotation is null.");
        }
    }

    // Names become parts of paths: "." and ".." would change the path, and file systems do not permit control characters.
    private static bool CanBeName(string? name) => name is null || (name is not ("." or "..") && !name.Any(char.IsControl));

    private static bool HasNull(IReadOnlyDictionary<string, string>? map) => map is not null && map.Values.Any(value => value is null);
}

/// <summary>The metadata of a list (<c>meta/v1 ListMeta</c>).</summary>
public sealed record ListMeta(string? ResourceVersion, [property: JsonConverter(typeof(OpaqueTextConverter))] string? Continue);

/// <summary>Any object of the Kubernetes API.</summary>
public interface IKubernetesObject
{
    /// <summary>The standard metadata of the object; null if the server omitted it.</summary>
    ObjectMeta? Metadata { get; }
}

/// <summary>A condition of an object: its status is "True", "False" or "Unknown".</summary>
public sealed record Condition(
    string? Type,
    string? Status,
    string? Reason = null,
    string? Message = null,
    DateTimeOffset? LastTransitionTime = null);

/// <summary>A label selector (<c>meta/v1 LabelSelector</c>).</summary>
public sealed record LabelSelector(
    IReadOnlyDictionary<string, string>? MatchLabels = null,
    IReadOnlyList<LabelSelectorRequirement>? MatchExpressions = null);

/// <summary>One requirement of a label selector: its operator is In, NotIn, Exists or DoesNotExist.</summary>
public sealed record LabelSelectorRequirement(string? Key, string? Operator, IReadOnlyList<string>? Values = null);

/// <summary>A watch event (<c>meta/v1 WatchEvent</c>) of the type ADDED, MODIFIED, DELETED or BOOKMARK.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
public sealed record WatchEvent<T>(string? Type, T? Object);

/// <summary>The version of the API server from <c>/version</c>.</summary>
public sealed record ServerVersion(string? GitVersion, string? Platform);
