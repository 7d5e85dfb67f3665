using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace EksConnector.Core;

/// <summary>
/// Makes file names of values from outside. A name is plain ASCII without separators, is bounded in length, means no device on any
/// system, and differs from that of any other values (as many of them), also where a file system does not tell upper case from lower case.
/// </summary>
internal static class FileName
{
    // Four parts of this length, a hash and an extension stay below the 255 bytes that file systems allow.
    private const int LongestPart = 50;
    private const int HashLength = 16;

    // No part keeps it, so that a name with a hash is never the same as one that needed none.
    private const char HashMark = '~';

    /// <summary>Makes a name.</summary>
    /// <param name="parts">The values, the most general first.</param>
    /// <param name="extension">What the name ends with, such as <c>.log</c>; the module's own, never from outside.</param>
    /// <returns>The parts joined by dots, with a hash of all of them where one could not be kept as it is.</returns>
    public static string Of(IReadOnlyList<string> parts, string extension = "")
    {
        string name = string.Join('.', parts.Select(Safe));

        // Dots in the first part alone leave no doubt where it ends.
        bool isKept = name == string.Join('.', parts) && parts.Skip(1).All(part => !part.Contains('.', StringComparison.Ordinal));
        if (IsDevice(name))
        {
            name = "_" + name;
            isKept = false;
        }

        return isKept ? name + extension : $"{name}{HashMark}{HashOf(parts)}{extension}";
    }

    private static string Safe(string part)
    {
        char[] safe = part[..Math.Min(part.Length, LongestPart)].ToCharArray();
        for (int i = 0; i < safe.Length; i++)
        {
            bool isEnd = i == 0 || i == safe.Length - 1;
            char character = char.ToLowerInvariant(safe[i]);
            bool isSafe = char.IsAsciiLetterOrDigit(character)
                || character == '_'
                || (i > 0 && character is '-' or '@')
                || (!isEnd && character == '.' && safe[i - 1] != '.');
            safe[i] = isSafe ? character : '_';
        }

        return safe.Length == 0 ? "_" : new string(safe);
    }

    private static bool IsDevice(string name)
    {
        string stem = name.Split('.')[0];
        return stem is "con" or "prn" or "aux" or "nul"
            || (stem.Length == 4 && (stem.StartsWith("com", StringComparison.Ordinal) || stem.StartsWith("lpt", StringComparison.Ordinal)) && char.IsAsciiDigit(stem[3]));
    }

    // The length before each value tells ("a", "bc") from ("ab", "c"); the UTF-16 code units tell lone surrogates apart.
    private static string HashOf(IReadOnlyList<string> parts)
    {
        var all = new StringBuilder();
        foreach (string part in parts)
        {
            all.Append(CultureInfo.InvariantCulture, $"{part.Length}:").Append(part);
        }

        byte[] bytes = MemoryMarshal.AsBytes(all.ToString().AsSpan()).ToArray();
        return Convert.ToHexString(SHA256.HashData(bytes))[..HashLength].ToLowerInvariant();
    }
}
