namespace EksConnector.Core.Kubernetes.Models;

/// <summary>From what a StatefulSet makes its pods.</summary>
public sealed record PodTemplate(ObjectMeta? Metadata, PodSpec? Spec);
