namespace EksConnector.FakeCluster;

/// <summary>What can go wrong between a client and the server.</summary>
public enum FaultKind
{
    /// <summary>The server answers with <see cref="Fault.Code"/>, and does nothing.</summary>
    Status,

    /// <summary>The connection is reset before the answer.</summary>
    Reset,

    /// <summary>The connection is reset in the middle of the answer's body; as on a real network, what was sent before may be lost too.</summary>
    ResetInBody,

    /// <summary>The connection ends in the middle of the answer's body; what was sent before arrives.</summary>
    CutInBody,

    /// <summary>Nothing comes, not even headers.</summary>
    Stall,

    /// <summary>The headers and a part of the body come, then nothing.</summary>
    StallInBody,

    /// <summary>The body ends early, in a way that HTTP does not show; a command's output, orderly but without the command's end.</summary>
    Truncate,

    /// <summary>The body comes a few bytes at a time; a command's output, in fragments of one message.</summary>
    SlowBytes,

    /// <summary>A command's output is followed by something that is not of its protocol; other bodies end as with <see cref="Truncate"/>.</summary>
    Garbage,
}
