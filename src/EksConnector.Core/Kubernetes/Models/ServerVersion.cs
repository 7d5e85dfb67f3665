namespace EksConnector.Core.Kubernetes.Models;

/// <summary>The version of the API server, as its <c>/version</c> says it.</summary>
public sealed record ServerVersion(string? GitVersion, string? Platform);
