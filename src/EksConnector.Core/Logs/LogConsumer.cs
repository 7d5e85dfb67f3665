namespace EksConnector.Core.Logs;

/// <summary>Makes of one source's bytes what the user wants to have. It is used by one task at a time.</summary>
internal abstract class LogConsumer : IByteSink, IDisposable
{
    /// <summary>Whether it wants no more bytes.</summary>
    public virtual bool IsFull => false;

    /// <summary>Whether there is something to complete: nothing is made of a log that could not be opened.</summary>
    public virtual bool HasBegun => true;

    /// <summary>How many lines there were.</summary>
    public abstract long Lines { get; }

    /// <summary>How many entries were wanted; of lines as they are, how many lines.</summary>
    public abstract long Entries { get; }

    /// <summary>How many lines were too long to be given whole, and are returned in pieces.</summary>
    public abstract long CutLines { get; }

    /// <summary>Takes bytes as they come, cut anywhere.</summary>
    /// <param name="block">The bytes; they are not kept.</param>
    public abstract void Feed(ReadOnlySpan<byte> block);

    /// <summary>Says that what comes next is of another file or of another run: a line that is not ended yet ends here.</summary>
    public abstract void Break();

    /// <summary>Says that nothing more comes for now: an entry that might go on, and the tail that was asked for, are given.</summary>
    public abstract void Settle();

    /// <summary>Says that nothing more comes.</summary>
    public abstract void Complete();

    /// <summary>Gives the results so far; each once.</summary>
    /// <returns>The results, which the consumer does not touch again; empty for none.</returns>
    public abstract IReadOnlyList<object> Take();

    /// <summary>Lets go of what it holds; what was not completed is left as it is.</summary>
    public virtual void Dispose()
    {
    }
}
