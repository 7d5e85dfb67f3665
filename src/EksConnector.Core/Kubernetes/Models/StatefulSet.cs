namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A StatefulSet (<c>apps/v1 StatefulSet</c>), as far as the module reads it.</summary>
public sealed record StatefulSet(ObjectMeta? Metadata, StatefulSetSpec? Spec) : IKubernetesObject;
