namespace EksConnector.FakeCluster;

/// <summary>What can go wrong between a client and the server.</summary>
public enum FaultKind
{
    /// <summary>The server returns <see cref="Fault.Code"/> without handling the request.</summary>
    Status,

    /// <summary>The connection is reset before the response.</summary>
    Reset,

    /// <summary>The connection is reset during the body of the response. As on a real network, data that was sent before can be lost.</summary>
    ResetInBody,

    /// <summary>The connection is closed during the body of the response, after the data before the fault was delivered.</summary>
    CutInBody,

    /// <summary>The server sends nothing, not even headers.</summary>
    Stall,

    /// <summary>The server sends the headers and a part of the body, then nothing.</summary>
    StallInBody,

    /// <summary>The body ends early in a way that HTTP does not detect. The output of a command ends normally but without a status.</summary>
    Truncate,

    /// <summary>The body is sent a few bytes at a time. The output of a command is sent as fragments of one message.</summary>
    SlowBytes,

    /// <summary>The output of a command is followed by a message that violates the protocol. Other bodies end as with <see cref="Truncate"/>.</summary>
    Garbage,
}
