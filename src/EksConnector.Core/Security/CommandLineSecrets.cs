using System.Buffers;
using System.Text;

namespace EksConnector.Core.Security;

/// <summary>Finds the passwords in the arguments of a program, in the form of a shell command or a JSON list.</summary>
internal static class CommandLineSecrets
{
    private static readonly SearchValues<byte> s_beforeOption = SearchValues.Create(" \t\"',["u8);
    private static readonly SearchValues<byte> s_beforeValue = SearchValues.Create(" \t\"'=,\\"u8);
    private static readonly SearchValues<byte> s_port = SearchValues.Create("0123456789:."u8);
    private static readonly SearchValues<byte> s_endOfValue =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(value => (byte)value), .. "\"'<>`"u8]);

    /// <summary>Finds the passwords.</summary>
    /// <param name="command">The command, which starts with the program.</param>
    /// <returns>The positions of the passwords; empty if there are none.</returns>
    public static List<TextSpan> Find(ReadOnlySpan<byte> command)
    {
        List<TextSpan> found = [];
        int at = 1;
        while (at < command.Length && command[at..].IndexOf((byte)'-') is int next and >= 0)
        {
            at += next;
            if (s_beforeOption.Contains(command[at - 1]) && TryFind(command, at, out TextSpan secret))
            {
                found.Add(secret);
                at = secret.End;
            }

            at++;
        }

        PositionalSecrets.Find(command, found);
        return found;
    }

    private static bool TryFind(ReadOnlySpan<byte> command, int at, out TextSpan secret)
    {
        if (command.StartsWith("curl"u8))
        {
            // The last of several one-letter options can have a value: -su.
            int letters = command[(at + 1)..].IndexOfAnyExceptInRange((byte)'A', (byte)'z');
            at += letters is >= 2 and <= 6 && command[at + letters] is (byte)'u' or (byte)'U' && command[at + 1 + letters] == ' ' ? letters - 1 : 0;
        }

        foreach (ProgramOption option in ProgramOption.All)
        {
            if (IsOption(command, at, option)
                && Ascii.EqualsIgnoreCase(command[..Math.Min(command.Length, option.Program.Length)], option.Program)
                && TryValue(command, at + option.Name.Length, option, out secret))
            {
                return true;
            }
        }

        secret = default;
        return false;
    }

    // Among several one-letter options, a letter stands where the dash would.
    private static bool IsOption(ReadOnlySpan<byte> command, int at, ProgramOption option) =>
        at + option.Name.Length <= command.Length
        && Ascii.Equals(command.Slice(at + 1, option.Name.Length - 1), option.Name.AsSpan(1))
        && (command[at] == '-' || (option.Name.Length == 2 && char.IsAsciiLetter((char)command[at])));

    private static bool TryValue(ReadOnlySpan<byte> command, int at, ProgramOption option, out TextSpan secret)
    {
        secret = default;
        int start = at;
        while (start < command.Length && s_beforeValue.Contains(command[start]))
        {
            start++;
        }

        // After a long option, more characters belong to its name; after a one-letter option, they are the value.
        bool isJoined = start == at || (start == at + 1 && command[at] is (byte)'"' or (byte)'\'');
        if (start == command.Length || (start == at && option.Name.Length > 2) || (!isJoined && (!option.IsNext || command[start] == '-')))
        {
            return false;
        }

        int length = command[start..].IndexOfAny(s_endOfValue);
        if (start > at && command[start - 1] is (byte)'"' or (byte)'\'')
        {
            length = command[start..].IndexOf(command[start - 1]);
        }

        int end = length < 0 ? command.Length : start + length;
        end -= end > start && command[end - 1] == '\\' ? 1 : 0;
        if (option.Before != 0)
        {
            int before = command[start..end].IndexOf(option.Before);
            if (before < 0)
            {
                return false;
            }

            start += before + 1;
        }

        if (option.After != 0)
        {
            // In a URL, the first colon follows the scheme; URLs are handled by themselves.
            int after = command[start..end].LastIndexOf(option.After);
            if (after <= 0 || command[start] == '/')
            {
                return false;
            }

            end = start + after;
        }

        // The option -p also publishes ports.
        ReadOnlySpan<byte> value = command[start..end];
        bool isPort = option.Before == 0 && value.IndexOfAnyExcept(s_port) < 0 && (value.Length <= 5 ? option.IsNext : value.Contains((byte)':'));
        if (value.Length == 0 || isPort || ValueShape.IsPlaceholder(value))
        {
            return false;
        }

        secret = new TextSpan(start, end);
        return true;
    }
}
