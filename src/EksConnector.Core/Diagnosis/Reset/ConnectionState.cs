namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>Whether the connector uses its activation.</summary>
/// <param name="IsConnected">Whether it does.</param>
/// <param name="EksStatus">The status of the cluster in EKS; null where it was not queried.</param>
/// <param name="AgentPing">The ping status of the agents; null where it could not be read.</param>
internal sealed record ConnectionState(bool IsConnected, string? EksStatus, string? AgentPing);
