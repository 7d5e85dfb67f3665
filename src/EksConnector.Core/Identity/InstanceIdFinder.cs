using System.Buffers;
using System.Text;
using EksConnector.Core.Connector;
using EksConnector.Core.Logs;

namespace EksConnector.Core.Identity;

/// <summary>Looks for the first instance id in a log, and wants no more of the log then.</summary>
internal sealed class InstanceIdFinder : LogConsumer
{
    // The longest id, and the byte after it that shows where it ends.
    private const int LongestId = 125;
    private const int SuffixLength = 17;

    private static readonly SearchValues<byte> s_idBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8);

    private byte[] _held = [];
    private string? _sure;
    private string? _doubtful;

    /// <summary>
    /// The id; null where none has been found yet. One whose suffix has an underscore may be another one's beginning, of a name
    /// with underscores: it counts only where there is no other.
    /// </summary>
    public string? InstanceId => _sure ?? _doubtful;

    public override bool IsFull => _sure is not null;

    public override long Lines => 0;

    public override long Entries => 0;

    public override long CutLines => 0;

    private static ReadOnlySpan<byte> Prefix => "eks_c:"u8;

    public override void Feed(ReadOnlySpan<byte> block)
    {
        if (_held.Length > 0)
        {
            // An id may have been cut between two blocks: what was held goes before what surely ends it.
            byte[] joined = [.. _held, .. block[..Math.Min(block.Length, LongestId)]];
            _held = [];
            Look(joined, isEnd: false);
            if (block.Length <= LongestId || IsFull)
            {
                return;
            }

            // What was held of the joined bytes is in the block as well.
            _held = [];
        }

        Look(block, isEnd: false);
    }

    public override void Break()
    {
        byte[] rest = _held;
        _held = [];
        Look(rest, isEnd: true);
    }

    public override void Settle()
    {
    }

    public override void Complete() => Break();

    public override IReadOnlyList<object> Take() => [];

    private void Look(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        while (!IsFull)
        {
            int at = bytes.IndexOf(Prefix);
            if (at < 0)
            {
                // The prefix itself may have been cut.
                _held = isEnd ? [] : bytes[Math.Max(0, bytes.Length - Prefix.Length)..].ToArray();
                return;
            }

            bytes = bytes[at..];
            int length = bytes[Prefix.Length..].IndexOfAnyExcept(s_idBytes);
            if (length < 0 && !isEnd && bytes.Length < LongestId)
            {
                _held = bytes.ToArray();
                return;
            }

            int end = length < 0 ? Math.Min(bytes.Length, LongestId) : Prefix.Length + length;
            string text = Encoding.ASCII.GetString(bytes[..Math.Min(end, LongestId)]);
            if (InstanceName.ClusterOf(text) is not null)
            {
                _sure = text.LastIndexOf('_') == text.Length - SuffixLength - 1 ? text : null;
                _doubtful ??= text;
            }

            bytes = bytes[Prefix.Length..];
        }
    }
}
