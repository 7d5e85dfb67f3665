namespace EksConnector.Core.Activation;

/// <summary>What kubectl and helm have to be told to ask a cluster.</summary>
/// <param name="Context">The context.</param>
/// <param name="KubeConfigPath">The kubeconfig file; null for the usual ones.</param>
internal sealed record KubectlTarget(string Context, string? KubeConfigPath);
