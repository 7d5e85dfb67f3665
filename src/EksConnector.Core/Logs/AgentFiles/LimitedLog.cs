namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>Lets pass so many bytes of the agent's files as are wanted, counted from the first that is asked for.</summary>
/// <param name="inner">Gets the bytes.</param>
/// <param name="limit">How many bytes.</param>
/// <param name="since">From when on (UTC) lines are asked for; null for all.</param>
internal sealed class LimitedLog(LogConsumer inner, long limit, DateTime? since) : LogFilter(inner)
{
    private const int TimeLength = 19;

    private readonly List<byte> _held = [];
    private long _left = limit;
    private bool _counts = since is null;

    public override bool IsFull => _left <= 0 || base.IsFull;

    public override void Feed(ReadOnlySpan<byte> block)
    {
        if (_counts)
        {
            Pass(block);
            return;
        }

        _held.AddRange(block);
        int begun = 0;
        ReadOnlySpan<byte> held = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_held);
        while (!_counts)
        {
            ReadOnlySpan<byte> rest = held[begun..];
            int end = rest.IndexOf((byte)'\n');
            _counts = LogTime.TryReadDateAndTime(rest, (byte)' ', out long ticks) && ticks >= since!.Value.Ticks;
            if (_counts)
            {
                Pass(rest);
                begun = held.Length;
            }
            else if (end < 0)
            {
                break;
            }
            else
            {
                begun += end + 1;
            }
        }

        // Of a line whose time is known no more is needed than that it is still the same line.
        int kept = Math.Min(_held.Count - begun, TimeLength);
        _held.RemoveRange(0, begun);
        _held.RemoveRange(kept, _held.Count - kept);
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..(int)Math.Min(bytes.Length, _left)];
        _left -= bytes.Length;
        if (!bytes.IsEmpty)
        {
            Inner.Feed(bytes);
        }
    }
}
