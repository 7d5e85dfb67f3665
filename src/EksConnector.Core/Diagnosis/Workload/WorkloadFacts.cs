namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>What Kubernetes says of the StatefulSet, its pods and their nodes.</summary>
internal sealed record WorkloadFacts;
