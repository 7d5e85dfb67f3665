namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>
/// Looks at the beginning of a log's tail whether it reaches back far enough, before anything of it is given. Of a log
/// that is read from further back later, nothing may be told twice.
/// </summary>
/// <param name="inner">Gets the bytes once it is known that they are enough.</param>
/// <param name="since">How far back (UTC) it must reach.</param>
internal sealed class SinceProbe(LogConsumer inner, DateTime since) : LogFilter(inner)
{
    // Among so many bytes there is a line with a time, or there is none at all.
    private const int MostHeld = 256 * 1024;

    private readonly List<byte> _held = [];
    private bool _isDecided;

    /// <summary>Whether what comes begins where the log does, so that there is no more.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Whether more is needed than there was.</summary>
    public bool IsTooShort { get; private set; }

    public override bool IsFull => IsTooShort || base.IsFull;

    public override void Feed(ReadOnlySpan<byte> block)
    {
        if (_isDecided)
        {
            Inner.Feed(block);
            return;
        }

        if (IsWhole)
        {
            _isDecided = true;
            Inner.Feed(block);
            return;
        }

        _held.AddRange(block);
        if (FirstTime(out int start) is { } time)
        {
            Decide(time >= since, start);
        }
        else if (_held.Count > MostHeld)
        {
            Decide(isTooShort: true);
        }
    }

    /// <summary>Says that nothing more comes. A log that has no time in it is given as it is when all of it is read.</summary>
    public void End()
    {
        if (!_isDecided && !IsWhole)
        {
            Decide(isTooShort: true);
        }
    }

    // Of the first whole line that has one, with which the log is given: the tail begins anywhere in a line, and in an entry.
    private DateTime? FirstTime(out int start)
    {
        start = 0;
        ReadOnlySpan<byte> rest = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_held);
        for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            rest = rest[(end + 1)..];
            start = _held.Count - rest.Length;
            if (LogTime.TryReadDateAndTime(rest, (byte)' ', out long ticks))
            {
                return new DateTime(ticks, DateTimeKind.Utc);
            }
        }

        return null;
    }

    private void Decide(bool isTooShort, int start = 0)
    {
        _isDecided = true;
        IsTooShort = isTooShort;
        if (!isTooShort)
        {
            Inner.Feed(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_held)[start..]);
        }

        _held.Clear();
    }
}
