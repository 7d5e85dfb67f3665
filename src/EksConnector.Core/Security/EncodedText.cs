using System.Buffers;
using System.Globalization;

namespace EksConnector.Core.Security;

/// <summary>
/// A decoded text: without escape sequences and invisible characters, and with the characters that are encoded in URLs, JSON and XML.
/// It maps each byte to its position in the original text.
/// </summary>
internal readonly ref struct EncodedText
{
    private const byte Escape = 0x1B;

    private static readonly SearchValues<byte> s_starts = SearchValues.Create([0, Escape, (byte)'^', (byte)'%', (byte)'\\', (byte)'&', 0xC2, 0xE2, 0xEF]);

    private static readonly (string Name, char Value)[] s_entities =
        [("quot", '"'), ("apos", '\''), ("amp", '&'), ("lt", '<'), ("gt", '>'), ("nbsp", ' '), ("equals", '='), ("colon", ':')];

    private readonly int[] _places;

    private readonly ReadOnlySpan<byte> _original;

    private EncodedText(ReadOnlySpan<byte> original, byte[] bytes, int[] places, int length)
    {
        _original = original;
        Buffer = bytes;
        _places = places;
        Length = length;
    }

    /// <summary>The decoded text, followed by unused bytes.</summary>
    public byte[] Buffer { get; }

    /// <summary>The length of the decoded text.</summary>
    public int Length { get; }

    /// <summary>Finds the first encoded character.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The start of the character, or -1 if there is none.</returns>
    public static int IndexIn(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (true)
        {
            int next = text[at..].IndexOfAny(s_starts);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (Decode(text[at..], out _) > 0)
            {
                return at;
            }

            at++;
        }
    }

    /// <summary>Decodes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="decoded">The decoded text.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>Whether the text contained encoded characters.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> text, out EncodedText decoded, CancellationToken cancellationToken)
    {
        int at = IndexIn(text);
        if (at < 0)
        {
            decoded = default;
            return false;
        }

        byte[] bytes = new byte[text.Length];
        int[] places = new int[text.Length + 1];
        int length = 0;
        int copied = 0;
        while (true)
        {
            for (; copied < at; copied++)
            {
                bytes[length] = text[copied];
                places[length++] = copied;
            }

            if (copied == text.Length)
            {
                break;
            }

            cancellationToken.ThrowIfCancellationRequested();
            int consumed = Decode(text[copied..], out int value);
            if (value >= 0)
            {
                bytes[length] = (byte)value;
                places[length++] = copied;
            }

            copied += consumed;
            int next = IndexIn(text[copied..]);
            at = next < 0 ? text.Length : copied + next;
        }

        places[length] = text.Length;
        decoded = new EncodedText(text, bytes, places, length);
        return true;
    }

    /// <summary>Maps a position in the decoded text to the original text.</summary>
    /// <param name="index">The position, up to the length of the decoded text.</param>
    /// <returns>The position in the original text.</returns>
    public int Original(int index) => _places[index];

    /// <summary>Maps the end of a span in the decoded text to the original text.</summary>
    /// <param name="index">The end of the span, from 1 to the length of the decoded text.</param>
    /// <returns>The position after the last byte of the span in the original text.</returns>
    public int OriginalEnd(int index)
    {
        int place = _places[index - 1];
        return place + Math.Max(1, Decode(_original[place..], out _));
    }

    // Returns the length of the encoded character at the beginning of the text, and its value; -1 if it is removed.
    private static int Decode(ReadOnlySpan<byte> text, out int value)
    {
        value = -1;
        return text[0] switch
        {
            0 => 1,
            Escape => EscapeSequence(text),
            (byte)'^' when text.Length > 2 && text[1] == '[' && text[2] is (byte)'[' or (byte)']' => EscapeSequence(text[1..]) + 1,
            (byte)'%' => Hexadecimal(text, 1, 2, ref value),
            (byte)'\\' when text.Length > 1 => Backslash(text, ref value),
            (byte)'&' => Entity(text, ref value),
            0xC2 when text.Length > 1 => Latin(text[1], ref value),
            0xE2 when text.Length > 2 => General(text[1], text[2], ref value),
            0xEF when text.Length > 2 => Wide(text[1], text[2], ref value),
            _ => 0,
        };
    }

    private static int EscapeSequence(ReadOnlySpan<byte> text)
    {
        // Far longer than any valid terminal sequence.
        text = text[..Math.Min(text.Length, 64)];
        if (text.Length > 2 && text[1] == '[')
        {
            int end = text[2..].IndexOfAnyInRange((byte)0x40, (byte)0x7E);
            return end < 0 ? 1 : end + 3;
        }

        if (text.Length > 2 && text[1] == ']')
        {
            int end = text[2..].IndexOfAny((byte)0x07, Escape) + 2;
            return end < 2 ? 1 : text[end] == Escape && end + 1 < text.Length && text[end + 1] == '\\' ? end + 2 : end + 1;
        }

        return 1;
    }

    private static int Backslash(ReadOnlySpan<byte> text, ref int value)
    {
        switch (text[1])
        {
            case (byte)'u':
                return text.Length > 5 && text[2] == '0' && text[3] == '0' ? Hexadecimal(text, 4, 2, ref value) : 0;
            case (byte)'x':
                return Hexadecimal(text, 2, 2, ref value);
            case (byte)'0' when text.Length > 3 && text[2] == '3' && text[3] == '3':
                value = Escape;
                return 4;
            case (byte)'e' when text.Length > 2 && text[2] == '[':
                value = Escape;
                return 2;
            case (byte)'/':
                value = '/';
                return 2;
            default:
                return 0;
        }
    }

    private static int Hexadecimal(ReadOnlySpan<byte> text, int start, int digits, ref int value)
    {
        if (text.Length < start + digits || !byte.TryParse(text.Slice(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte parsed))
        {
            return 0;
        }

        value = parsed == 0 ? -1 : parsed;
        return start + digits;
    }

    private static int Entity(ReadOnlySpan<byte> text, ref int value)
    {
        int end = text[..Math.Min(text.Length, 10)].IndexOf((byte)';');
        if (end < 3)
        {
            return 0;
        }

        ReadOnlySpan<byte> name = text[1..end];
        if (name[0] == '#')
        {
            bool isHexadecimal = name[1] is (byte)'x' or (byte)'X';
            bool isNumber = int.TryParse(
                name[(isHexadecimal ? 2 : 1)..], isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out int number);
            value = isNumber && number is > 0 and < 0x80 ? number : -1;
            return value < 0 ? 0 : end + 1;
        }

        foreach ((string known, char character) in s_entities)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(name, known))
            {
                value = character;
                return end + 1;
            }
        }

        return 0;
    }

    // The no-break space (U+00A0) and the soft hyphen (U+00AD).
    private static int Latin(byte second, ref int value)
    {
        value = second == 0xA0 ? ' ' : -1;
        return second is 0xA0 or 0xAD ? 2 : 0;
    }

    // Spaces of other widths (U+2000 to U+200A, U+202F), typographic quotation marks, and zero-width characters.
    private static int General(byte second, byte third, ref int value)
    {
        if (second == 0x80)
        {
            value = third switch
            {
                <= 0x8A or 0xAF => ' ',
                0x98 or 0x99 => '\'',
                0x9C or 0x9D => '"',
                0x90 or 0x91 => '-',
                _ => -1,
            };
            return value >= 0 || third is <= 0x8F or (>= 0xAA and <= 0xAE) ? 3 : 0;
        }

        return second == 0x81 && third is >= 0xA0 and <= 0xAF ? 3 : 0;
    }

    // The fullwidth forms of ASCII characters (U+FF01 to U+FF5E), and the byte order mark (U+FEFF).
    private static int Wide(byte second, byte third, ref int value)
    {
        if (second == 0xBB && third == 0xBF)
        {
            return 3;
        }

        int character = ((second & 0x3F) << 6) | (third & 0x3F);
        bool isWide = second is 0xBC or 0xBD && character is >= 0xF01 and <= 0xF5E;
        value = isWide ? character - 0xF01 + '!' : -1;
        return isWide ? 3 : 0;
    }
}
