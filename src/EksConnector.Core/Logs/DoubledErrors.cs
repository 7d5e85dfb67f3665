namespace EksConnector.Core.Logs;

/// <summary>
/// Finds the errors that the agent prints twice on its console: <c>time LEVEL text</c> and
/// <c>time LEVEL [function @ file.line] text</c>. Only the other shape of the entry just before is one; an error that really
/// happened twice has the same shape both times, or both shapes both times.
/// </summary>
internal sealed class DoubledErrors
{
    // Date and time, to the second.
    private const int SecondLength = 19;

    private readonly GrowingBuffer _previous = new();
    private EntryHeader _header;

    /// <summary>Forgets the entry before: another one came between.</summary>
    public void Forget() => _previous.Clear();

    /// <summary>Looks at the next entry.</summary>
    /// <param name="text">The entry's text, without the log API's time.</param>
    /// <param name="header">What its first line says of itself.</param>
    /// <returns>Whether it is the other shape of the entry before.</returns>
    public bool IsSecond(ReadOnlySpan<byte> text, in EntryHeader header)
    {
        if (header.ComponentsStart == 0 || header.Level < LogLevel.Error)
        {
            Forget();
            return false;
        }

        ReadOnlySpan<byte> previous = _previous.Bytes;
        if (previous.Length > 0
            && _header.HasPlace != header.HasPlace
            && _header.Level == header.Level
            && previous[..SecondLength].SequenceEqual(text[..SecondLength])
            && previous[_header.ComponentsStart..].SequenceEqual(text[header.ComponentsStart..]))
        {
            Forget();
            return true;
        }

        _previous.Clear();
        _previous.Append(text);
        _header = header;
        return false;
    }
}
