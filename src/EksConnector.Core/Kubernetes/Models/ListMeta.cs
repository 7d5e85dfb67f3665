using System.Text.Json.Serialization;

namespace EksConnector.Core.Kubernetes.Models;

/// <summary>The metadata of a list (<c>meta/v1 ListMeta</c>).</summary>
public sealed record ListMeta(string? ResourceVersion, [property: JsonConverter(typeof(OpaqueTextConverter))] string? Continue);
