using EksConnector.Core.Logs;

namespace EksConnector.Core.Identity;

/// <summary>Finds the first instance ID in log entries that are sorted by time.</summary>
internal sealed class InstanceIdEntries : IEntrySink, IDisposable
{
    private readonly InstanceIdFinder _finder = new();

    /// <inheritdoc/>
    public bool IsFull => _finder.IsFull;

    /// <inheritdoc/>
    public int Count => 0;

    /// <inheritdoc/>
    public void Add(LogEntry entry)
    {
        _finder.Feed(entry.Bytes);
        _finder.Feed("\n"u8);
    }

    /// <summary>Completes the search.</summary>
    /// <returns>The ID; null if none was found.</returns>
    public string? Complete()
    {
        _finder.Complete();
        return _finder.InstanceId;
    }

    /// <inheritdoc/>
    public IReadOnlyList<object> Take() => [];

    /// <inheritdoc/>
    public void Dispose() => _finder.Dispose();
}
