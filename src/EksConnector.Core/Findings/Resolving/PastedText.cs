using System.Text.RegularExpressions;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>
/// A pasted text that is prepared for searching. Terminals, emails and web pages break lines at any position, even within words, so the
/// search ignores white space and line breaks.
/// </summary>
internal sealed partial class PastedText
{
    // A longer line is searched in overlapping pieces, so that it can have several results.
    private const int MaxLineLength = 8192;
    private const int Piece = 4096;
    private const int Step = 3072;
    private const int Mark = 1024;

    private readonly string _text;
    private readonly char[] _tight;
    private readonly char[] _lower;
    private readonly List<TextLine> _lines = [];

    /// <summary>Prepares a text.</summary>
    /// <param name="text">The text; its secrets are masked here.</param>
    public PastedText(string text)
    {
        _text = Redactor.Redact(DecoderExcerpt().Replace(PlainText.Of(text), Redactor.Mask));
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

    /// <summary>The number of characters without white space.</summary>
    public int TightLength { get; }

    /// <summary>The whole text in lowercase and without white space.</summary>
    public ReadOnlySpan<char> All => _lower.AsSpan(0, TightLength);

    /// <summary>Returns some lines in lowercase and without white space.</summary>
    public ReadOnlySpan<char> Lower(int first, int last) => _lower.AsSpan(_lines[first].TightStart.._lines[last].TightEnd);

    /// <summary>Returns some lines without white space.</summary>
    public string Tight(int first, int last) => new(_tight.AsSpan(_lines[first].TightStart.._lines[last].TightEnd));

    /// <summary>Returns a line.</summary>
    public string Line(int line) => _text[_lines[line].Start.._lines[line].End];

    /// <summary>Returns whether some lines contain a word, either in one piece or split only by line breaks.</summary>
    public bool HasWord(int first, int last, string word)
    {
        string joined = string.Concat(Enumerable.Range(first, last - first + 1).Select(line => Line(line).Trim()));
        return joined.Contains(word, StringComparison.Ordinal);
    }

    private void AddLine(int start, int end, int tightStart, int tightEnd, List<int> marks)
    {
        ReadOnlySpan<char> line = _text.AsSpan(start..end);
        (TextOrigin origin, bool beginsEntry, bool isFault) = LineOrigin.Of(line, _lines.Count > 0 && _lines[^1].Origin == TextOrigin.Stack);
        if (line.Length <= MaxLineLength)
        {
            _lines.Add(new TextLine(start, end, tightStart, tightEnd, origin, beginsEntry, isFault));
            return;
        }

        for (int piece = 0; piece < line.Length; piece += Step)
        {
            int pieceEnd = Math.Min(line.Length, piece + Piece);
            int tight = pieceEnd == line.Length ? tightEnd : marks[pieceEnd / Mark];

            // Each piece counts as the start of an entry, so that it is searched separately.
            _lines.Add(new TextLine(start + piece, start + pieceEnd, marks[piece / Mark], tight, origin, BeginsEntry: true, isFault));
            if (pieceEnd == line.Length)
            {
                break;
            }
        }
    }

    // The excerpt of a Secret that an old API server quotes if it cannot decode the Secret: "error found in #10 byte of ...|...|...".
    [GeneratedRegex(@"(?<=error found in #)[0-9]{1,9} byte of[^\n]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DecoderExcerpt();
}
