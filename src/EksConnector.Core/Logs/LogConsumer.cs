namespace EksConnector.Core.Logs;

/// <summary>Creates the requested results from the bytes of one source. It is used by one task at a time.</summary>
internal abstract class LogConsumer : IByteSink, IDisposable
{
    /// <summary>Whether no more bytes are needed.</summary>
    public virtual bool IsFull => false;

    /// <summary>Whether the result must be completed; a log that could not be opened has no result.</summary>
    public virtual bool HasBegun => true;

    /// <summary>The number of lines.</summary>
    public abstract long Lines { get; }

    /// <summary>The number of entries that matched the filters; for raw lines, the number of lines.</summary>
    public abstract long Entries { get; }

    /// <summary>The number of lines that were too long and are returned in pieces.</summary>
    public abstract long CutLines { get; }

    /// <summary>Receives the next bytes, which can be split at any position.</summary>
    /// <param name="block">The bytes, which are valid only during the call.</param>
    public abstract void Feed(ReadOnlySpan<byte> block);

    /// <summary>Ends an incomplete line because the next bytes are from another file or another container instance.</summary>
    public abstract void Break();

    /// <summary>Returns the pending entry and the requested tail because of a pause in the log.</summary>
    public abstract void Flush();

    /// <summary>Completes the log.</summary>
    public abstract void Complete();

    /// <summary>Returns the results since the last call.</summary>
    /// <returns>The results; empty if there are none. The caller owns the list.</returns>
    public abstract IReadOnlyList<object> Take();

    /// <summary>Releases the resources without completing the result.</summary>
    public virtual void Dispose()
    {
    }
}
