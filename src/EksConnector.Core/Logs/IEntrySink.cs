namespace EksConnector.Core.Logs;

/// <summary>Receives the entries of a log in order and creates results from them.</summary>
internal interface IEntrySink
{
    /// <summary>Whether no more entries are needed.</summary>
    bool IsFull { get; }

    /// <summary>The number of results that are ready to be returned.</summary>
    int Count { get; }

    /// <summary>Adds the next entry.</summary>
    /// <param name="entry">The entry.</param>
    void Add(LogEntry entry);

    /// <summary>Returns the results since the last call.</summary>
    /// <returns>The results.</returns>
    IReadOnlyList<object> Take();
}
