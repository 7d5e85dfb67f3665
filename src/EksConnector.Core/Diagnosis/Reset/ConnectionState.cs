namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>The state of the connection with an activation.</summary>
/// <param name="IsConnected">Whether the connector is connected.</param>
/// <param name="EksStatus">The status of the cluster in EKS; null if it was not queried.</param>
/// <param name="AgentPing">The ping status of the agents; null if it could not be read.</param>
internal sealed record ConnectionState(bool IsConnected, string? EksStatus, string? AgentPing);
