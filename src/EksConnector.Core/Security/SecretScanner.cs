using System.Buffers;

namespace EksConnector.Core.Security;

/// <summary>
/// Finds the secrets in a text. Every position is examined a bounded number of times, so the time is linear in the length of the text.
/// </summary>
internal ref partial struct SecretScanner
{
    // The maximum distance between a name and its value, in bytes.
    private const int Window = 256;

    // The same for a name and a value that are fields of one object.
    private const int FarWindow = 4096;

    /// <summary>The minimum length of a Base64 line that continues on the next line, in bytes.</summary>
    public const int ShortestWrapped = 60;

    // The maximum number of objects within each other in which a value is searched.
    private const int MaximumNesting = 16;

    // The maximum number of encoding layers that are decoded.
    private const int MaximumDepth = 4;

    private static readonly SearchValues<byte> s_blanks = SearchValues.Create(" \t"u8);
    private static readonly SearchValues<byte> s_name =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."u8);

    private static readonly SearchValues<byte> s_base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-"u8);

    private static readonly SearchValues<byte> s_tokens =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-.=%"u8);

    private static readonly SearchValues<byte> s_token =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."u8);

    // A space, a control character or a quotation mark ends an address.
    private static readonly SearchValues<byte> s_endOfAddress =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(value => (byte)value), .. "\"'<>`"u8]);

    private static readonly SearchValues<byte> s_endOfHash =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(value => (byte)value), .. "\"':;<>`"u8]);

    private static readonly SearchValues<byte> s_endOfPlain =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(value => (byte)value), .. "\"',;}]"u8]);

    private static readonly SearchValues<byte> s_endOfParameter =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(value => (byte)value), .. "\"',;}]&"u8]);

    private readonly ReadOnlySpan<byte> _text;
    private readonly List<TextSpan> _found;
    private readonly int _depth;
    private readonly CancellationToken _cancellation;

    // The most recently examined value without quotation marks.
    private int _plainStart;
    private int _plainEnd;

    // Text before _floor is not examined again; the identifier that ends at _rejected is not the name of a secret.
    private int _floor;
    private int _rejected;

    // The number of objects around the value that is examined.
    private int _nesting;

    // The number of bytes that were searched in large objects.
    private long _far;

    private SecretScanner(ReadOnlySpan<byte> text, List<TextSpan> found, int depth, CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken;
        _text = text;
        _found = found;
        _depth = depth;
        Pending = -1;
    }

    /// <summary>The start of a name whose value may follow after the end of the text, or -1 if there is none.</summary>
    public int Pending { get; private set; }

    /// <summary>Finds the secrets in a text.</summary>
    /// <param name="text">The text, with one byte for each ASCII character.</param>
    /// <param name="pending">The start of a name whose value may follow after the end of the text, or -1 if there is none.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The positions of the secrets, in order and without overlap; null if there are none.</returns>
    public static List<TextSpan>? Find(ReadOnlySpan<byte> text, out int pending, CancellationToken cancellationToken = default)
    {
        pending = -1;
        bool hasData = SecretLines.IndexIn(text) >= 0;
        if (!hasData && SecretAnchors.IndexIn(text) < 0 && EncodedText.IndexIn(text) < 0)
        {
            return null;
        }

        List<TextSpan> found = [];
        pending = Scan(text, found, 0, cancellationToken);
        if (hasData)
        {
            SecretLines.Find(text, found);
        }

        return found.Count == 0 ? null : Merge(found);
    }

    private static int Scan(ReadOnlySpan<byte> text, List<TextSpan> found, int depth, CancellationToken cancellationToken)
    {
        var scanner = new SecretScanner(text, found, depth, cancellationToken);
        scanner.ScanAnchors();
        SecretObjects.Find(text, found);
        int pending = scanner.Pending;
        if (depth < MaximumDepth && EncodedText.TryDecode(text, out EncodedText decoded, cancellationToken))
        {
            List<TextSpan> inner = [];
            int innerPending = Scan(decoded.Buffer.AsSpan(0, decoded.Length), inner, depth + 1, cancellationToken);
            foreach (TextSpan span in inner)
            {
                found.Add(new TextSpan(decoded.Original(span.Start), decoded.OriginalEnd(span.End)));
            }

            pending = pending < 0 && innerPending >= 0 ? decoded.Original(innerPending) : pending;
        }

        return pending;
    }

    /// <summary>Returns whether a line continues the Base64 text of the preceding line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>True if the line contains only Base64 text and is not a single word; otherwise, false.</returns>
    public static bool IsWrapped(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r"u8);
        return line.Length >= 20 && line.TrimEnd((byte)'=').IndexOfAnyExcept(s_base64) < 0;
    }

    private static List<TextSpan> Merge(List<TextSpan> found)
    {
        if (!IsInOrder(found))
        {
            found.Sort((left, right) => left.Start.CompareTo(right.Start));
        }

        int last = 0;
        for (int i = 1; i < found.Count; i++)
        {
            if (found[i].Start <= found[last].End)
            {
                found[last] = new TextSpan(found[last].Start, Math.Max(found[last].End, found[i].End));
            }
            else
            {
                found[++last] = found[i];
            }
        }

        found.RemoveRange(last + 1, found.Count - last - 1);
        return found;
    }

    private static bool IsInOrder(List<TextSpan> found)
    {
        for (int i = 1; i < found.Count; i++)
        {
            if (found[i].Start < found[i - 1].Start)
            {
                return false;
            }
        }

        return true;
    }

    private void ScanAnchors()
    {
        int at = 0;
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            int next = SecretAnchors.IndexIn(_text[at..], out AnchorKind kind);
            if (next < 0)
            {
                return;
            }

            at += next;
            int end = kind switch
            {
                AnchorKind.Name => Name(at),
                AnchorKind.Scheme => Scheme(at),
                AnchorKind.Address => Address(at + 3),
                AnchorKind.Excerpt => Excerpt(at + 4),
                AnchorKind.Host => Host(at),
                AnchorKind.Input => Input(at),
                AnchorKind.DataSource => DataSource(at),
                AnchorKind.Program => CommandLine(at),
                AnchorKind.Statement => Statement(at),
                AnchorKind.Prefix => Prefix(at),
                AnchorKind.Option => Option(at),
                AnchorKind.Field => Field(at),
                AnchorKind.KeyNumber => KeyNumber(at),
                AnchorKind.Identifier => Identifier(at),
                _ => at,
            };
            at = Math.Max(end, at + 1);
        }
    }

    private int Hide(int start, int end)
    {
        if (end > start)
        {
            end = _text[start..].StartsWith("eyJ"u8) ? EndOfToken(start, end) : end;
            _found.Add(new TextSpan(start, end));
            _floor = end;
        }

        return end;
    }

    private readonly int SkipBack(int at, int limit, ReadOnlySpan<byte> skipped)
    {
        while (at > limit && skipped.Contains(_text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private void SetPending(NameKind kind, int start, bool isSure)
    {
        if (_depth == 0 | _text.Length - start <= 2 * Window && isSure && kind != NameKind.None)
        {
            int line = _text[..start].LastIndexOf((byte)'\n') + 1;
            Pending = Math.Max(line, start - 64);
        }
    }

    private readonly int SkipQuotes(int at)
    {
        while (at < _text.Length && _text[at] is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'\\' && !IsBreak(at))
        {
            at++;
        }

        return at;
    }

    // Returns whether the text contains an escaped \n, \r or \t, as in JSON, or a line continuation of a shell.
    private readonly bool IsBreak(int at) =>
        _text[at] == '\\' && at + 1 < _text.Length && _text[at + 1] is (byte)'n' or (byte)'r' or (byte)'t' or (byte)'\n' or (byte)'\r';

    // Skips spaces and line breaks.
    private readonly int SkipAcross(int at)
    {
        int limit = Math.Min(_text.Length, at + Window);
        while (at < limit)
        {
            if (_text[at] == ' ')
            {
                // Blanks, which align a table, do not count.
                int blanks = _text[at..].IndexOfAnyExcept((byte)' ');
                blanks = blanks < 0 ? _text.Length - at : blanks;
                at += blanks;
                limit = Math.Min(_text.Length, limit + blanks);
            }
            else if (_text[at] <= 0x20 || (_text[at] is (byte)'\\' or (byte)'`' && at + 1 < limit && _text[at + 1] is (byte)'\n' or (byte)'\r'))
            {
                // A backslash or a backtick continues a shell command on the next line.
                at++;
            }
            else if (_text[at] == '\\' && at + 1 < limit && _text[at + 1] is (byte)'n' or (byte)'r' or (byte)'t' && !(at + 2 < limit && char.IsAsciiLetterLower((char)_text[at + 2])))
            {
                at += 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private readonly bool IsAloneInLine(int end, bool isQuoted)
    {
        end = isQuoted ? SkipQuotes(end) : end;
        while (end < _text.Length && _text[end] is (byte)' ' or (byte)'\t' or (byte)',' or (byte)'"')
        {
            end++;
        }

        return (end == _text.Length || _text[end] is (byte)'\n' or (byte)'\r' or (byte)'\\' or (byte)'}' or (byte)']') && _text[end - 1] != ':';
    }

    private readonly int EndOfLine(int at)
    {
        int length = _text[at..].IndexOfAny((byte)'\n', (byte)'\r');
        return length < 0 ? _text.Length : at + length;
    }
}
