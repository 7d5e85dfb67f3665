using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>A cluster and the principals that were specified for it, without duplicate users.</summary>
/// <param name="Chosen">The cluster.</param>
/// <param name="Principals">The principals.</param>
internal sealed record ClusterPrincipals(SelectedCluster Chosen, IReadOnlyList<PrincipalArn> Principals);
