namespace EksConnector.Core.Logs.Following;

/// <summary>
/// How far a container's log has been read, by the API's own timestamps. Several lines can have the same one, so the lines
/// that had the last are counted.
/// </summary>
/// <param name="tellGone">Told from when to when (UTC) lines are gone that were there: the log was cut at its beginning while nobody read it.</param>
internal sealed class LogCursor(Action<DateTime, DateTime> tellGone)
{
    // 2026-11-22T13:54:35.123456789Z; the kubelet leaves trailing zeros out, other runtimes write an offset.
    private const int LongestTimestamp = 40;

    private byte[] _last = [];
    private long _sameAsLast;
    private long _toSkip;
    private bool _isCatchingUp;
    private bool _isWhole;

    /// <summary>When the last line was logged (UTC); null where none was read.</summary>
    public DateTime? Time => TryRead(_last);

    /// <summary>Forgets what was read.</summary>
    public void Clear()
    {
        _last = [];
        _sameAsLast = 0;
        _isCatchingUp = false;
    }

    /// <summary>Says that the log is read again from the cursor's second on.</summary>
    public void Rewind()
    {
        _isCatchingUp = _last.Length > 0;
        _toSkip = _sameAsLast;
        _isWhole = false;
    }

    /// <summary>Takes a line that begins with a timestamp.</summary>
    /// <param name="line">The line.</param>
    /// <returns>Whether it is new.</returns>
    public bool Passes(ReadOnlySpan<byte> line)
    {
        int length = line[..Math.Min(line.Length, LongestTimestamp)].IndexOf((byte)' ');
        ReadOnlySpan<byte> stamp = length > 0 ? line[..length] : [];
        if (_isCatchingUp && !IsAfterLast(stamp))
        {
            return false;
        }

        if (_isCatchingUp && !_isWhole && Time is { } last && TryRead(stamp) is { } first)
        {
            tellGone(last, first);
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

    // Before the cursor's time, and as many lines of just that time as were read before, are known.
    private bool IsAfterLast(ReadOnlySpan<byte> stamp)
    {
        if (stamp.SequenceEqual(_last))
        {
            _isWhole = true;
            return _toSkip-- <= 0;
        }

        // Two times can differ in less than what a DateTime holds; they are written with as many digits then.
        DateTime? time = TryRead(stamp);
        bool isAfter = time > Time || (time == Time && stamp.Length == _last.Length && stamp.SequenceCompareTo(_last) > 0);
        _isWhole |= !isAfter;
        return isAfter;
    }

    private static DateTime? TryRead(ReadOnlySpan<byte> stamp) =>
        LogTime.TryReadApi(stamp, out long ticks, out _) ? new DateTime(ticks, DateTimeKind.Utc) : null;
}
