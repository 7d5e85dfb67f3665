namespace EksConnector.Core.Findings.Resolving;

/// <summary>
/// A text that somebody pasted, ready to be searched. Terminals, mails and web pages break lines anywhere, also within words: so it
/// is searched without any white space, and one line or several are the same to who searches.
/// </summary>
internal sealed class PastedText
{
    // A longer line is looked at in pieces that overlap, so that it can show more than one thing.
    private const int LongestLine = 8192;
    private const int Piece = 4096;
    private const int Step = 3072;
    private const int Mark = 1024;

    private readonly string _text;
    private readonly char[] _tight;
    private readonly char[] _lower;
    private readonly List<TextLine> _lines = [];

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text, any; its secrets are hidden here.</param>
    public PastedText(string text)
    {
        _text = Redactor.Redact(PlainText.Of(text));
        _tight = new char[_text.Length];
        _lower = new char[_text.Length];
        int tight = 0;
        var marks = new List<int>();
        for (int start = 0; start < _text.Length;)
        {
            int end = _text.IndexOf('\n', start);
            end = end < 0 ? _text.Length : end;
            int tightStart = tight;
            marks.Clear();
            for (int at = start; at < end; at++)
            {
                if ((at - start) % Mark == 0)
                {
                    marks.Add(tight);
                }

                char character = _text[at];
                if (character != ' ')
                {
                    _tight[tight] = character;
                    _lower[tight++] = char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character;
                }
            }

            AddLine(start, end, tightStart, tight, marks);
            start = end + 1;
        }

        TightLength = tight;
    }

    /// <summary>The lines.</summary>
    public IReadOnlyList<TextLine> Lines => _lines;

    /// <summary>How many characters are no white space.</summary>
    public int TightLength { get; }

    /// <summary>All of it, in lower case and without white space.</summary>
    public ReadOnlySpan<char> All => _lower.AsSpan(0, TightLength);

    /// <summary>Some lines, in lower case and without white space.</summary>
    public ReadOnlySpan<char> Lower(int first, int last) => _lower.AsSpan(_lines[first].TightStart.._lines[last].TightEnd);

    /// <summary>Some lines without white space.</summary>
    public string Tight(int first, int last) => new(_tight.AsSpan(_lines[first].TightStart.._lines[last].TightEnd));

    /// <summary>A line as it stands.</summary>
    public string Line(int line) => _text[_lines[line].Start.._lines[line].End];

    /// <summary>Whether a word stands in some lines in one piece, or broken by the ends of lines alone.</summary>
    public bool HasWord(int first, int last, string word)
    {
        string joined = string.Concat(Enumerable.Range(first, last - first + 1).Select(line => Line(line).Trim()));
        return joined.Contains(word, StringComparison.Ordinal);
    }

    private void AddLine(int start, int end, int tightStart, int tightEnd, List<int> marks)
    {
        ReadOnlySpan<char> line = _text.AsSpan(start..end);
        (TextOrigin origin, bool beginsEntry) = LineOrigin.Of(line, _lines.Count > 0 && _lines[^1].Origin == TextOrigin.Stack);
        if (line.Length <= LongestLine)
        {
            _lines.Add(new TextLine(start, end, tightStart, tightEnd, origin, beginsEntry));
            return;
        }

        for (int piece = 0; piece < line.Length; piece += Step)
        {
            int pieceEnd = Math.Min(line.Length, piece + Piece);
            int tight = pieceEnd == line.Length ? tightEnd : marks[pieceEnd / Mark];

            // Each piece stands for itself: what begins an entry takes no lines of the entry before.
            _lines.Add(new TextLine(start + piece, start + pieceEnd, marks[piece / Mark], tight, origin, BeginsEntry: true));
            if (pieceEnd == line.Length)
            {
                break;
            }
        }
    }
}

/// <summary>A line, as places in a <see cref="PastedText"/>.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends in the text.</param>
/// <param name="TightStart">Where it begins in the text without white space.</param>
/// <param name="TightEnd">Where it ends in the text without white space.</param>
/// <param name="Origin">What wrote it.</param>
/// <param name="BeginsEntry">Whether it begins an entry of a log.</param>
internal readonly record struct TextLine(int Start, int End, int TightStart, int TightEnd, TextOrigin Origin, bool BeginsEntry);

/// <summary>What wrote a line, as far as the line tells.</summary>
internal enum TextOrigin
{
    /// <summary>It does not tell: a tool, an event, a person.</summary>
    Unknown,

    /// <summary>Nobody: an empty line.</summary>
    Blank,

    /// <summary>A program that ends, of its goroutines: it says nothing.</summary>
    Stack,

    /// <summary>Somebody who types a command.</summary>
    Command,

    /// <summary>A row of kubectl get pods.</summary>
    PodRow,

    /// <summary>connector-init.</summary>
    Init,

    /// <summary>connector-agent.</summary>
    Agent,

    /// <summary>connector-proxy.</summary>
    Proxy,

    /// <summary>Another program with a log of the same format.</summary>
    OtherLog,
}
