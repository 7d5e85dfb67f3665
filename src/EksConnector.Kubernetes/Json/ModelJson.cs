using System.Text.Json;
using System.Text.Json.Serialization;
using EksConnector.Core;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Kubernetes.Json;

/// <summary>How the models are read from JSON; generated at build time, so that a first call does not pay for reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(SecretTextConverter), typeof(RedactedTextConverter)],
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ApiStatus))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ServerVersion))]
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
[JsonSerializable(typeof(AccessReview))]
[JsonSerializable(typeof(WatchEvent<JsonElement>))]
internal sealed partial class ModelJson : JsonSerializerContext;
