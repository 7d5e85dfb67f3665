namespace EksConnector.Core.Aws;

/// <summary>A cluster that was just registered.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="ActivationId">The ID of its activation, a GUID.</param>
/// <param name="ActivationCode">The code of its activation, which AWS returns only here.</param>
public sealed record EksRegistration(EksCluster Cluster, string ActivationId, SecretText ActivationCode);
