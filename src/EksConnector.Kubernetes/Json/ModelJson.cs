using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EksConnector.Core;
using EksConnector.Core.Kubernetes.Models;
using k8s.Models;

namespace EksConnector.Kubernetes.Json;

/// <summary>The JSON serialization metadata of the models, generated at build time to avoid reflection in the first call.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(SecretTextConverter), typeof(RedactedTextConverter)],
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(V1Status))]
[JsonSerializable(typeof(V1DeleteOptions))]
[JsonSerializable(typeof(AccessReview))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(StatefulSet))]
[JsonSerializable(typeof(ResourceList<StatefulSet>))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(ResourceList<Pod>))]
[JsonSerializable(typeof(ResourceList<KubernetesEvent>))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(ResourceList<Node>))]
[JsonSerializable(typeof(NamespaceObject))]
[JsonSerializable(typeof(ResourceList<NamespaceObject>))]
[JsonSerializable(typeof(ServiceAccount))]
[JsonSerializable(typeof(RbacRole))]
[JsonSerializable(typeof(ResourceList<RbacRole>))]
[JsonSerializable(typeof(RbacBinding))]
[JsonSerializable(typeof(ResourceList<RbacBinding>))]
[JsonSerializable(typeof(WatchEvent<JsonElement>))]
internal sealed partial class ModelJson : JsonSerializerContext
{
    /// <summary>Returns the metadata of a type.</summary>
    public static JsonTypeInfo<T> TypeInfo<T>() =>
        (JsonTypeInfo<T>?)Default.GetTypeInfo(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T)} is missing in {nameof(ModelJson)}.");
}
