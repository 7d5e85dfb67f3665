using System.Buffers;
using System.Text;

namespace EksConnector.Core.Security;

/// <summary>
/// Finds the secrets in a text. Every position is examined a bounded number of times, so the time is linear in the length of the text.
/// </summary>
internal ref struct SecretScanner
{
    // The maximum distance between a name and its value, in bytes.
    private const int Window = 256;

    /// <summary>The minimum length of a Base64 line that continues on the next line, in bytes.</summary>
    public const int ShortestWrapped = 60;

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

    // Handles a name, and returns the position at which the scan continues.
    private int Name(int at)
    {
        if (at < _rejected)
        {
            return at + 3;
        }

        int start = at;
        while (start > _floor && at - start < SecretName.MaxLength - 24 && s_name.Contains(_text[start - 1]))
        {
            start--;
        }

        int end = at + 3;
        while (end < _text.Length && end - at < 24 && s_name.Contains(_text[end]))
        {
            end++;
        }

        bool isWhole = end - at < 24;
        ReadOnlySpan<byte> name = _text[start..end];
        bool isOption = name.Length > 1 && (name[0] == '-' || name.StartsWith("ConvertTo-"u8));
        end -= name.Length - name.TrimEnd("-."u8).Length;
        start += name.Length - name.TrimStart("-."u8).Length;
        if (end <= at)
        {
            return at + 3;
        }

        NameKind kind = SecretName.KindOf(_text[start..end]);
        if (isWhole && kind is NameKind.None or NameKind.Code or NameKind.Token or NameKind.Secret or NameKind.AccessKey)
        {
            kind = WithWordsBefore(ref start, end, kind);
        }

        if (kind == NameKind.None)
        {
            if (_text[at..].StartsWith("key"u8) || _text[at..].StartsWith("KEY"u8))
            {
                int key = PrivateKey(at);
                if (key > 0)
                {
                    return key;
                }
            }

            _rejected = end;
            return at + 3;
        }

        if (kind == NameKind.Strong && PrivateKey(end - 3) is int privateKey and > 0)
        {
            return privateKey;
        }

        int done = Value(kind, start, end, isOption);
        return done > 0 ? done : end;
    }

    // Up to two words before the name belong to it, as in "activation code" and "Secret Access Key".
    private readonly NameKind WithWordsBefore(ref int start, int end, NameKind kind)
    {
        int at = start;
        for (int words = 0; words < 2; words++)
        {
            if (at < _floor + 2 || _text[at - 1] != ' ' || !s_name.Contains(_text[at - 2]))
            {
                break;
            }

            int word = at - 1;
            while (word > _floor && at - word < 16 && s_name.Contains(_text[word - 1]))
            {
                word--;
            }

            if (end - word > SecretName.MaxLength)
            {
                break;
            }

            NameKind longer = SecretName.KindOf(_text[word..end]);
            if (longer is NameKind.Strong or NameKind.AccessKey)
            {
                kind = longer;
                start = word;
            }

            at = word;
        }

        return kind;
    }

    // Handles a PEM private key, to its end or to the end of the text.
    private int PrivateKey(int key)
    {
        Span<byte> before = stackalloc byte[64];
        Ascii.ToUpper(_text[Math.Max(0, key - before.Length)..key], before, out int written);
        before = before[..written];
        before.Replace((byte)'+', (byte)' ');
        int begin = before.LastIndexOf("-----BEGIN "u8);
        if (begin < 0 && before.EndsWith("PRIVATE "u8) && before.LastIndexOf("-----END "u8) is int foot and >= 0)
        {
            return EndOfCutKey(key, key - written + foot);
        }

        if (begin < 0 || before[begin..].IndexOf("PRIVATE "u8) < 0 || before[(begin + 11)..].Contains((byte)'-'))
        {
            return -1;
        }

        int dashes = _text.Slice(key, Math.Min(_text.Length - key, 48)).IndexOf("-----"u8);
        if (dashes < 0)
        {
            return -1;
        }

        int start = key + dashes + 5;
        int end = EndOfKey(start);
        ReadOnlySpan<byte> content = _text[start..end].Trim(" \t\r\n\0"u8);
        return content.Length == 0 || content.StartsWith("[redacted]"u8) ? Math.Max(end, start) : Hide(start, end);
    }

    // Handles the lines before the end of a key whose beginning is not part of the text.
    private int EndOfCutKey(int key, int foot)
    {
        int end = foot > 0 && _text[foot - 1] == '\n' ? foot - 1 : foot;
        int start = end;
        for (int lines = 0; lines < LineRedactor.MaxKeyLines && start > _floor; lines++)
        {
            int stop = start == end ? end : start - 1;
            ReadOnlySpan<byte> before = _text[Math.Max(_floor, stop - 2 * Window)..stop];
            ReadOnlySpan<byte> line = before[(before.LastIndexOf((byte)'\n') + 1)..];
            if (line.Length == before.Length && stop - line.Length > 0 || !IsWrapped(line))
            {
                break;
            }

            start = stop - line.Length;
        }

        return start < end ? Math.Max(Hide(start, end), key + 3) : key + 3;
    }

    private readonly int EndOfKey(int start)
    {
        int at = start;
        while (true)
        {
            int next = _text[at..].IndexOf("-----"u8);
            if (next < 0)
            {
                return _text.Length;
            }

            at += next;
            int word = at + 5;
            if (word + 3 <= _text.Length && Ascii.EqualsIgnoreCase(_text.Slice(word, 3), "END"u8))
            {
                return at;
            }

            at++;
        }
    }

    private int Value(NameKind kind, int start, int end, bool isOption)
    {
        bool isQuoted = start > 0 && _text[start - 1] is (byte)'"' or (byte)'\'' or (byte)'`';
        int at = SkipQuotes(end);
        int separator = SkipAcross(at);
        if (IsRefused(start, out TextSpan refused))
        {
            // The value stands before the name, as in: invalid argument "X" for "--token" flag.
            Hide(refused.Start, refused.End);
            return end;
        }

        if (IsArgumentOf(at, out TextSpan argument))
        {
            return ValueShape.IsPlaceholder(_text[argument.Start..argument.End]) ? end : Hide(argument.Start, argument.End);
        }

        if (kind == NameKind.Literal && separator < _text.Length && _text[separator] is (byte)'=' or (byte)' ' or (byte)',')
        {
            int equals = _text.Slice(separator + 1, Math.Min(_text.Length - separator - 1, Window)).IndexOfAny((byte)'=', (byte)'\n');
            return equals > 0 && _text[separator + 1 + equals] == '=' ? Take(NameKind.Strong, Separator.Equal, separator + 2 + equals, isQuoted, start, true) : -1;
        }

        // The brackets of ${env:NAME} and of ["name"] belong to the name, and so do the signs of %NAME%.
        if (separator < _text.Length && _text[separator] is (byte)']' or (byte)'}' or (byte)')' || (separator == end && separator + 1 < _text.Length && _text[separator] == '%' && _text[separator + 1] <= 0x20))
        {
            int after = SkipAcross(SkipQuotes(separator + 1));
            separator = after < _text.Length && _text[after] is (byte)'=' or (byte)':' ? after : separator;
        }

        // A word in parentheses may follow the name: "activationCode (string): X".
        if (separator > end && separator < _text.Length && _text[separator] == '(')
        {
            int close = _text.Slice(separator, Math.Min(_text.Length - separator, 24)).IndexOf((byte)')');
            int after = close < 0 ? separator : separator + close + 1;
            separator = after < _text.Length && _text[after] is (byte)'=' or (byte)':' ? after : separator;
        }

        if (separator == end && separator < _text.Length && kind is NameKind.Strong or NameKind.Short && _text[separator] is (byte)'(' or (byte)'%')
        {
            return _text[separator] == '(' ? Arguments(separator + 1) : Replacement(separator + 1);
        }

        // A function such as set("name", "X") gets the value as its next argument.
        bool isCall = isQuoted && at > end && start > 1 && SkipBack(start, Math.Max(0, start - 4), "\"'`\\"u8) is int open and > 0 && _text[open - 1] == '(';
        isOption |= isCall;
        if (separator == _text.Length)
        {
            bool isLabelled = IsLabelled(start, out int field);
            SetPending(kind, start, isOption || isLabelled);
            return isLabelled ? Paired(kind, field, separator) : -1;
        }

        switch (_text[separator])
        {
            case (byte)'=' or (byte)':':
                int value = separator;
                bool isEqual = _text[separator] == '=';
                while (value < _text.Length && value - separator < 3 && _text[value] is (byte)'=' or (byte)':' or (byte)'>')
                {
                    isEqual |= _text[value] == '=';
                    value++;
                }

                // In Go, "password:=X" is an assignment, but "token::" is not.
                return Take(kind, isEqual ? Separator.Equal : Separator.Colon, value, isQuoted, start, isOption);
            case (byte)'>' when start > 0 && (_text[start - 1] == '<' || IsInTag(start)):
                return Element(kind, separator + 1, start);
            case (byte)'>' when at > end && IsLabelled(start, out _):
                // <string name="password">X</string>
                return Element(kind, separator + 1, start);
            case (byte)'<' when separator == end && IsLabelled(start, out _) && _text[separator..].StartsWith("</key>"u8):
                // <key>password</key><string>X</string>
                int text = SkipAcross(separator + "</key>".Length);
                return _text[text..].StartsWith("<string>"u8) ? Element(kind, text + "<string>".Length, start) : -1;
        }

        if (IsLabelled(start, out int label))
        {
            int paired = Paired(kind, label, separator);
            if (paired > 0)
            {
                return paired;
            }
        }

        if (kind == NameKind.Strong && _text[separator] == ',' && Paired(kind, start, separator) is int next and > 0)
        {
            return next;
        }

        // The name is in quotation marks, or the line is a CSV record: password,"X".
        bool isField = kind is NameKind.Strong or NameKind.Short && separator + 1 < _text.Length && _text[separator + 1] > 0x20;
        if (_text[separator] == ',' && at > end | isOption | isField)
        {
            if (isCall && kind is NameKind.Cookie or NameKind.Authorization)
            {
                return Take(kind, Separator.Colon, separator + 1, isQuoted, start, isOption);
            }

            return Take(kind, Separator.Argument, separator + 1, isQuoted, start, isOption);
        }

        bool isDash = _text[separator] == '-' && !_text[separator..].StartsWith("->"u8);
        bool isHeading = isDash && _text[separator..].StartsWith("---"u8) && _text[separator - 1] == '\n';
        return isOption || _text[separator] == '|' || (separator > at && (!isDash || isHeading || ValueParameter(separator) > 0)) ? AfterBlank(kind, start, at, isOption) : -1;
    }

    // The content of an XML element, to its end tag.
    private int Element(NameKind kind, int start, int name)
    {
        bool isRaw = _text[start..].StartsWith("<![CDATA["u8);
        int content = isRaw ? start + "<![CDATA[".Length : start;
        int length = isRaw ? _text[content..].IndexOf("]]>"u8) : _text[content..].IndexOf((byte)'<');
        int close = length < 0 ? _text.Length : content + length;
        ReadOnlySpan<byte> value = _text[content..close].Trim(" \t\r\n"u8);
        if (value.Length == 0 && close == _text.Length)
        {
            SetPending(kind, name, isSure: true);
        }

        return value.Length == 0 || ValueShape.IsPlaceholder(value) ? -1 : Hide(content, close);
    }

    // Programs that refuse a value quote it before its name: invalid argument "X" for "--token" flag; Value 'X' at 'activationCode' failed.
    private readonly bool IsRefused(int name, out TextSpan value)
    {
        value = default;
        int from = Math.Min(name, Math.Max(_floor, name - (2 * Window)));
        ReadOnlySpan<byte> before = _text[from..name].TrimEnd("\"'`\\-. "u8);
        int length = before.Length;
        before = before.EndsWith(" flag"u8) ? before[..^5] : before;
        before = before.EndsWith(" for"u8) ? before[..^4] : before.EndsWith(" at"u8) ? before[..^3] : default;
        if (before.Length < 8 || length == name - from || before[^1] is not ((byte)'"' or (byte)'\''))
        {
            return false;
        }

        byte quote = before[^1];
        ReadOnlySpan<byte> content = before[..^1];
        int open = content.LastIndexOf(quote);
        ReadOnlySpan<byte> word = content[..Math.Max(open, 0)].TrimEnd("\\ "u8);
        if (open < 0 || !(word.EndsWith("argument"u8) || word.EndsWith("alue"u8)))
        {
            return false;
        }

        ReadOnlySpan<byte> inner = content[(open + 1)..].TrimEnd((byte)'\\');
        value = new TextSpan(from + open + 1, from + open + 1 + inner.Length);
        return inner.Length >= 4 && !ValueShape.IsPlaceholder(inner);
    }

    // PowerShell quotes a value that a parameter does not accept: parameter 'Password'. The argument "X" does not match ...
    private readonly bool IsArgumentOf(int at, out TextSpan value)
    {
        value = default;
        ReadOnlySpan<byte> rest = _text.Slice(at, Math.Min(_text.Length - at, 2 * Window));
        if (rest.Length < 4 || rest[0] != '.' || rest[1] != ' ')
        {
            return false;
        }

        int open = rest.StartsWith(". The argument \""u8) ? 16 : rest.StartsWith(". Cannot convert the \""u8) ? 22 : rest.StartsWith(". Cannot convert value \""u8) ? 24 : -1;
        int length = open < 0 ? -1 : rest[open..].IndexOf((byte)'"');
        value = new TextSpan(at + open, at + open + length);
        return length > 0;
    }

    // setPassword("X"), UserPassword("user", "X"), password(X).
    private int Arguments(int start)
    {
        int length = _text.Slice(start, Math.Min(_text.Length - start, Window)).IndexOfAny((byte)')', (byte)'\n');
        int end = length < 0 ? -1 : start + length;
        if (end < 0 || _text[end] != ')')
        {
            return -1;
        }

        int close = _text[start..end].LastIndexOfAny((byte)'"', (byte)'\'');
        if (close > 0)
        {
            int open = _text[start..(start + close)].LastIndexOf(_text[start + close]);
            (start, end) = open < 0 ? (start, end) : (start + open + 1, start + close);
        }

        return !ValueShape.IsPlaceholder(_text[start..end]) && (close > 0 || ValueShape.LooksSecret(_text[start..end], 8)) ? Hide(start, end) : -1;
    }

    // The replacement of sed, as in s~%NAME%~X~g, with any delimiter.
    private int Replacement(int sign)
    {
        if (sign + 1 >= _text.Length || _text[sign] <= 0x20 || char.IsAsciiLetterOrDigit((char)_text[sign]) || _text[sign] is (byte)'"' or (byte)'\'' or (byte)'=')
        {
            return -1;
        }

        int length = _text.Slice(sign + 1, Math.Min(_text.Length - sign - 1, 4 * Window)).IndexOfAny(_text[sign], (byte)'\n');
        int end = sign + 1 + Math.Max(length, 0);
        return end > sign + 1 && _text[end] == _text[sign] && !ValueShape.IsPlaceholder(_text[(sign + 1)..end]) ? Hide(sign + 1, end) : -1;
    }

    // Handles a value after a space, as in "activation code X", "password is X" and "--activation.code X".
    private int AfterBlank(NameKind kind, int start, int at, bool isOption)
    {
        int value = at;
        while (value < _text.Length && _text[value] is (byte)' ' or (byte)'\t')
        {
            value++;
        }

        int line = SkipAcross(value);
        if (line > value && _text[line - 1] == '\n' && _text[line..].StartsWith("---"u8))
        {
            // A heading that is underlined.
            value = SkipAcross(line + Math.Max(_text[line..].IndexOfAnyExcept((byte)'-'), 0));
        }
        else if (_text[value..].StartsWith("-String "u8))
        {
            value += "-String ".Length;
        }
        else if (ValueParameter(value) is int parameter and > 0)
        {
            return Take(kind, Separator.Argument, parameter, false, start, true);
        }

        if (isOption)
        {
            if (value + 1 == _text.Length && _text[value] is (byte)'\\' or (byte)'`')
            {
                SetPending(kind, start, true);
                return -1;
            }

            return Take(kind, Separator.Argument, value, false, start, isOption);
        }

        if (kind is not (NameKind.Strong or NameKind.Short or NameKind.AccessKey or NameKind.Code or NameKind.Token))
        {
            return -1;
        }

        ReadOnlySpan<byte> rest = _text[value..];
        if (rest.Length > 0 && rest[0] == '|')
        {
            value += rest.Length > 1 && rest[1] == ' ' ? 2 : 1;
        }
        else
        {
            foreach (string phrase in s_phrases)
            {
                if (rest.Length > phrase.Length && Ascii.Equals(rest[..phrase.Length], phrase))
                {
                    value += phrase.Length;
                    break;
                }
            }
        }

        return Take(kind, Separator.Blank, value, false, start, isOption);
    }

    // What stands between a name and its value in prose.
    private static readonly string[] s_phrases =
        ["has the value ", "is set to ", "set to ", "changed to ", "is ", "-> ", "was ", "equals ", "and ID are ", "and activation ID are "];

    // Returns the start of the value in "--name password --type x --value X", or -1 if there is none.
    private readonly int ValueParameter(int at)
    {
        if (at + 2 >= _text.Length || _text[at] != '-' || _text[at + 1] <= 0x20)
        {
            return -1;
        }

        ReadOnlySpan<byte> line = _text.Slice(at, Math.Min(_text.Length - at, Window));
        int end = line.IndexOfAny((byte)'\n', (byte)'\r');
        line = end < 0 ? line : line[..end];
        int value = line.IndexOf("-value "u8);
        value = value < 0 ? line.IndexOf("-Value "u8) : value;
        return value < 0 ? -1 : at + value + 7;
    }

    // Returns whether a name is itself the value of a field such as "name", and the start of that field.
    private readonly bool IsLabelled(int start, out int label)
    {
        label = start;
        int at = start;
        int limit = Math.Max(0, start - 48);
        while (at > limit && _text[start - 1] == '/' && (_text[at - 1] == '/' || s_name.Contains(_text[at - 1])))
        {
            // The path of a JSON patch, which ends with the name.
            at--;
        }

        at = SkipBack(at, limit, " \t\"'`\\"u8);
        if (at <= limit || _text[at - 1] is not ((byte)':' or (byte)'=' or (byte)'>'))
        {
            return false;
        }

        at = SkipBack(at - 1, limit, " \t\"'`\\:="u8);
        int end = at;
        while (at > limit && char.IsAsciiLetter((char)_text[at - 1]))
        {
            at--;
        }

        label = at;
        ReadOnlySpan<byte> word = _text[at..end];
        foreach (string known in s_labels)
        {
            if (Ascii.EqualsIgnoreCase(word, known))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] s_labels = ["name", "key", "path", "env", "variable", "id", "header", "field", "parameter", "ParameterName", "ParameterKey", "parametername", "N"];

    private readonly int SkipBack(int at, int limit, ReadOnlySpan<byte> skipped)
    {
        while (at > limit && skipped.Contains(_text[at - 1]))
        {
            at--;
        }

        return at;
    }

    // Handles the field "value" of the object that contains the field "name", before or after it.
    private int Paired(NameKind kind, int label, int after)
    {
        kind = kind is NameKind.Token or NameKind.Short or NameKind.Secret or NameKind.Auth ? NameKind.Strong : kind;
        ReadOnlySpan<byte> ahead = _text.Slice(after, Math.Min(_text.Length - after, Window));
        int end = EndOfObject(ahead);
        int field = IndexOfValueField(ahead[..end], out int valueStart);
        if (field >= 0)
        {
            bool isElement = _text[after + valueStart - 1] == '>';
            int value = after + valueStart;
            return isElement ? TakeElement(value) : Take(kind, Separator.Equal, value, true, label, true);
        }

        if (end == ahead.Length && ahead.Length < Window)
        {
            SetPending(kind, label, true);
        }

        int behind = Math.Max(_floor, label - Window);
        if (behind >= label)
        {
            return -1;
        }

        ReadOnlySpan<byte> before = _text[behind..label];
        int begin = before.LastIndexOfAny((byte)'{', (byte)'}') + 1;
        int entry = before.LastIndexOf("- "u8);
        before = before[Math.Max(begin, entry < 0 ? 0 : entry)..];
        int offset = label - before.Length;
        if (IndexOfValueField(before, out valueStart) < 0)
        {
            return -1;
        }

        // A value before the name is masked without moving the scan backward.
        Take(kind, Separator.Equal, offset + valueStart, true, offset, true);
        return after;
    }

    private int TakeElement(int start)
    {
        int close = _text[start..].IndexOf((byte)'<');
        return Hide(start, close < 0 ? _text.Length : start + close);
    }

    // Returns the end of a JSON object or a YAML entry, or the start of the next name.
    private static int EndOfObject(ReadOnlySpan<byte> text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)'{':
                    depth++;
                    break;
                case (byte)'}' when --depth < 0:
                    return i;
                case (byte)'-' when i > 0 && i + 1 < text.Length && text[i + 1] == ' ' && (text[i - 1] is (byte)'\n' or (byte)' '):
                    return i;
            }
        }

        return text.Length;
    }

    private static int IndexOfValueField(ReadOnlySpan<byte> text, out int valueStart)
    {
        int at = 0;
        while (true)
        {
            int next = text[at..].IndexOf("alue"u8);
            next = next < 0 ? text[at..].IndexOf("ALUE"u8) : next;
            if (next < 0)
            {
                valueStart = -1;
                return -1;
            }

            int word = at + next - 1;
            at += next + 4;
            if (word < 0)
            {
                continue;
            }

            bool isWord = word == 0 || !s_name.Contains(text[word - 1]) || (text[word] == 'V' && char.IsAsciiLetterLower((char)text[word - 1]));
            if ((text[word] | 0x20) != 'v' || !isWord)
            {
                continue;
            }

            int end = at;
            while (end < text.Length && text[end] is (byte)'"' or (byte)'\'' or (byte)'\\' or (byte)' ' or (byte)'\t')
            {
                end++;
            }

            if (end < text.Length && text[end] is (byte)':' or (byte)'=' or (byte)'>')
            {
                valueStart = end + 1;
                return word;
            }
        }
    }

    private readonly bool IsInTag(int start)
    {
        ReadOnlySpan<byte> before = _text[Math.Max(0, start - 32)..start];
        int open = before.LastIndexOf((byte)'<');
        return open >= 0 && before[open..].IndexOfAny((byte)' ', (byte)'/', (byte)'>') < 0;
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
            if (_text[at] <= 0x20 || (_text[at] is (byte)'\\' or (byte)'`' && at + 1 < limit && _text[at + 1] is (byte)'\n' or (byte)'\r'))
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

    private int Take(NameKind kind, Separator separator, int at, bool isQuotedName, int name, bool isOption)
    {
        int begin = at;
        at = SkipAcross(at);
        bool isNextLine = _text[begin..at].Contains((byte)'\n') || _text[begin..at].Contains((byte)'\\');

        // A name in bold Markdown, and the start of a here-document.
        if (_text[at..].StartsWith("** "u8))
        {
            at = SkipAcross(at + 2);
        }
        else if (_text[at..].StartsWith("<<"u8) && separator == Separator.Equal)
        {
            int line = _text.Slice(at, Math.Min(_text.Length - at, 64)).IndexOf((byte)'\n');
            at = line >= 0 ? SkipAcross(at + line) : _text.Length - at <= 64 ? _text.Length : at;
        }

        // The indicators of a YAML block scalar, and the dash of the next argument in a list.
        if (at < _text.Length && _text[at] is (byte)'|' or (byte)'>')
        {
            int indicator = at + 1;
            while (indicator < _text.Length && _text[indicator] is (byte)'-' or (byte)'+' or (byte)'2' or (byte)'4')
            {
                indicator++;
            }

            if (indicator == _text.Length || _text[indicator] is (byte)'\n' or (byte)'\r' || IsBreak(indicator))
            {
                at = SkipAcross(indicator);
                isNextLine = kind != NameKind.Token || !IsKey(name);
            }
        }

        // The API server and kubectl quote a value that they refuse.
        at += _text[at..].StartsWith("Invalid value: "u8) ? "Invalid value: ".Length : 0;

        if (at == _text.Length)
        {
            SetPending(kind, name, separator != Separator.Blank && kind is not (NameKind.Cookie or NameKind.Authorization));
            return -1;
        }

        if (isNextLine && separator == Separator.Argument && _text[at] == '-' && at + 1 < _text.Length && _text[at + 1] == ' ')
        {
            at = SkipAcross(at + 1);
        }

        if (kind == NameKind.Cookie)
        {
            return separator is Separator.Equal or Separator.Colon ? Line(at, name, separator == Separator.Equal) : -1;
        }

        if (kind == NameKind.Authorization)
        {
            return separator is Separator.Equal or Separator.Colon ? Authorization(at, name) : -1;
        }

        return TakeValue(kind, separator, at, isQuotedName, name, isOption, isNextLine);
    }

    private int TakeValue(NameKind kind, Separator separator, int at, bool isQuotedName, int name, bool isOption, bool isNextLine)
    {
        // The value of a Go header, a list, or an object with the field "value".
        if (at < _text.Length && _text[at] is (byte)'[' && separator is Separator.Equal or Separator.Colon)
        {
            int close = _text.Slice(at, Math.Min(_text.Length - at, 16 * Window)).IndexOf((byte)']');
            if (close == 1)
            {
                // For example, []byte("X") and []string{"X"}.
                int open = _text.Slice(at, Math.Min(_text.Length - at, 24)).IndexOfAny((byte)'(', (byte)'{');
                at = open < 0 ? at : at + open + 1;
            }
            else if (ValueShape.IsPlaceholder(_text[(at + 1)..]) || (kind is not (NameKind.Strong or NameKind.Short)))
            {
                return -1;
            }
            else
            {
                int list = close < 0 ? EndOfLine(at) : at + close;
                return ValueShape.IsPlaceholder(_text[SkipQuotes(at + 1)..]) ? -1 : Hide(at + 1, list);
            }
        }

        if (at < _text.Length && _text[at] == '{' && !_text[at..].StartsWith("{{"u8) && separator is Separator.Equal or Separator.Colon)
        {
            ReadOnlySpan<byte> ahead = _text.Slice(at + 1, Math.Min(_text.Length - at - 1, Window));
            return IndexOfValueField(ahead[..EndOfObject(ahead)], out int field) < 0
                ? -1 : TakeValue(kind, Separator.Equal, SkipAcross(at + 1 + field), true, name, isOption, false);
        }

        if (at < _text.Length && _text[at] == '(' && at + 1 < _text.Length)
        {
            if (separator == Separator.Argument && char.IsAsciiLetter((char)_text[at + 1]))
            {
                // The value is a command, such as (ConvertTo-SecureString X -AsPlainText).
                return -1;
            }

            at += _text[at + 1] is (byte)'"' or (byte)'\'' ? 1 : 0;
        }

        // A YAML tag or anchor.
        if (at < _text.Length && _text[at] is (byte)'!' or (byte)'&' && separator == Separator.Colon)
        {
            int blank = _text.Slice(at, Math.Min(_text.Length - at, 32)).IndexOf((byte)' ');
            at = blank > 1 ? at + blank + 1 : at;
        }

        // A prefix of a string literal: b'X', $'X', @"X".
        if (at + 1 < _text.Length && _text[at] is (byte)'b' or (byte)'r' or (byte)'u' or (byte)'$' or (byte)'@' && _text[at + 1] is (byte)'"' or (byte)'\'')
        {
            at++;
        }

        if (at + 1 == _text.Length && _text[at] is (byte)'\\' or (byte)'`')
        {
            SetPending(kind, name, true);
            return -1;
        }

        int quote = at;
        while (quote < _text.Length && _text[quote] == '\\')
        {
            quote++;
        }

        bool isQuoted = quote < _text.Length && _text[quote] is (byte)'"' or (byte)'\'' or (byte)'`';
        int start = isQuoted ? quote + 1 : at;
        if (isQuoted && start + 1 < _text.Length && _text[start] == _text[quote] && _text[start + 1] == _text[quote])
        {
            start += 2;
        }

        if (IsSubstitution(start, out TextSpan inner))
        {
            return inner.Start == inner.End || ValueShape.IsPlaceholder(_text[inner.Start..inner.End]) ? -1 : Hide(inner.Start, inner.End);
        }

        int end = isQuoted ? EndOfQuoted(start, quote - at, _text[quote]) : EndOfPlain(start, name);
        if (isQuoted && end == _text.Length)
        {
            // The string may end on the next line.
            SetPending(kind, name, kind == NameKind.Strong);
        }

        if (end <= start)
        {
            return -1;
        }

        ReadOnlySpan<byte> value = _text[start..end];
        if (ValueShape.IsPlaceholder(_text[start..]) || (isQuoted && ValueShape.IsPlaceholder(value)))
        {
            return Math.Max(end, start);
        }

        if (!isQuoted && (IsNextField(value, separator) || ValueShape.IsExpression(value) || (separator != Separator.Equal && IsNumberOfBytes(start, end))))
        {
            return end;
        }

        if (isNextLine && separator != Separator.Argument && !IsAloneInLine(end, isQuoted))
        {
            return -1;
        }

        return IsSecret(kind, separator, value, isQuoted, isQuotedName, name, isOption, isNextLine) ? Hide(start, end) : -1;
    }

    // Go prints an empty field as "Password: Token:X".
    private static bool IsNextField(ReadOnlySpan<byte> value, Separator separator)
    {
        int colon = value.IndexOf((byte)':');
        return colon > 3 && value[..colon].IndexOfAnyExcept(s_name) < 0 && (value.StartsWith("ValueFrom:"u8) || separator == Separator.Colon && SecretName.KindOf(value[..colon]) is NameKind.Strong or NameKind.Token);
    }

    // kubectl describe shows the length of the values of a Secret.
    private readonly bool IsNumberOfBytes(int start, int end) =>
        _text[start..end].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && _text[end..].StartsWith(" bytes"u8);

    // The output of a command that holds a text, and a variable with a default.
    private readonly bool IsSubstitution(int at, out TextSpan inner)
    {
        inner = default;
        bool isCommand = _text[at..].StartsWith("$("u8);
        if (!isCommand && !_text[at..].StartsWith("${"u8))
        {
            return false;
        }

        ReadOnlySpan<byte> content = _text.Slice(at + 2, Math.Min(_text.Length - at - 2, Window));
        int close = content.IndexOf(isCommand ? (byte)')' : (byte)'}');
        int fallback = close < 0 ? -1 : content[..close].IndexOf(":-"u8);
        if (close < 0 || (isCommand ? content[..close].IndexOfAny((byte)'\'', (byte)'"') < 0 : fallback < 0))
        {
            return false;
        }

        inner = new TextSpan(at + 2 + (isCommand ? 0 : fallback + 2), at + 2 + close);
        return true;
    }

    private readonly bool IsSecret(
        NameKind kind, Separator separator, ReadOnlySpan<byte> value, bool isQuoted, bool isQuotedName, int name, bool isOption, bool isNextLine)
    {
        if (kind == NameKind.AccessKey && (value.StartsWith("AKIA"u8) || value.StartsWith("ASIA"u8)))
        {
            // The value is an access key ID, which is not a secret.
            return false;
        }

        // The name is the last word of a sentence.
        if (!isQuoted && value.TrimEnd(".,:;)!?"u8).Length == 0)
        {
            return false;
        }

        bool isProse = !isQuoted && ValueShape.IsProse(value);
        if (value[0] == '-' && !isQuoted && separator is Separator.Argument or Separator.Blank)
        {
            return false;
        }

        if (isProse && separator != Separator.Equal)
        {
            return false;
        }

        // The value may be prose, as in "session token: file is missing".
        bool isSpaced = !isQuoted && separator == Separator.Colon && _text[name..Math.Min(_text.Length, name + 20)].IndexOf((byte)' ') is int blank and >= 0
            && blank < 16 && _text[name + blank - 1] is not ((byte)':' or (byte)'"' or (byte)'\'') && SecretName.KindOf(_text[name..(name + blank)]) == NameKind.None;
        bool isField = (isQuotedName && isQuoted) || (kind == NameKind.Strong && IsKey(name) && IsDeeper(name, value));
        if (separator == Separator.Blank || isSpaced || (isNextLine && separator == Separator.Colon && !isField))
        {
            return kind switch
            {
                NameKind.Code => ValueShape.LooksSecret(value, 20) && !IsCodeOfError(name) && value.IndexOfAny(" .:/"u8) < 0,
                NameKind.Token when separator == Separator.Blank => ValueShape.IsBootstrapToken(value),
                _ => ValueShape.LooksSecret(value, 8),
            };
        }

        switch (kind)
        {
            case NameKind.Strong:
            case NameKind.Short when separator == Separator.Argument:
                return separator != Separator.Argument || isOption || ValueShape.LooksSecret(value, 8);
            case NameKind.Short:
                return value[0] is not ((byte)'/' or (byte)'~') && !(value.Length > 1 && value[1] == ':');
            case NameKind.Token when separator == Separator.Argument:
                return isOption;
            case NameKind.Token:
                return separator == Separator.Equal || isQuoted || isQuotedName || isOption || IsKey(name) || ValueShape.IsBootstrapToken(value) || (value.Length >= 16 && ValueShape.LooksSecret(value, 16));
            case NameKind.Code:
                return ValueShape.LooksSecret(value, 20) && !IsCodeOfError(name) && value.IndexOfAny(" .:"u8) < 0;
            case NameKind.Secret:
                return (separator == Separator.Equal || isQuotedName || IsKey(name)) && ValueShape.LooksSecret(value, 8) && !ValueShape.IsObjectName(value);
            case NameKind.AccessKey:
                return ValueShape.LooksSecret(value, 16);
            case NameKind.Auth:
                return (isQuotedName || IsKey(name) || separator == Separator.Equal) && value.Length >= 8 && ValueShape.LooksSecret(value, 8);
            case NameKind.Signature:
                return separator != Separator.Argument && ValueShape.LooksSecret(value, 24);
            default:
                return false;
        }
    }

    // Returns whether a name is at the position of a YAML or JSON key: at the start of a line or an object.
    private readonly bool IsKey(int name)
    {
        int at = SkipBack(name, Math.Max(0, name - 64), " \t"u8);
        if (at > 1 && _text[at - 1] == '-')
        {
            at = SkipBack(at - 1, Math.Max(0, at - 64), " \t"u8);
        }

        return at == 0 || _text[..at].EndsWith("map["u8) || _text[at - 1] is (byte)'\n' or (byte)'\r' or (byte)'{' or (byte)',' || (at > 1 && _text[at - 1] == 'n' && _text[at - 2] == '\\');
    }

    // Returns whether a value on a separate line is indented more than the name, as in YAML.
    private readonly bool IsDeeper(int name, ReadOnlySpan<byte> value)
    {
        value.Overlaps(_text, out int offset);
        int at = -offset;
        int margin = at - SkipBack(at, Math.Max(0, at - 64), " \"'"u8);
        return margin > name - SkipBack(name, Math.Max(0, name - 64), " -\"'"u8);
    }

    private readonly bool IsCodeOfError(int name)
    {
        int at = SkipBack(name, Math.Max(0, name - 8), " "u8);
        int start = at;
        while (start > 0 && at - start < 12 && char.IsAsciiLetter((char)_text[start - 1]))
        {
            start--;
        }

        ReadOnlySpan<byte> word = _text[start..at];
        foreach (string known in s_wordsBeforeCodes)
        {
            if (at < name && Ascii.EqualsIgnoreCase(word, known))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] s_wordsBeforeCodes = ["error", "status", "exit", "result", "reason", "response", "return", "http", "country"];

    private readonly bool IsAloneInLine(int end, bool isQuoted)
    {
        end = isQuoted ? SkipQuotes(end) : end;
        while (end < _text.Length && _text[end] is (byte)' ' or (byte)'\t' or (byte)',' or (byte)'"')
        {
            end++;
        }

        return (end == _text.Length || _text[end] is (byte)'\n' or (byte)'\r' or (byte)'\\' or (byte)'}' or (byte)']') && _text[end - 1] != ':';
    }

    private readonly int EndOfQuoted(int start, int backslashes, byte quote)
    {
        int at = start;
        while (true)
        {
            int next = _text[at..].IndexOfAny(quote, (byte)'\n', (byte)'\r');
            if (next < 0)
            {
                return _text.Length;
            }

            int found = at + next;
            if (_text[found] != quote)
            {
                // The value was wrapped by a terminal if the closing quotation mark follows soon and before any other field.
                ReadOnlySpan<byte> rest = _text.Slice(found, Math.Min(_text.Length - found, Window));
                int close = rest.IndexOf(quote);
                if (close < 0 || rest[..close].IndexOfAny((byte)':', (byte)'=') >= 0)
                {
                    return found;
                }

                at = found + close;
                continue;
            }

            int slashes = 0;
            while (found - slashes > start && _text[found - slashes - 1] == '\\')
            {
                slashes++;
            }

            bool isEscaped = quote != '\'' && (backslashes == 0 ? slashes % 2 == 1 : slashes > backslashes);
            bool isDoubled = slashes == 0 && found > start && found + 1 < _text.Length && _text[found + 1] == quote;
            if (isEscaped)
            {
                at = found + 1;
            }
            else if (isDoubled)
            {
                at = found + 2;
            }
            else
            {
                return found - (backslashes > 0 ? slashes : quote == '\'' ? Math.Min(slashes, 1) : 0);
            }
        }
    }

    // The end of a long value that is not a secret is cached, so that it is not searched again.
    private int EndOfPlain(int start, int name)
    {
        bool isParameter = name > 0 && _text[name - 1] is (byte)'?' or (byte)'&';
        if (isParameter)
        {
            int length = _text[start..].IndexOfAny(s_endOfParameter);
            return length < 0 ? _text.Length : start + length;
        }

        if (start <= _plainStart || start >= _plainEnd)
        {
            _plainStart = start;
            _plainEnd = SearchEndOfPlain(start);
        }

        return _plainEnd;
    }

    private readonly int SearchEndOfPlain(int start)
    {
        int at = start;
        while (true)
        {
            int next = _text[at..].IndexOfAny(s_endOfPlain);
            int end = next < 0 ? _text.Length : at + next;
            if (end == start || end + 1 >= _text.Length || !char.IsAsciiLetterOrDigit((char)_text[end + 1]) || !ContinuesValue(start, end))
            {
                return end;
            }

            at = end + 1;
        }
    }

    // Returns whether a quotation mark, a comma or a semicolon is part of the value: it is directly followed by another word and not by another field.
    private readonly bool ContinuesValue(int start, int end)
    {
        if (_text[end] is (byte)'"' or (byte)'\'')
        {
            return _text[end - 1] != '\\';
        }

        if (_text[end] is not ((byte)',' or (byte)';'))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _text.Slice(end + 1, Math.Min(_text.Length - end - 1, 64));
        int length = rest.IndexOfAny(s_endOfPlain);
        return (length < 0 ? rest : rest[..length]).IndexOfAny((byte)'=', (byte)':') < 0;
    }

    // Returns the end of a short JSON object or list.
    private readonly int EndOfJson(int at)
    {
        int depth = 0;
        int end = EndOfLine(at);
        for (int i = at; i < end; i++)
        {
            depth += _text[i] is (byte)'{' or (byte)'[' ? 1 : _text[i] is (byte)'}' or (byte)']' ? -1 : 0;
            if (depth == 0)
            {
                return i + 1;
            }
        }

        return end;
    }

    private readonly int EndOfLine(int at)
    {
        int length = _text[at..].IndexOfAny((byte)'\n', (byte)'\r');
        return length < 0 ? _text.Length : at + length;
    }

    // Handles the whole value of a header, to the enclosing quotation mark or the end of the line.
    private int Line(int at, int name, bool isAssigned)
    {
        int start = at;
        while (start < _text.Length && _text[start] is (byte)'[' or (byte)'"' or (byte)'\'' or (byte)'\\')
        {
            start++;
        }

        int end = EndOfHeader(start, name, start > at);
        if (_text[at..].StartsWith("{\""u8) || _text[at..].StartsWith("[{\""u8))
        {
            // The cookies of a request as JSON.
            return Hide(at, EndOfJson(at));
        }

        int plain = isAssigned ? EndOfPlain(start, name) : start;
        if (ValueShape.IsPlaceholder(_text[start..]) || (_text[start..end].IndexOf((byte)'=') < 0 && (plain <= start || !ValueShape.LooksSecret(_text[start..plain], 16))))
        {
            return Math.Max(end, start);
        }

        return Hide(start, end);
    }

    private readonly int EndOfHeader(int start, int name, bool isEnclosed)
    {
        int end = EndOfLine(start);
        byte before = name > 0 ? _text[name - 1] : (byte)0;
        int close = isEnclosed ? _text[start..end].IndexOfAny((byte)']', (byte)'"', (byte)'\'')
            : before is (byte)'"' or (byte)'\'' ? _text[start..end].IndexOf(before) : -1;
        if (close < 0)
        {
            return end;
        }

        end = start + close;
        return end > start && _text[end - 1] == '\\' ? end - 1 : end;
    }

    // Handles the credentials after the scheme of an Authorization header.
    private int Authorization(int at, int name)
    {
        int start = at;
        while (start < _text.Length && _text[start] is (byte)'[' or (byte)'"' or (byte)'\'' or (byte)'\\')
        {
            start++;
        }

        int word = start;
        while (word < _text.Length && word - start < 24 && (char.IsAsciiLetterOrDigit((char)_text[word]) || _text[word] == '-'))
        {
            word++;
        }

        ReadOnlySpan<byte> scheme = _text[start..word];
        if (scheme.StartsWith("AWS4-"u8))
        {
            // Only the signature is a secret, and it is found by its name.
            return word;
        }

        int value = word;
        while (value < _text.Length && _text[value] is (byte)' ' or (byte)'\t')
        {
            value++;
        }

        if (IsScheme(scheme) && SkipAcross(word) is int next && (next > value || next == _text.Length))
        {
            // The credentials are on the next line.
            SetPending(NameKind.Token, name, next == _text.Length);
            value = ValueShape.LooksSecret(_text[next..EndOfPlain(next, name)], 8) ? next : value;
        }

        if (value > word && scheme.Length >= 4 && !IsScheme(scheme) && !ValueShape.IsProse(scheme))
        {
            // A scheme that is not known, with a token or with parameters.
            int stop = EndOfPlain(value, name);
            ReadOnlySpan<byte> first = _text[value..stop];
            bool hasParameters = first.IndexOf((byte)'=') > 0;
            if (!ValueShape.IsPlaceholder(first) && (hasParameters || ValueShape.LooksSecret(first, 12)))
            {
                return Hide(value, hasParameters ? EndOfHeader(value, name, start > at) : stop);
            }
        }

        if (IsScheme(scheme) && value > word)
        {
            int end = Ascii.EqualsIgnoreCase(scheme, "Digest"u8) ? EndOfLine(value) : EndOfPlain(value, name);
            return ValueShape.IsPlaceholder(_text[value..]) ? end : Hide(value, end);
        }

        int plain = EndOfPlain(start, name);
        return plain > start && !ValueShape.IsPlaceholder(_text[start..]) && ValueShape.LooksSecret(_text[start..plain], 8) ? Hide(start, plain) : -1;
    }

    private static bool IsScheme(ReadOnlySpan<byte> word)
    {
        foreach (string scheme in s_schemes)
        {
            if (Ascii.EqualsIgnoreCase(word, scheme))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] s_schemes = ["Bearer", "Basic", "Negotiate", "Digest", "NTLM", "Token", "ApiKey", "Key", "SharedKey", "AWS", "Kerberos", "JWT"];

    // Handles Bearer and Basic without the name of the header, and a proxy without a scheme.
    private int Scheme(int at)
    {
        if ((_text[at] | 0x20) == 'o')
        {
            return Proxy(at);
        }

        if ((_text[at] | 0x20) == 'k')
        {
            // A token for the API server of an Amazon EKS cluster.
            int token = at + "k8s-aws-v1.".Length;
            int length = _text[token..].IndexOfAnyExcept(s_base64);
            length = length < 0 ? _text.Length - token : length;
            return length >= 16 ? Hide(token, token + length) : token;
        }

        int end = at + ((_text[at + 1] | 0x20) == 'e' ? 6 : 5);
        int value = end;
        while (value < _text.Length && s_blanks.Contains(_text[value]))
        {
            value++;
        }

        if (value == end || value == _text.Length || (at > 0 && (char.IsAsciiLetterOrDigit((char)_text[at - 1]) || _text[at - 1] == '_')) || _text[value..].StartsWith("realm"u8))
        {
            return end;
        }

        int stop = EndOfPlain(value, at);
        ReadOnlySpan<byte> text = _text[value..stop];
        return stop - value >= 8 && !ValueShape.IsPlaceholder(_text[value..]) && (text.Length >= 24 || ValueShape.LooksSecret(text, 8) || ValueShape.IsUserAndPassword(text)) ? Hide(value, stop) : end;
    }

    private readonly int StartOfName(int at)
    {
        int start = at;
        while (start > _floor && at - start < SecretName.MaxLength && s_name.Contains(_text[start - 1]))
        {
            start--;
        }

        return start;
    }

    private int Proxy(int at)
    {
        if (at < 2 || (_text[at - 1] | 0x20) != 'r' || (_text[at - 2] | 0x20) != 'p')
        {
            return at + 3;
        }

        int start = SkipQuotes(at + 3);
        if (start < _text.Length && _text[start] is not ((byte)'=' or (byte)':' or (byte)' ') && IsLabelled(StartOfName(at), out _))
        {
            ReadOnlySpan<byte> ahead = _text.Slice(start, Math.Min(_text.Length - start, Window));
            int field = IndexOfValueField(ahead[..EndOfObject(ahead)], out int valueStart);
            start = field < 0 ? start : start + valueStart - 1;
        }
        else if (IsLabelled(StartOfName(at), out _) && _text[start..].StartsWith(" Value:"u8))
        {
            start += " Value".Length;
        }

        start = start < _text.Length && _text[start] == ' ' ? start + 1 : start;
        if (start >= _text.Length || _text[start] is not ((byte)'=' or (byte)':'))
        {
            return at + 3;
        }

        start++;
        while (start < _text.Length && _text[start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }

        start = SkipQuotes(start);
        int end = EndOfAddress(start);
        ReadOnlySpan<byte> address = _text[start..end];
        int colon = address.IndexOf((byte)':');
        int sign = address.LastIndexOf((byte)'@');
        return colon < 0 || sign < colon + 2 || address[colon..].StartsWith("://"u8) || address[(colon + 1)..].StartsWith("[redacted]@"u8)
            ? at + 3 : Hide(start + colon + 1, start + sign);
    }

    // Go quotes what it parsed as a host or a port: "lookup user:X@proxy", "invalid port \":X\"".
    private int Host(int at)
    {
        int start = SkipQuotes(at + _text[at..].IndexOf((byte)' ') + 1);
        if (Ascii.EqualsIgnoreCase(_text.Slice(at, 7), "invalid"u8))
        {
            start = at + "invalid port \"".Length;
            int close = _text.Slice(start, Math.Min(_text.Length - start, Window)).IndexOf((byte)'"');
            start += start < _text.Length && _text[start] == ':' ? 1 : 0;
            int port = close < 0 ? start : at + "invalid port \"".Length + close;
            return port <= start || _text[start..port].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 || ValueShape.IsPlaceholder(_text[start..]) ? start : Hide(start, port);
        }

        int end = EndOfAddress(start);
        int colon = _text[start..end].IndexOf((byte)':');
        int sign = _text[start..end].LastIndexOf((byte)'@');
        return colon < 0 || sign < colon + 2 || _text[(start + colon + 1)..].StartsWith("[redacted]@"u8) ? start : Hide(start + colon + 1, start + sign);
    }

    // echo X | base64, 'X' | ConvertTo-SecureString
    private int Input(int pipe)
    {
        if (_text[pipe] != '|')
        {
            int word = SkipQuotes(SkipAcross(pipe + "base64 <<<".Length));
            int stop = EndOfPlain(word, pipe);
            return stop > word && !ValueShape.IsPlaceholder(_text[word..]) && ValueShape.LooksSecret(_text[word..stop], 8) ? Hide(word, stop) : pipe + 4;
        }

        int line = Math.Min(pipe, Math.Max(_floor, pipe - Window));
        line += _text[line..pipe].LastIndexOf((byte)'\n') + 1;
        ReadOnlySpan<byte> before = _text[line..pipe].TrimEnd(" \t"u8);
        if (before.Length == 0)
        {
            return pipe + 2;
        }

        bool isQuoted = before[^1] is (byte)'"' or (byte)'\'';
        int end = before.Length - (isQuoted ? 1 : 0);
        int start = (isQuoted ? before[..end].LastIndexOf(before[^1]) : before.LastIndexOfAny(s_blanks)) + 1;
        bool isWritten = isQuoted || before.IndexOf("echo "u8) >= 0 || before.IndexOf("printf "u8) >= 0;
        if (isWritten && start < end && !ValueShape.IsPlaceholder(before[start..end]) && ValueShape.LooksSecret(before[start..end], 8))
        {
            Hide(line + start, line + end);
        }

        return pipe + 2;
    }

    // Returns the end of the word, or the start of the next URL.
    private readonly int EndOfAddress(int start)
    {
        ReadOnlySpan<byte> rest = _text.Slice(start, Math.Min(_text.Length - start, 8 * Window));
        int next = rest.IndexOf("://"u8);
        rest = next < 0 ? rest : rest[..next];
        int end = rest.IndexOfAny(s_endOfAddress);
        return start + (end < 0 ? rest.Length : end);
    }

    // Handles the password in a URL, or everything before the @ if there is only a user name.
    private int Address(int start)
    {
        int end = EndOfAddress(start);
        if (end < _text.Length && _text[end] == ' ' && QuoteBefore(start - 3) is byte quote and > 0)
        {
            // Go quotes a URL that it cannot parse, with any content.
            int close = _text.Slice(end, Math.Min(_text.Length - end, Window)).IndexOfAny(quote, (byte)'\n');
            end = close > 0 && _text[end + close] == quote && _text[end..(end + close)].Contains((byte)'@') ? end + close : end;
        }

        ReadOnlySpan<byte> address = _text[start..end];
        int length = address.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        ReadOnlySpan<byte> authority = length < 0 ? address : address[..length];
        if (authority.Length > 0 && authority[0] == '[')
        {
            return start;
        }

        int colon = authority.IndexOf((byte)':');
        int sign = authority.LastIndexOf((byte)'@');
        if (sign < 0 && colon >= 0 && !IsPort(address[(colon + 1)..]))
        {
            // The password contains a slash, a question mark or a number sign.
            sign = address.LastIndexOf((byte)'@');
        }

        if (sign <= 0)
        {
            return start;
        }

        // The user is a token if its form shows it, or if it has an empty password.
        int password = colon >= 0 && colon < sign ? colon + 1 : 0;
        bool isToken = SecretPrefix.Of(address) is { IsSecret: true } || (password == sign && ValueShape.LooksSecret(address[..(sign - 1)], 16));
        password = isToken ? 0 : password;
        return password == sign || address[password..sign].SequenceEqual("[redacted]"u8) ? start + sign : Hide(start + password, start + sign);
    }

    // Handles the password in user:password@tcp(host)/database, the format of Go database drivers.
    private int DataSource(int sign)
    {
        int start = sign;
        while (start > _floor && sign - start < Window && !s_endOfAddress.Contains(_text[start - 1]))
        {
            start--;
        }

        int colon = _text[start..sign].IndexOf((byte)':');
        return colon < 0 || ValueShape.IsPlaceholder(_text[(start + colon + 1)..sign]) ? sign + 4 : Hide(start + colon + 1, sign);
    }

    // Handles the passwords in the arguments of a program, to the end of the line or the next program with the name.
    private int CommandLine(int at)
    {
        ReadOnlySpan<byte> line = _text.Slice(at, Math.Min(_text.Length - at, Window));
        int length = line.IndexOfAny((byte)'\n', (byte)'\r');
        line = length < 0 ? line : line[..length];
        int another = line[4..].IndexOf(line[..4]);
        line = another < 0 ? line : line[..(another + 4)];
        foreach (TextSpan secret in CommandLineSecrets.Find(line))
        {
            Hide(at + secret.Start, at + secret.End);
        }

        return at + 4;
    }

    // Handles a SQL statement, such as CREATE USER x IDENTIFIED BY 'X'.
    private int Statement(int at)
    {
        int start = SkipAcross(at + "identified by".Length);
        if (_text[start..].StartsWith("PASSWORD "u8) || _text[start..].StartsWith("password "u8))
        {
            start = SkipAcross(start + "password ".Length);
        }

        int quote = SkipQuotes(start);
        return quote > start && quote < _text.Length && _text[quote - 1] != '\\' && (quote - start < 2 || _text[quote - 2] == '\\') && !ValueShape.IsPlaceholder(_text[quote..])
            ? Hide(quote, EndOfQuoted(quote, quote - start - 1, _text[quote - 1])) : at + 4;
    }

    // Returns the quotation mark before the scheme of a URL, or 0 if there is none.
    private readonly byte QuoteBefore(int scheme)
    {
        int at = scheme;
        while (at > 0 && scheme - at < 12 && char.IsAsciiLetterOrDigit((char)_text[at - 1]))
        {
            at--;
        }

        return at > 0 && _text[at - 1] is (byte)'"' or (byte)'\'' ? _text[at - 1] : (byte)0;
    }

    private static bool IsPort(ReadOnlySpan<byte> text)
    {
        int digits = 0;
        while (digits < text.Length && digits < 6 && char.IsAsciiDigit((char)text[digits]))
        {
            digits++;
        }

        return digits is > 0 and <= 5 && (digits == text.Length || text[digits] is (byte)'/' or (byte)'?' or (byte)'#' or (byte)',' or (byte)';' or (byte)')');
    }

    // Kubernetes before 1.22 quotes text that it cannot decode: "error found in #10 byte of ...|X|..., bigger context ...|Y|...".
    private int Excerpt(int start)
    {
        int length = _text.Slice(start, Math.Min(_text.Length - start, 4 * Window)).IndexOf("|..."u8);
        ReadOnlySpan<byte> before = _text[Math.Max(0, start - 40)..(start - 4)];
        if (before.IndexOf("byte of "u8) < 0 && before.IndexOf("context "u8) < 0)
        {
            return start;
        }

        int end = length < 0 ? EndOfLine(start) : start + length;
        return end - start == 10 && _text[start..end].SequenceEqual("[redacted]"u8) ? end : Hide(start, end);
    }

    private int Prefix(int at)
    {
        SecretPrefix? prefix = SecretPrefix.Of(_text[at..]);
        if (prefix is null)
        {
            return at + 1;
        }

        int content = at + prefix.Text.Length;
        int length = _text[content..].IndexOfAnyExcept(prefix.IsSecret ? s_tokens : s_base64);
        int end = length < 0 ? _text.Length : content + length;
        if (prefix.IsSecret)
        {
            return end - at >= prefix.MinimumLength ? Hide(at, EndOfWrapped(at, end)) : at + prefix.Text.Length;
        }

        if (prefix.Text is "AKIA" or "ASIA")
        {
            return KeyPair(at, end);
        }

        if (prefix.Text == "eyJ" && end < _text.Length && _text[end] == '.' && end - at >= 11)
        {
            int rest = end + 1;
            while (rest < _text.Length && (s_base64.Contains(_text[rest]) || _text[rest] == '.'))
            {
                rest++;
            }

            if (rest - end > 4)
            {
                return Hide(at, rest);
            }
        }

        if (prefix.Text == "eyJ" && EndOfToken(at, end) is int token && token > end)
        {
            return Hide(at, token);
        }

        if (end - at < prefix.MinimumLength)
        {
            return end;
        }

        while (end < _text.Length && _text[end] == '=')
        {
            end++;
        }

        // The secret may be on a later line.
        int whole = EndOfWrapped(at, end);
        return IsSecretInBase64(prefix, at, whole) || (whole > end && IsSecretInBase64(prefix, at, end)) ? Hide(StartOfBase64(at), whole) : whole;
    }

    // The secret of an AWS access key that stands behind its ID.
    private int KeyPair(int start, int end)
    {
        int at = end;
        while (at < _text.Length && at - end < 16 && (_text[at] <= 0x20 || _text[at] is (byte)':' or (byte)'/' or (byte)',' or (byte)';' or (byte)'|' or (byte)'"' or (byte)'\''))
        {
            at++;
        }

        at += _text[at..].StartsWith("secret "u8) ? "secret ".Length : 0;
        if (end - start == 20 && at == _text.Length && at - end < 16)
        {
            SetPending(NameKind.AccessKey, start, isSure: true);
        }

        int length = _text[at..].IndexOfAnyExcept(s_base64);
        length = length < 0 ? _text.Length - at : length;
        ReadOnlySpan<byte> value = _text.Slice(at, length);
        bool isPair = end - start == 20 && at > end && length == 40 && ValueShape.LooksSecret(value, 40) && value.IndexOfAnyInRange((byte)'g', (byte)'z') >= 0;
        return isPair ? Hide(at, at + length) : end;
    }

    // A JSON Web Token has three parts; what is missing may stand in the next lines.
    private int EndOfToken(int start, int end)
    {
        int dots = _text[start..end].Count((byte)'.');
        while (dots < 2 || _text[end - 1] == '.')
        {
            int line = end;
            while (line < _text.Length && line - end < 64 && _text[line] is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t')
            {
                line++;
            }

            if (end == _text.Length)
            {
                SetPending(NameKind.Token, start, isSure: true);
            }

            int next = EndOfLine(line);
            ReadOnlySpan<byte> part = _text[line..next].TrimEnd(" \t\"',"u8);
            if (line == end || !_text[end..line].Contains((byte)'\n') || part.IndexOfAnyExcept(s_token) >= 0
                || (dots == 0 ? part.IndexOf(".eyJ"u8) < 0 : !ValueShape.LooksSecret(part, 8)))
            {
                break;
            }

            dots += part.Count((byte)'.');
            end = line + part.Length;
        }

        return end;
    }

    // Programs wrap Base64 in lines of 64 or 76 characters.
    private readonly int EndOfWrapped(int start, int end)
    {
        while (end - start >= ShortestWrapped && end < _text.Length && _text[end] is (byte)'\n' or (byte)'\r')
        {
            int line = end;
            while (line < _text.Length && line - end < 64 && _text[line] is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t')
            {
                line++;
            }

            int next = EndOfLine(line);
            if (!IsWrapped(_text[line..next]))
            {
                break;
            }

            start = line;
            end = next;
        }

        return end;
    }

    private readonly int StartOfBase64(int at)
    {
        while (at > _floor && s_base64.Contains(_text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private readonly bool IsSecretInBase64(SecretPrefix prefix, int at, int end)
    {
        ReadOnlySpan<byte> text = _text[at..end];
        if (prefix.Text == "MII")
        {
            // An RSA key in DER, in PKCS #1 and PKCS #8: a sequence that starts with version 0.
            return text[5] is (byte)'A' or (byte)'Q' or (byte)'g' or (byte)'w' && text[6..].StartsWith("IBA"u8);
        }

        if (_depth >= MaximumDepth - 1)
        {
            return true;
        }

        int start = at - prefix.Offset;
        if (start < 0)
        {
            return false;
        }

        // The beginning of the name is in front of its part that was found.
        for (int groups = 0; prefix.IsPartOfName && groups < 4 && start - 4 >= _floor && _text[(start - 4)..start].IndexOfAnyExcept(s_base64) < 0; groups++)
        {
            start -= 4;
        }

        byte[] characters = ArrayPool<byte>.Shared.Rent(end - start + 4);
        try
        {
            int length = 0;
            foreach (byte character in _text[start..end])
            {
                if (character > 0x20)
                {
                    characters[length++] = character switch { (byte)'-' => (byte)'+', (byte)'_' => (byte)'/', _ => character };
                }
            }

            length = characters.AsSpan(0, length).TrimEnd((byte)'=').Length;
            length -= length % 4 == 1 ? 1 : 0;
            while (length % 4 != 0)
            {
                characters[length++] = (byte)'=';
            }

            if (System.Buffers.Text.Base64.DecodeFromUtf8InPlace(characters.AsSpan(0, length), out int written) != OperationStatus.Done)
            {
                return false;
            }

            ReadOnlySpan<byte> decoded = characters.AsSpan(0, written);
            if (decoded.IndexOf("PRIVATE KEY"u8) >= 0 || (decoded.IndexOf((byte)':') is > 0 and < 64 && prefix.IsUser && decoded.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0))
            {
                // The first line is sufficient to identify a key.
                return true;
            }

            List<TextSpan> inner = [];
            Scan(decoded, inner, _depth + 1, _cancellation);
            return inner.Count > 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(characters, clearArray: true);
        }
    }

    private enum Separator
    {
        Equal,
        Colon,
        Argument,
        Blank,
    }
}
