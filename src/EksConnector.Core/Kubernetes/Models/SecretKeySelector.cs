namespace EksConnector.Core.Kubernetes.Models;

/// <summary>One key of a Secret.</summary>
public sealed record SecretKeySelector(string? Name, string? Key);
