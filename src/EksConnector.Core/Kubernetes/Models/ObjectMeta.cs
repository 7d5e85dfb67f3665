namespace EksConnector.Core.Kubernetes.Models;

/// <summary>The standard metadata of an object (<c>meta/v1 ObjectMeta</c>), as far as the module reads it.</summary>
public sealed record ObjectMeta(
    string? Name = null,
    string? Namespace = null,
    string? Uid = null,
    string? ResourceVersion = null,
    DateTimeOffset? CreationTimestamp = null,
    DateTimeOffset? DeletionTimestamp = null,
    IReadOnlyDictionary<string, string>? Labels = null,
    IReadOnlyDictionary<string, string>? Annotations = null);

/// <summary>The metadata of a list (<c>meta/v1 ListMeta</c>).</summary>
public sealed record ListMeta(string? ResourceVersion, string? Continue);

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
