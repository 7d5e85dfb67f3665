namespace EksConnector.Core.Logs;

/// <summary>Receives the bytes of a stream and creates results from them. It is used by one task at a time.</summary>
internal interface IByteSink
{
    /// <summary>Whether no more bytes are needed.</summary>
    bool IsFull { get; }

    /// <summary>Receives the next bytes, which can be split at any position.</summary>
    /// <param name="block">The bytes, which are valid only during the call.</param>
    void Feed(ReadOnlySpan<byte> block);

    /// <summary>Handles a pause in the stream.</summary>
    void Flush();

    /// <summary>Returns the results since the last call.</summary>
    /// <returns>The results; empty if there are none. The caller owns the list.</returns>
    IReadOnlyList<object> Take();
}
