namespace EksConnector.Core.Logs;

/// <summary>An entry as bytes that may still receive lines or that is held in the tail.</summary>
internal sealed class PendingEntry
{
    private readonly GrowingBuffer _text = new();

    public EntryHeader Header { get; private set; }

    /// <summary>The time in ticks (UTC); 0 if it is not known.</summary>
    public long Ticks { get; private set; }

    public int Length => _text.Length;

    public ReadOnlySpan<byte> Text => _text.Bytes;

    public void Begin(in EntryHeader header, long ticks, ReadOnlySpan<byte> line)
    {
        Header = header;
        Ticks = ticks;
        _text.Clear();
        _text.Append(line);
    }

    public void Join(ReadOnlySpan<byte> line)
    {
        _text.Append((byte)'\n');
        _text.Append(line);
    }
}
