namespace EksConnector.Core.Logs;

/// <summary>
/// Detects the errors that the agent writes twice to its console: as <c>time LEVEL text</c> and as
/// <c>time LEVEL [function @ file.line] text</c>. An entry is a duplicate only if it is the other format of the preceding entry; an
/// error that occurred twice has the same format or both formats each time.
/// </summary>
internal sealed class DuplicateErrors
{
    // The length of a date and a time in seconds.
    private const int SecondLength = 19;

    private readonly GrowingBuffer _previous = new();
    private EntryHeader _header;

    /// <summary>Clears the preceding entry.</summary>
    public void Reset() => _previous.Clear();

    /// <summary>Checks the next entry.</summary>
    /// <param name="text">The text of the entry without the timestamp of the log API.</param>
    /// <param name="header">The header of the entry.</param>
    /// <returns>Whether the entry is the other format of the preceding entry.</returns>
    public bool IsSecond(ReadOnlySpan<byte> text, in EntryHeader header)
    {
        if (header.ComponentsStart == 0 || header.Level < LogLevel.Error)
        {
            Reset();
            return false;
        }

        ReadOnlySpan<byte> previous = _previous.Bytes;
        if (previous.Length > 0
            && _header.HasPlace != header.HasPlace
            && _header.Level == header.Level
            && previous[..SecondLength].SequenceEqual(text[..SecondLength])
            && previous[_header.ComponentsStart..].SequenceEqual(text[header.ComponentsStart..]))
        {
            Reset();
            return true;
        }

        _previous.Clear();
        _previous.Append(text);
        _header = header;
        return false;
    }
}
