namespace EksConnector.Core;

/// <summary>Quotes words for a command line, so that nothing in them is more than a word.</summary>
internal static class CommandText
{
    /// <summary>Whether a word can be quoted: line breaks and other control characters have no place in a command to paste.</summary>
    public static bool CanQuote(string word) => !word.Any(char.IsControl);

    /// <summary>Quotes a word for a POSIX shell.</summary>
    public static string ForShell(string word) =>
        IsPlain(word) ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>Quotes a word for PowerShell, which takes typographic quotation marks for quotes as well.</summary>
    public static string ForPowerShell(string word) =>
        IsPlain(word) ? word : "'" + string.Concat(word.Select(character => character is '\'' or '‘' or '’' or '‚' or '‛' ? $"{character}{character}" : $"{character}")) + "'";

    private static bool IsPlain(string word) =>
        word.Length > 0
        && word.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or ':' or '=' or '+');
}
