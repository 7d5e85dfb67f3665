namespace EksConnector.Core.Logs;

/// <summary>
/// Cuts the blocks of one log into lines. What comes after the last line feed is kept until the next block brings its end; a line
/// that is longer than <see cref="LongestLine"/> is given on in pieces of that size.
/// </summary>
internal sealed class LineSplitter
{
    /// <summary>Up to how many bytes a line is kept whole.</summary>
    public const int LongestLine = 32 * 1024 * 1024;

    private readonly int _longest;
    private readonly GrowingBuffer _rest = new();
    private bool _isCut;

    /// <summary>Makes a splitter.</summary>
    /// <param name="longestLine">Up to how many bytes a line is kept whole, 4 or more.</param>
    public LineSplitter(int longestLine = LongestLine) => _longest = longestLine;

    /// <summary>How many lines were too long and came in pieces.</summary>
    public long CutLines { get; private set; }

    /// <summary>Whether there are bytes after the last line feed.</summary>
    public bool HasRest => _rest.Length > 0 || _isCut;

    /// <summary>Takes the next bytes of the log.</summary>
    /// <param name="block">The bytes.</param>
    /// <param name="sink">Who gets the lines that end in them.</param>
    public void Feed(ReadOnlySpan<byte> block, ILineSink sink)
    {
        if (HasRest)
        {
            int end = block.IndexOf((byte)'\n');
            ReadOnlySpan<byte> piece = end < 0 ? block : block[..end];
            AddToRest(piece, sink);
            if (end < 0)
            {
                return;
            }

            EndRest(sink);
            block = block[(end + 1)..];
        }

        int feed;
        while ((feed = block.IndexOf((byte)'\n')) >= 0)
        {
            if (feed <= _longest)
            {
                sink.Line(block[..feed], goesOn: false);
            }
            else
            {
                AddToRest(block[..feed], sink);
                EndRest(sink);
            }

            block = block[(feed + 1)..];
        }

        AddToRest(block, sink);
    }

    /// <summary>Says that the log has ended: what came after its last line feed is a line too.</summary>
    /// <param name="sink">Who gets it.</param>
    public void Complete(ILineSink sink)
    {
        if (HasRest)
        {
            EndRest(sink);
        }
    }

    private void AddToRest(ReadOnlySpan<byte> piece, ILineSink sink)
    {
        while (_rest.Length + piece.Length > _longest)
        {
            int room = _longest - _rest.Length;
            _rest.Append(piece[..room]);
            piece = piece[room..];

            // Not between the bytes of one character.
            int cut = Utf8Border(_rest.Bytes);
            CutLines += _isCut ? 0 : 1;
            _isCut = true;
            sink.Line(_rest.Bytes[..cut], goesOn: true);
            _rest.RemoveStart(cut);
        }

        _rest.Append(piece);
    }

    private void EndRest(ILineSink sink)
    {
        sink.Line(_rest.Bytes, goesOn: false);
        _rest.Clear();
        _isCut = false;
    }

    private static int Utf8Border(ReadOnlySpan<byte> text)
    {
        // The first byte of a character of several bytes is 0xC0 or more, those after it are 0x80 to 0xBF.
        for (int back = 1; back <= 3 && back < text.Length; back++)
        {
            byte value = text[^back];
            if (value >= 0xC0)
            {
                return text.Length - back;
            }

            if (value < 0x80)
            {
                break;
            }
        }

        return text.Length;
    }
}
