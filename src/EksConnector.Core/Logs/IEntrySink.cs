namespace EksConnector.Core.Logs;

/// <summary>Takes the entries of a log in their order, and makes results of them.</summary>
internal interface IEntrySink
{
    /// <summary>Whether it wants no more.</summary>
    bool IsFull { get; }

    /// <summary>How many results wait to be taken.</summary>
    int Count { get; }

    /// <summary>Adds the next entry.</summary>
    /// <param name="entry">The entry.</param>
    void Add(LogEntry entry);

    /// <summary>Gives the results so far; each once.</summary>
    /// <returns>The results.</returns>
    IReadOnlyList<object> Take();
}
