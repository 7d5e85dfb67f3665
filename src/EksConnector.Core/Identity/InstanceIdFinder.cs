using System.Buffers;
using System.Text;
using EksConnector.Core.Connector;
using EksConnector.Core.Logs;

namespace EksConnector.Core.Identity;

/// <summary>Finds the first instance ID in a log, and stops reading when it is found.</summary>
internal sealed class InstanceIdFinder : LogConsumer
{
    // The maximum length of an ID, plus the byte that ends it.
    private const int MaxIdLength = 125;
    private const int SuffixLength = 17;

    private static readonly SearchValues<byte> s_idBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8);

    private byte[] _held = [];
    private string? _confirmedId;
    private string? _possibleId;

    /// <summary>
    /// The ID; null if none has been found yet. An ID whose suffix contains an underscore may be the prefix of an ID with underscores
    /// in the cluster name, so it is used only if no other ID is found.
    /// </summary>
    public string? InstanceId => _confirmedId ?? _possibleId;

    public override bool IsFull => _confirmedId is not null;

    public override long Lines => 0;

    public override long Entries => 0;

    public override long CutLines => 0;

    private static ReadOnlySpan<byte> Prefix => "eks_c:"u8;

    public override void Feed(ReadOnlySpan<byte> block)
    {
        if (_held.Length > 0)
        {
            // An ID may be split between two blocks, so the held bytes are searched together with the start of the next block.
            byte[] joined = [.. _held, .. block[..Math.Min(block.Length, MaxIdLength)]];
            _held = [];
            Search(joined, isEnd: false);
            if (block.Length <= MaxIdLength || IsFull)
            {
                return;
            }

            // The bytes that were held from the joined bytes are also in the block.
            _held = [];
        }

        Search(block, isEnd: false);
    }

    public override void Break()
    {
        byte[] rest = _held;
        _held = [];
        Search(rest, isEnd: true);
    }

    public override void Flush()
    {
    }

    public override void Complete() => Break();

    public override IReadOnlyList<object> Take() => [];

    private void Search(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        while (!IsFull)
        {
            int at = bytes.IndexOf(Prefix);
            if (at < 0)
            {
                // The prefix itself may be split.
                _held = isEnd ? [] : bytes[Math.Max(0, bytes.Length - Prefix.Length)..].ToArray();
                return;
            }

            bytes = bytes[at..];
            int length = bytes[Prefix.Length..].IndexOfAnyExcept(s_idBytes);
            if (length < 0 && !isEnd && bytes.Length < MaxIdLength)
            {
                _held = bytes.ToArray();
                return;
            }

            int end = length < 0 ? Math.Min(bytes.Length, MaxIdLength) : Prefix.Length + length;
            string text = Encoding.ASCII.GetString(bytes[..Math.Min(end, MaxIdLength)]);
            if (InstanceName.ClusterOf(text) is not null)
            {
                _confirmedId = text.LastIndexOf('_') == text.Length - SuffixLength - 1 ? text : null;
                _possibleId ??= text;
            }

            bytes = bytes[Prefix.Length..];
        }
    }
}
