namespace EksConnector.Core.Diagnosis.Connection;

/// <summary>What the logs of connector-agent and connector-proxy say.</summary>
internal sealed record ConnectionFacts
{
    /// <summary>Each pod in which connector-agent runs, or ran.</summary>
    public IReadOnlyList<AgentFacts> Agents { get; init; } = [];

    /// <summary>Each pod in which connector-proxy runs, or ran.</summary>
    public IReadOnlyList<ProxyFacts> Proxies { get; init; } = [];
}
