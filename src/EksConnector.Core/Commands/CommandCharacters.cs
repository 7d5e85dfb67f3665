using System.Buffers;
using System.Globalization;

namespace EksConnector.Core.Commands;

/// <summary>The characters that are allowed in commands, and those that do not require quotes in any shell.</summary>
internal static class CommandCharacters
{
    private static readonly SearchValues<char> s_plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=+");

    private static readonly SearchValues<char> s_letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Returns whether a word can be quoted. A command to paste must not contain invisible characters.</summary>
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
    /// Returns whether Bash, POSIX shells and PowerShell interpret a word literally. PowerShell may parse a word that starts with a digit as a
    /// number, but not a version, and splits a word that starts with a single hyphen and contains a colon or a period.
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

    /// <summary>Returns whether a part of a word that follows another part does not require quotes.</summary>
    public static bool IsPlainInside(string text) => text.AsSpan().IndexOfAnyExcept(s_plain) < 0;
}
