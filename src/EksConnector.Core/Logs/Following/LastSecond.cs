namespace EksConnector.Core.Logs.Following;

/// <summary>
/// Remembers which lines of the last second were read from the agent's files, so that of its standard output, where some of the
/// same lines stand, only those are given that were not.
/// </summary>
internal sealed class LastSecond
{
    private const int TimeLength = 19;

    // Lines are many, and texts may be long.
    private readonly HashSet<(int, int)> _known = [];
    private long _last;
    private bool _isKnown;

    /// <summary>The last time that a line had (UTC); null for none.</summary>
    public DateTime? Time => _last == 0 ? null : new DateTime(_last, DateTimeKind.Utc);

    /// <summary>Remembers a line of a file.</summary>
    /// <param name="line">The line.</param>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (!LogTime.TryReadDateAndTime(line, (byte)' ', out long ticks) || ticks < _last)
        {
            return;
        }

        if (ticks > _last)
        {
            _last = ticks;
            _known.Clear();
        }

        _known.Add(Hash(line));
    }

    /// <summary>Looks at the next line of the standard output. A line without a time goes the way of the line before.</summary>
    /// <param name="line">The line, without the log API's time.</param>
    /// <returns>Whether it was in a file that was read.</returns>
    public bool Knows(ReadOnlySpan<byte> line)
    {
        if (LogTime.TryReadDateAndTime(line, (byte)' ', out long ticks))
        {
            _isKnown = ticks < _last || (ticks == _last && _known.Contains(Hash(line)));
        }

        return _isKnown;
    }

    // Of an error's two shapes the files have one.
    private static (int, int) Hash(ReadOnlySpan<byte> line)
    {
        int bracket = line[TimeLength..].IndexOf((byte)'[');
        ReadOnlySpan<byte> text = bracket < 0 ? line : line[(TimeLength + bracket)..];
        int end = text.IndexOf((byte)']');
        if (end > 0 && text[..end].IndexOf(ConnectorLogText.PlaceMark) > 0)
        {
            text = text[(end + 1)..].TrimStart((byte)' ');
        }

        var first = default(HashCode);
        first.AddBytes(text);
        var second = default(HashCode);
        second.Add(text.Length);
        second.AddBytes(text);
        return (first.ToHashCode(), second.ToHashCode());
    }
}
