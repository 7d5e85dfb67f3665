namespace EksConnector.Core.Logs;

/// <summary>Takes the bytes of a stream, and makes results of them. It is used by one task at a time.</summary>
internal interface IByteSink
{
    /// <summary>Whether it wants no more bytes.</summary>
    bool IsFull { get; }

    /// <summary>Takes bytes as they come, cut anywhere.</summary>
    /// <param name="block">The bytes; they are not kept.</param>
    void Feed(ReadOnlySpan<byte> block);

    /// <summary>Says that nothing more comes for now.</summary>
    void Settle();

    /// <summary>Gives the results so far; each once.</summary>
    /// <returns>The results, which it does not touch again; empty for none.</returns>
    IReadOnlyList<object> Take();
}
