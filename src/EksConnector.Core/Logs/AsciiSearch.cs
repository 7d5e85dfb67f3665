using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace EksConnector.Core.Logs;

/// <summary>Searches bytes for an ASCII text, ignoring case.</summary>
internal static class AsciiSearch
{
    /// <summary>Returns whether the bytes contain a text.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="text">The ASCII text, with at least one character.</param>
    /// <returns>True if the bytes contain the text; otherwise, false.</returns>
    public static bool Contains(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> text)
    {
        int last = bytes.Length - text.Length;
        int at = 0;

        // Compares the first and the last character. Setting the case bit also matches some other characters, which the full comparison rejects.
        Vector128<byte> caseBit = Vector128.Create((byte)0x20);
        Vector128<byte> first = Vector128.Create(text[0]) | caseBit;
        Vector128<byte> end = Vector128.Create(text[^1]) | caseBit;
        for (; at + Vector128<byte>.Count - 1 <= last; at += Vector128<byte>.Count)
        {
            Vector128<byte> firsts = Vector128.Create(bytes[at..]) | caseBit;
            Vector128<byte> ends = Vector128.Create(bytes[(at + text.Length - 1)..]) | caseBit;
            uint hits = (Vector128.Equals(firsts, first) & Vector128.Equals(ends, end)).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                if (Ascii.EqualsIgnoreCase(bytes.Slice(at + BitOperations.TrailingZeroCount(hits), text.Length), text))
                {
                    return true;
                }
            }
        }

        for (; at <= last; at++)
        {
            if ((bytes[at] | 0x20) == (text[0] | 0x20) && Ascii.EqualsIgnoreCase(bytes.Slice(at, text.Length), text))
            {
                return true;
            }
        }

        return false;
    }
}
