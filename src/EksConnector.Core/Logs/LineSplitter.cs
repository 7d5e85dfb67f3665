namespace EksConnector.Core.Logs;

/// <summary>
/// Splits the blocks of one log into lines. Bytes after the last line feed are kept until the line is complete; a line that is longer
/// than <see cref="MaxLineLength"/> is passed on in pieces of that size.
/// </summary>
internal sealed class LineSplitter
{
    /// <summary>The maximum length of a line that is kept in one piece, in bytes.</summary>
    public const int MaxLineLength = 32 * 1024 * 1024;

    private readonly int _longest;
    private readonly GrowingBuffer _rest = new();
    private bool _isCut;

    /// <summary>Creates a splitter.</summary>
    /// <param name="maxLineLength">The maximum length of a line that is kept in one piece, in bytes, 4 or more.</param>
    public LineSplitter(int maxLineLength = MaxLineLength) => _longest = maxLineLength;

    /// <summary>The number of lines that were too long and were split into pieces.</summary>
    public long CutLines { get; private set; }

    /// <summary>Whether there are bytes after the last line feed.</summary>
    public bool HasRest => _rest.Length > 0 || _isCut;

    /// <summary>Processes the next bytes of the log.</summary>
    /// <param name="block">The bytes.</param>
    /// <param name="sink">The receiver of the completed lines.</param>
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
                sink.Line(block[..feed], isContinued: false);
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

    /// <summary>Completes the log; bytes after the last line feed become a line.</summary>
    /// <param name="sink">The receiver of the line.</param>
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

            // A character is not split.
            int cut = Utf8Border(_rest.Bytes);
            CutLines += _isCut ? 0 : 1;
            _isCut = true;
            sink.Line(_rest.Bytes[..cut], isContinued: true);
            _rest.RemoveStart(cut);
        }

        _rest.Append(piece);
    }

    private void EndRest(ILineSink sink)
    {
        sink.Line(_rest.Bytes, isContinued: false);
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
