using System.Text;

namespace EksConnector.Core.Security;

/// <summary>Finds the passwords that programs take as an argument without an option.</summary>
internal static class PositionalSecrets
{
    // The number of arguments that are examined.
    private const int MaxArguments = 12;

    /// <summary>Finds the passwords.</summary>
    /// <param name="command">The command, which starts with the program.</param>
    /// <param name="found">The list to which the positions are added.</param>
    public static void Find(ReadOnlySpan<byte> command, List<TextSpan> found)
    {
        if (StartsWith(command, "htpasswd "))
        {
            HtPasswd(command, found);
        }
        else if (StartsWith(command, "net user "))
        {
            Windows(command, "net user ".Length, "/"u8, found);
        }
        else if (StartsWith(command, "net use "))
        {
            // The password is the argument after \\\\server\\share; the drive before it is optional.
            Windows(command, "net use ".Length, "\\\\"u8, found);
        }
        else if (StartsWith(command, "sqlplus "))
        {
            SqlPlus(command, found);
        }
        else if (StartsWith(command, "login ") && Word(command, 6, out TextSpan token))
        {
            // vault login X
            ReadOnlySpan<byte> value = command[token.Start..token.End];
            if (value.Count((byte)'.') < 2 && value.IndexOfAny((byte)':', (byte)'=') < 0 && ValueShape.LooksSecret(value, 16) && !ValueShape.IsPlaceholder(value))
            {
                found.Add(token);
            }
        }
    }

    // htpasswd -b file user X, and htpasswd -bn user X.
    private static void HtPasswd(ReadOnlySpan<byte> command, List<TextSpan> found)
    {
        bool isBatch = false;
        int names = 2;
        int at = "htpasswd ".Length;
        for (int i = 0; i < MaxArguments && Word(command, at, out TextSpan word); i++, at = word.End + 1)
        {
            ReadOnlySpan<byte> text = command[word.Start..word.End];
            if (text.StartsWith("-"u8))
            {
                isBatch |= text.Contains((byte)'b');
                names -= text.Contains((byte)'n') ? 1 : 0;
            }
            else if (names-- == 0)
            {
                Add(command, word, isBatch, found);
                return;
            }
        }
    }

    // The word after the first one that starts with a text; "/" stands for any word that is not an option.
    private static void Windows(ReadOnlySpan<byte> command, int at, ReadOnlySpan<byte> first, List<TextSpan> found)
    {
        bool isNext = false;
        for (int i = 0; i < MaxArguments && Word(command, at, out TextSpan word); i++, at = word.End + 1)
        {
            ReadOnlySpan<byte> text = command[word.Start..word.End];
            if (text.StartsWith("/"u8))
            {
                continue;
            }

            if (isNext)
            {
                Add(command, word, !text.SequenceEqual("*"u8), found);
                return;
            }

            isNext = first.SequenceEqual("/"u8) || text.StartsWith(first);
        }
    }

    // sqlplus user/X@database
    private static void SqlPlus(ReadOnlySpan<byte> command, List<TextSpan> found)
    {
        int at = "sqlplus ".Length;
        for (int i = 0; i < MaxArguments && Word(command, at, out TextSpan word); i++, at = word.End + 1)
        {
            ReadOnlySpan<byte> text = command[word.Start..word.End];
            int slash = text.IndexOf((byte)'/');
            int sign = text.LastIndexOf((byte)'@');
            if (slash > 0 && text[0] != '-')
            {
                Add(command, new TextSpan(word.Start + slash + 1, sign > slash ? word.Start + sign : word.End), true, found);
                return;
            }
        }
    }

    private static void Add(ReadOnlySpan<byte> command, TextSpan word, bool isSecret, List<TextSpan> found)
    {
        if (isSecret && word.End > word.Start && !ValueShape.IsPlaceholder(command[word.Start..word.End]) && !ValueShape.IsProse(command[word.Start..word.End]))
        {
            found.Add(word);
        }
    }

    // Returns the position of the next word without its quotation marks.
    private static bool Word(ReadOnlySpan<byte> command, int at, out TextSpan word)
    {
        word = default;
        while (at < command.Length && command[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        if (at >= command.Length || command[at] is (byte)'|' or (byte)'>' or (byte)'<' or (byte)';' or (byte)'&')
        {
            return false;
        }

        bool isQuoted = command[at] is (byte)'"' or (byte)'\'';
        int start = isQuoted ? at + 1 : at;
        int length = isQuoted ? command[start..].IndexOf(command[at]) : command[start..].IndexOfAny((byte)' ', (byte)'\t');
        word = new TextSpan(start, length < 0 ? command.Length : start + length);
        return true;
    }

    private static bool StartsWith(ReadOnlySpan<byte> command, string start) =>
        command.Length > start.Length && Ascii.EqualsIgnoreCase(command[..start.Length], start);
}
