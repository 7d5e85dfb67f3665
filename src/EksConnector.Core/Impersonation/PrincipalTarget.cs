using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>A principal, and the clusters that he is meant on.</summary>
/// <param name="Target">Which clusters.</param>
/// <param name="PrincipalArn">The ARN as it was given; null for whoever AWS says that the caller is.</param>
public sealed record PrincipalTarget(ClusterTarget Target, string? PrincipalArn);
