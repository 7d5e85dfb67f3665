namespace EksConnector.Core.Diagnosis.Connection;

/// <summary>What the logs of connector-agent and connector-proxy say.</summary>
internal sealed record ConnectionFacts;
