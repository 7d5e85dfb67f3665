using System.Globalization;
using System.Text;

namespace EksConnector.Core;

/// <summary>
/// Replaces invisible characters and those that control a terminal: control characters, bidirectional and other invisible format
/// characters, line and paragraph separators, and lone surrogates. Each character is replaced by one, so that positions stay valid.
/// </summary>
internal static class VisibleText
{
    /// <summary>The replacement character.</summary>
    public const char Mark = '\uFFFD';

    // Letters and marks without a visible shape that Unicode does not classify as format characters.
    private const string Blank = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0";

    /// <summary>Replaces invisible characters. Tabs and line feeds are preserved; other white space becomes a space.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text with the same length; the same instance if nothing has changed.</returns>
    public static string Of(string text)
    {
        int first = FirstHidden(text);
        return first < 0 ? text : string.Create(text.Length, (text, first), static (target, from) =>
        {
            from.text.CopyTo(target);
            for (int i = from.first, width; i < target.Length; i += width)
            {
                if (IsHidden(from.text, i, out width))
                {
                    target.Slice(i, width).Fill(Substitute(from.text[i]));
                }
            }
        });
    }

    /// <summary>Removes invisible characters, so that the remaining text can be inspected.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The shorter text; the same instance if nothing has changed.</returns>
    public static string RemoveHidden(string text)
    {
        if (IsVisible(text))
        {
            return text;
        }

        var rest = new StringBuilder(text.Length);
        for (int i = 0, width; i < text.Length; i += width)
        {
            if (!IsHidden(text, i, out width))
            {
                rest.Append(text, i, width);
            }
        }

        return rest.ToString();
    }

    /// <summary>Returns whether the text contains no invisible characters.</summary>
    /// <param name="text">The text.</param>
    public static bool IsVisible(string text) => FirstHidden(text) < 0;

    private static int FirstHidden(string text)
    {
        int i = 0;
        for (int next, width; (next = text.AsSpan(i).IndexOfAnyExceptInRange(' ', '~')) >= 0; i += width)
        {
            i += next;
            if (IsHidden(text, i, out width))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsHidden(string text, int index, out int width)
    {
        width = 1;
        char character = text[index];
        if (character is (>= ' ' and <= '~') or '\t' or '\n')
        {
            return false;
        }

        // A lone surrogate is not a character; its category is Surrogate.
        bool isPair = char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
        width = isPair ? 2 : 1;
        int code = isPair ? char.ConvertToUtf32(character, text[index + 1]) : character;
        return code is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF)
            || (!isPair && Blank.Contains(character, StringComparison.Ordinal))
            || (isPair ? CharUnicodeInfo.GetUnicodeCategory(code) : char.GetUnicodeCategory(character)) is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate;
    }

    private static char Substitute(char character) => char.IsWhiteSpace(character) ? ' ' : Mark;
}
