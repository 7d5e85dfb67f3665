namespace EksConnector.Core.Kubernetes;

/// <summary>Which objects of a kind are asked for; the API server chooses them.</summary>
/// <param name="LabelSelector">A label selector as the API takes it, or null for all.</param>
/// <param name="FieldSelector">A field selector as the API takes it, or null for all.</param>
public sealed record ListOptions(string? LabelSelector = null, string? FieldSelector = null);
