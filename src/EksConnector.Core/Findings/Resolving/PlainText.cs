using System.Globalization;
using System.Text;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>
/// Restores the original output of a program: removes terminal colors, typographic quotation marks of web pages, escapes of Markdown,
/// JSON and HTML, and invisible characters, in one pass.
/// </summary>
internal static class PlainText
{
    // Longer than any valid escape sequence or entity.
    private const int MaxEscapeLength = 64;
    private const int MaxEntityLength = 8;

    private static readonly (char Character, string[] Names)[] s_entities =
    [
        ('"', ["quot", "#34", "#x22", "ldquo", "rdquo", "#8220", "#8221"]),
        ('\'', ["apos", "#39", "#x27", "lsquo", "rsquo", "#8216", "#8217"]),
        ('&', ["amp"]),
        ('<', ["lt"]),
        ('>', ["gt"]),
        (' ', ["nbsp", "#160"]),
    ];

    /// <summary>Converts a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The lines, separated by line feeds.</returns>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length;)
        {
            at += text[at] switch
            {
                >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or ' ' or '\n' => Keep(plain, text[at]),
                '\x1b' or '\x9b' => EscapeSequence(text, at),
                '[' => Colour(text, at) is > 0 and int length ? length : Keep(plain, '['),
                '\\' => Backslashes(plain, text, at),
                '&' => Entity(plain, text, at),
                '*' when at + 1 < text.Length && text[at + 1] == '*' => 2,
                _ => Other(plain, text, at),
            };
        }

        return plain.ToString();
    }

    private static int Keep(StringBuilder plain, char character)
    {
        plain.Append(character);
        return 1;
    }

    // ESC [ ... letter, ESC ] ... BEL, ESC letter. Only the beginning of a sequence without an end is removed.
    private static int EscapeSequence(string text, int at)
    {
        bool isShort = text[at] == '\x9b';
        int start = isShort ? at : at + 1;
        if (start >= text.Length)
        {
            return 1;
        }

        int limit = Math.Min(text.Length, at + MaxEscapeLength);
        if (isShort || text[start] == '[')
        {
            for (int end = start + 1; end < limit; end++)
            {
                if (text[end] is >= '@' and <= '~')
                {
                    return end + 1 - at;
                }
            }
        }
        else if (text[start] == ']')
        {
            for (int end = start + 1; end < text.Length && text[end] != '\n' && end < at + 2048; end++)
            {
                if (text[end] is '\a' or '\x1b')
                {
                    return end + (text[end] == '\x1b' && end + 1 < text.Length ? 2 : 1) - at;
                }
            }
        }

        return text[start] == '\n' ? 1 : start + 1 - at;
    }

    // The rest of a color sequence without its escape character, such as [0;31m.
    private static int Colour(string text, int at)
    {
        const int longest = 12;
        int end = at + 1;
        while (end < text.Length && end - at < longest && (char.IsAsciiDigit(text[end]) || text[end] == ';'))
        {
            end++;
        }

        return end > at + 1 && end < text.Length && text[end] == 'm' ? end + 1 - at : 0;
    }

    // A backslash before a punctuation mark is an escape; before other characters, as in a Windows path, it is kept.
    private static int Backslashes(StringBuilder plain, string text, int at)
    {
        int end = at;
        while (end < text.Length && text[end] == '\\')
        {
            end++;
        }

        const int codeLength = 4;
        if (end + codeLength < text.Length && text[end] == 'u'
            && int.TryParse(text.AsSpan(end + 1, codeLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
        {
            int last = end + codeLength;
            switch (code)
            {
                case '&':
                    return last - at + Entity(plain, text, last);
                case > '~':
                    Other(plain, ((char)code).ToString(), 0);
                    break;
                default:
                    plain.Append(code < ' ' ? ' ' : (char)code);
                    break;
            }

            return last + 1 - at;
        }

        if (end == text.Length || (!char.IsPunctuation(text[end]) && !char.IsSymbol(text[end])))
        {
            plain.Append('\\', Math.Min(end - at, 2));
        }

        return end - at;
    }

    private static int Entity(StringBuilder plain, string text, int at)
    {
        int end = text.IndexOf(';', at, Math.Min(MaxEntityLength, text.Length - at));
        if (end > 0)
        {
            string name = text[(at + 1)..end];
            foreach ((char character, string[] names) in s_entities)
            {
                if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    plain.Append(character);
                    return end + 1 - at;
                }
            }
        }

        return Keep(plain, '&');
    }

    private static int Other(StringBuilder plain, string text, int at)
    {
        char character = text[at];
        switch (character)
        {
            case '“' or '”' or '„' or '‟' or '«' or '»' or '″' or '＂' or '「' or '」' or '『' or '』':
                plain.Append('"');
                break;
            case '‘' or '’' or '‚' or '‛' or '′' or '´':
                plain.Append('\'');
                break;
            case '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212':
                plain.Append('-');
                break;
            case '…':
                plain.Append("...");
                break;
            case '\r':
                // A single carriage return also ends a line, for example in progress bars and old files.
                plain.Append(at + 1 < text.Length && text[at + 1] == '\n' ? string.Empty : "\n");
                break;
            case '\v' or '\f' or '\u0085' or '\u2028' or '\u2029':
                plain.Append('\n');
                break;
            case '`':
                break;
            default:
                AppendOther(plain, character);
                break;
        }

        return 1;
    }

    private static void AppendOther(StringBuilder plain, char character)
    {
        if (char.IsWhiteSpace(character))
        {
            plain.Append(' ');
        }
        else if (!char.IsControl(character) && char.GetUnicodeCategory(character) != UnicodeCategory.Format)
        {
            plain.Append(character);
        }
    }
}
