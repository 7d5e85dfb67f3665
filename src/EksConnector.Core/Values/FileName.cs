using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace EksConnector.Core;

/// <summary>
/// Creates file names from untrusted values. A name is plain ASCII without separators, has a limited length, is not a device name on
/// any platform, and is different for different values (with the same number of parts), even on file systems that ignore case.
/// </summary>
internal static class FileName
{
    // Four parts of this length, a hash and an extension are below the limit of 255 bytes of file systems.
    private const int MaximumPartLength = 50;
    private const int HashLength = 16;

    // Removed from all parts, so that a name with a hash never equals a name without one.
    private const char HashMark = '~';

    /// <summary>Creates a file name.</summary>
    /// <param name="parts">The values, from the most general to the most specific.</param>
    /// <param name="extension">The extension, such as <c>.log</c>, which must not be untrusted.</param>
    /// <returns>The parts joined with dots, followed by a hash of all parts if a part had to be changed.</returns>
    public static string Of(IReadOnlyList<string> parts, string extension = "")
    {
        string name = string.Join('.', parts.Select(Safe));

        // With dots only in the first part, the end of it is unambiguous.
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
        char[] safe = part[..Math.Min(part.Length, MaximumPartLength)].ToCharArray();
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

    // The length prefix distinguishes ("a", "bc") from ("ab", "c"); hashing UTF-16 code units distinguishes lone surrogates.
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
