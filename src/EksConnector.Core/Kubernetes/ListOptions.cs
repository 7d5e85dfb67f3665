namespace EksConnector.Core.Kubernetes;

/// <summary>The selectors of a list request, which the API server evaluates.</summary>
/// <param name="LabelSelector">The label selector in the format of the API; null for all objects.</param>
/// <param name="FieldSelector">The field selector in the format of the API; null for all objects.</param>
public sealed record ListOptions(string? LabelSelector = null, string? FieldSelector = null);
