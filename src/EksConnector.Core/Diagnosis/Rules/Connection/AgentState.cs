namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>How an agent is connected, by all that was seen of it.</summary>
internal enum AgentState
{
    /// <summary>Nothing was seen of its connection.</summary>
    Unknown,

    /// <summary>It has started, or lost its connection, so lately that it may take for a new one.</summary>
    Connecting,

    /// <summary>A connection was seen that is newer than all that speaks against it.</summary>
    Connected,

    /// <summary>It does not run, or says itself what keeps it from being connected.</summary>
    Failing,

    /// <summary>It lost its connection, and made no new one.</summary>
    Lost,

    /// <summary>It has credentials, and never connected since it started.</summary>
    NeverConnected,

    /// <summary>It asks for credentials, and nobody answers.</summary>
    WithoutCredentials,
}
