using System.Buffers;
using System.Globalization;

namespace EksConnector.Core.Commands;

/// <summary>Which characters a word of a command may have, and which of them need no quotes in any shell.</summary>
internal static class CommandCharacters
{
    private static readonly SearchValues<char> s_plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=+");

    private static readonly SearchValues<char> s_letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Whether a word can be quoted: characters that cannot be seen have no place in a command to paste.</summary>
    public static bool CanQuote(string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(word, i);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            {
                return false;
            }

            i += char.IsHighSurrogate(word[i]) ? 1 : 0;
        }

        return true;
    }

    /// <summary>
    /// Whether Bash, POSIX shells and PowerShell take a word as it is. A word that begins with a digit may be a number to PowerShell, which
    /// a version is not; one that begins with a single hyphen and has a colon or a full stop is two words.
    /// </summary>
    public static bool IsPlain(string word)
    {
        if (word is "-" or "--" || IsVersion(word))
        {
            return true;
        }

        int hyphens = word.StartsWith("--", StringComparison.Ordinal) ? 2 : word.StartsWith('-') ? 1 : 0;
        return word.Length > hyphens
            && (char.IsAsciiLetter(word[hyphens]) || (hyphens == 0 && word[0] is '/' or '.'))
            && word.AsSpan(hyphens).IndexOfAnyExcept(hyphens == 1 ? s_letters : s_plain) < 0;
    }

    private static bool IsVersion(string word) =>
        word.Split('.') is [_, _, _] numbers && Array.TrueForAll(numbers, number => number.Length > 0 && number.All(char.IsAsciiDigit));

    /// <summary>Whether a part of a word that follows another part needs no quotes.</summary>
    public static bool IsPlainInside(string text) => text.AsSpan().IndexOfAnyExcept(s_plain) < 0;
}
