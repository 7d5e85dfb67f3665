using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>A principal and its clusters.</summary>
/// <param name="Target">The clusters.</param>
/// <param name="PrincipalArn">The ARN as it was specified; null for the AWS identity of the caller.</param>
public sealed record PrincipalTarget(ClusterTarget Target, string? PrincipalArn);
