namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Where a StatefulSet begins to count its pods.</summary>
public sealed record StatefulSetOrdinals(int Start);
