using System.Buffers;

namespace EksConnector.Core.Security;

/// <summary>
/// Finds the values of a Kubernetes Secret that a program writes to its log line by line, in YAML or JSON, with any prefix on each line.
/// </summary>
internal sealed class SecretLines
{
    // The number of lines after which the values of a Secret end.
    private const int MaxLines = 1000;

    // The prefix of a line can be this much shorter than that of the first line, for example because of the digits of a time.
    private const int PrefixTolerance = 6;

    private static readonly SearchValues<byte> s_name =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."u8);

    private static readonly SearchValues<byte> s_base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    // The number of lines between the kind of an object and its data, at most.
    private const int MaxLinesOfMetadata = 300;

    private int _lines;
    private int _column;
    private int _indentation;
    private int _linesOfSecret;
    private int _columnOfKind;
    private bool _isCertain;

    /// <summary>Whether the next line may contain a value or the start of the values.</summary>
    public bool IsActive => _lines > 0 || _linesOfSecret > 0;

    /// <summary>Finds the first line that ends with <c>data:</c> or <c>stringData:</c>.</summary>
    /// <param name="text">The text, with one or more lines.</param>
    /// <returns>The start of the key, or -1 if there is none.</returns>
    public static int IndexIn(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (text[at..].IndexOf("ata"u8) is int next and >= 0)
        {
            at += next + 3;
            int start = text[..at].EndsWith("stringData"u8) ? at - 10 : text[..at].EndsWith("data"u8) ? at - 4 : -1;
            if (start >= 0 && (start == 0 || !s_name.Contains(text[start - 1])) && IsEndOfLine(text[at..]))
            {
                return start;
            }
        }

        return -1;
    }

    /// <summary>Finds the values in all lines of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">The list to which the positions are added.</param>
    public static void Find(ReadOnlySpan<byte> text, List<TextSpan> found)
    {
        var lines = new SecretLines();
        for (int at = 0; at < text.Length; at++)
        {
            int length = text[at..].IndexOf((byte)'\n');
            length = length < 0 ? text.Length - at : length;
            if (lines.TryFind(text.Slice(at, length), out TextSpan value))
            {
                found.Add(new TextSpan(at + value.Start, at + value.End));
            }

            at += length;
        }
    }

    /// <summary>Forgets the preceding lines.</summary>
    public void Reset() => (_lines, _linesOfSecret) = (0, 0);

    /// <summary>Finds the value in the next line.</summary>
    /// <param name="line">The line, without its time from the log API.</param>
    /// <param name="value">The position of the value.</param>
    /// <returns>True if the line contains a value of a Secret; otherwise, false.</returns>
    public bool TryFind(ReadOnlySpan<byte> line, out TextSpan value)
    {
        value = default;
        line = line.TrimEnd("\r "u8);
        CountLine(line);
        if (IndexIn(line) is int start and >= 0)
        {
            _lines = 1;
            _column = start;
            _indentation = SpacesBefore(line, start);
            _isCertain = _linesOfSecret > 0 || line[start] == 's';
            _linesOfSecret = 0;
            return false;
        }

        if (_lines == 0 || line.Length == 0)
        {
            return false;
        }

        _lines = _lines < MaxLines ? _lines + 1 : 0;
        int colon = line.LastIndexOf(": "u8);
        int key = colon < 0 ? -1 : StartOfKey(line, colon);
        if (key < 0 || SpacesBefore(line, key) <= _indentation || key <= _column - PrefixTolerance || key > _column + (4 * PrefixTolerance))
        {
            // The line continues a value, or the object ends.
            int text = _isCertain && line.Length > _column + 1 && line[_column..(_column + 2)].IndexOfAnyExcept((byte)' ') < 0
                ? line[_column..].IndexOfAnyExcept((byte)' ') : -1;
            bool isNested = text >= 0 && !line.EndsWith("{"u8) && !line.EndsWith(":"u8);
            _lines = text < 0 ? 0 : _lines;
            value = isNested ? new TextSpan(_column + text, line.Length) : default;
            return isNested;
        }

        ReadOnlySpan<byte> content = line[(colon + 2)..];
        int quotes = content.IndexOfAnyExcept(" \"'\\"u8);
        ReadOnlySpan<byte> trimmed = quotes < 0 ? [] : content[quotes..].TrimEnd(",\"'\\"u8);
        value = new TextSpan(colon + 2 + Math.Max(quotes, 0), colon + 2 + Math.Max(quotes, 0) + trimmed.Length);
        return _isCertain ? trimmed.Length > 0 && trimmed[0] is not ((byte)'|' or (byte)'>') && !ValueShape.IsPlaceholder(trimmed) : IsBase64(trimmed);
    }

    // Remembers that the object is a Secret until another object starts.
    private void CountLine(ReadOnlySpan<byte> line)
    {
        if (line.EndsWith("kind: Secret"u8) || line.TrimEnd(",\\"u8).EndsWith("\"Secret\""u8))
        {
            _linesOfSecret = 1;
            _columnOfKind = line.LastIndexOf("kind"u8);
        }
        else if (_linesOfSecret > 0)
        {
            // The kind may be the line before the version; the metadata has versions of its own, which are indented more.
            int key = Math.Max(line.IndexOf("kind"u8), _linesOfSecret > 1 ? line.IndexOf("apiVersion"u8) : -1);
            bool isOther = line.EndsWith("---"u8) || (key >= 0 && key <= _columnOfKind);
            _linesOfSecret = isOther || _linesOfSecret == MaxLinesOfMetadata ? 0 : _linesOfSecret + 1;
        }
    }

    private static bool IsEndOfLine(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, 8)].TrimStart("\"'\\"u8);
        if (text.Length == 0 || text[0] != ':')
        {
            return false;
        }

        text = text[1..].TrimStart(" {"u8);
        return text.Length == 0 || text[0] is (byte)'\r' or (byte)'\n';
    }

    private static int SpacesBefore(ReadOnlySpan<byte> line, int key)
    {
        ReadOnlySpan<byte> before = line[..key].TrimEnd("\"'\\"u8);
        return before.Length - before.TrimEnd((byte)' ').Length;
    }

    private static int StartOfKey(ReadOnlySpan<byte> line, int colon)
    {
        int key = colon;
        while (key > 0 && colon - key < 260 && (s_name.Contains(line[key - 1]) || line[key - 1] is (byte)'"' or (byte)'\'' or (byte)'\\'))
        {
            key--;
        }

        return key < colon ? key : -1;
    }

    // A ConfigMap also has data, but its values are seldom Base64 text.
    private static bool IsBase64(ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> text = value.TrimEnd((byte)'=');
        return value.Length >= 4 && value.Length % 4 == 0 && value.Length - text.Length <= 2 && text.IndexOfAnyExcept(s_base64) < 0
            && (text.Length < value.Length || ValueShape.LooksSecret(value, 12));
    }
}
