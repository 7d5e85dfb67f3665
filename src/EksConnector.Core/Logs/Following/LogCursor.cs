namespace EksConnector.Core.Logs.Following;

/// <summary>
/// The position up to which a container log has been read, by the timestamps of the log API. Several lines can have the same
/// timestamp, so the lines with the last one are counted.
/// </summary>
/// <param name="reportLostLines">The callback with the time span (UTC) of lines that were removed from the log before they could be read.</param>
internal sealed class LogCursor(Action<DateTime, DateTime> reportLostLines)
{
    // For example, 2026-11-22T13:54:35.123456789Z; the kubelet omits trailing zeros, and some runtimes write an offset.
    private const int MaxTimestampLength = 40;

    private byte[] _last = [];
    private long _sameAsLast;
    private long _toSkip;
    private bool _isCatchingUp;
    private bool _isWhole;

    /// <summary>The time of the last line (UTC); null if no line was read.</summary>
    public DateTime? Time => TryRead(_last);

    /// <summary>Resets the position.</summary>
    public void Clear()
    {
        _last = [];
        _sameAsLast = 0;
        _isCatchingUp = false;
    }

    /// <summary>Prepares to read the log again from the second of the position.</summary>
    public void Rewind()
    {
        _isCatchingUp = _last.Length > 0;
        _toSkip = _sameAsLast;
        _isWhole = false;
    }

    /// <summary>Processes a line that starts with a timestamp.</summary>
    /// <param name="line">The line.</param>
    /// <returns>Whether the line is new.</returns>
    public bool Passes(ReadOnlySpan<byte> line)
    {
        int length = line[..Math.Min(line.Length, MaxTimestampLength)].IndexOf((byte)' ');
        ReadOnlySpan<byte> stamp = length > 0 ? line[..length] : [];
        if (_isCatchingUp && !IsAfterLast(stamp))
        {
            return false;
        }

        if (_isCatchingUp && !_isWhole && Time is { } last && TryRead(stamp) is { } first)
        {
            reportLostLines(last, first);
        }

        _isCatchingUp = false;
        if (stamp.IsEmpty || stamp.SequenceEqual(_last))
        {
            _sameAsLast++;
        }
        else
        {
            _last = stamp.Length == _last.Length ? _last : new byte[stamp.Length];
            stamp.CopyTo(_last);
            _sameAsLast = 1;
        }

        return true;
    }

    // Lines before the position, and as many lines with its timestamp as were read before, are not new.
    private bool IsAfterLast(ReadOnlySpan<byte> stamp)
    {
        if (stamp.SequenceEqual(_last))
        {
            _isWhole = true;
            return _toSkip-- <= 0;
        }

        // Two timestamps can differ by less than the precision of DateTime; in that case they have the same number of digits.
        DateTime? time = TryRead(stamp);
        bool isAfter = time > Time || (time == Time && stamp.Length == _last.Length && stamp.SequenceCompareTo(_last) > 0);
        _isWhole |= !isAfter;
        return isAfter;
    }

    private static DateTime? TryRead(ReadOnlySpan<byte> stamp) =>
        LogTime.TryReadApi(stamp, out long ticks, out _) ? new DateTime(ticks, DateTimeKind.Utc) : null;
}
