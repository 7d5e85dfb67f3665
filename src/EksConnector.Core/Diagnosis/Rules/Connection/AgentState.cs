namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>The connection state of an agent, based on all available evidence.</summary>
internal enum AgentState
{
    /// <summary>There is no evidence about the connection.</summary>
    Unknown,

    /// <summary>The agent started or lost its connection recently and may still be connecting.</summary>
    Connecting,

    /// <summary>The evidence of a connection is newer than any evidence to the contrary.</summary>
    Connected,

    /// <summary>The agent is not running, or its log contains the reason why it is not connected.</summary>
    Failing,

    /// <summary>The agent lost its connection and did not reconnect.</summary>
    Lost,

    /// <summary>The agent has credentials but has not connected since it started.</summary>
    NeverConnected,

    /// <summary>The agent requests credentials but does not receive a response.</summary>
    WithoutCredentials,
}
