using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace EksConnector.Core.Security;

/// <summary>
/// Finds the anchors of the <see cref="SecretPatterns"/> in a text, the places where there may be a secret, at several gigabytes a
/// second; the case of letters does not matter.
/// </summary>
/// <remarks>
/// Four bytes of each anchor are looked for, all anchors at once: two tables for each of the four say, by the halves of a byte, which
/// groups of anchors may have that byte there (a shuffle of 16 entries each), and what passes all is compared in full.
/// </remarks>
internal static class SecretAnchors
{
    /// <summary>The length of the longest anchor.</summary>
    public const int Longest = 14;

    private const int Looked = 4;

    private static readonly byte[][][] s_anchors = Array.ConvertAll(SecretPatterns.Anchors, group => Array.ConvertAll(group, Encoding.ASCII.GetBytes));

    // By place and byte: the groups that may have it there, a bit for each of the eight at most.
    private static readonly byte[][] s_exact = MakeExact();

    // The same by the halves of a byte, each table twice, for the two halves of a wide vector.
    private static readonly Vector256<byte>[] s_low = MakeHalves(value => value & 0x0F);
    private static readonly Vector256<byte>[] s_high = MakeHalves(value => value >> 4);

    /// <summary>All anchors, in lower case.</summary>
    public static IEnumerable<string> All => SecretPatterns.Anchors.SelectMany(group => group);

    /// <summary>Finds the first anchor.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Where it begins, or -1.</returns>
    public static int IndexIn(ReadOnlySpan<byte> text) => IndexIn(text, out _);

    /// <summary>Finds the first anchor and its group.</summary>
    /// <param name="text">The text.</param>
    /// <param name="group">Its group's place in <see cref="SecretPatterns.Anchors"/>.</param>
    /// <returns>Where it begins, or -1.</returns>
    public static int IndexIn(ReadOnlySpan<byte> text, out int group)
    {
        if (Avx2.IsSupported && text.Length >= Vector256<byte>.Count + Looked - 1)
        {
            return Index256(text, out group);
        }

        if ((Ssse3.IsSupported || AdvSimd.Arm64.IsSupported) && text.Length >= Vector128<byte>.Count + Looked - 1)
        {
            return Index128(text, out group);
        }

        return IndexOneByOne(text, out group);
    }

    /// <summary>Finds the first anchor without vectors: what short texts and other processors get.</summary>
    /// <param name="text">The text.</param>
    /// <param name="group">Its group's place in <see cref="SecretPatterns.Anchors"/>.</param>
    /// <returns>Where it begins, or -1.</returns>
    public static int IndexOneByOne(ReadOnlySpan<byte> text, out int group)
    {
        for (int at = 0; at + Looked <= text.Length; at++)
        {
            if (TryGroup(text[at..], out group))
            {
                return at;
            }
        }

        group = -1;
        return -1;
    }

    private static bool TryConfirm(ReadOnlySpan<byte> text, int at, uint hits, out int index, out int group)
    {
        for (; hits != 0; hits &= hits - 1)
        {
            index = at + BitOperations.TrailingZeroCount(hits);
            if (TryGroup(text[index..], out group))
            {
                return true;
            }
        }

        index = -1;
        group = -1;
        return false;
    }

    private static bool TryGroup(ReadOnlySpan<byte> text, out int group)
    {
        int groups = s_exact[0][text[0]] & s_exact[1][text[1]] & s_exact[2][text[2]] & s_exact[3][text[3]];
        for (; groups != 0; groups &= groups - 1)
        {
            group = BitOperations.TrailingZeroCount(groups);
            foreach (byte[] anchor in s_anchors[group])
            {
                if (anchor.Length <= text.Length && Ascii.EqualsIgnoreCase(text[..anchor.Length], anchor))
                {
                    return true;
                }
            }
        }

        group = -1;
        return false;
    }

    private static int Index256(ReadOnlySpan<byte> text, out int group)
    {
        // All tables stay in registers.
        Vector256<byte> half = Vector256.Create((byte)0x0F);
        Vector256<byte> low0 = s_low[0], low1 = s_low[1], low2 = s_low[2], low3 = s_low[3];
        Vector256<byte> high0 = s_high[0], high1 = s_high[1], high2 = s_high[2], high3 = s_high[3];
        ref byte start = ref MemoryMarshal.GetReference(text);
        int last = text.Length - Vector256<byte>.Count - Looked + 1;
        int at = 0;
        while (true)
        {
            Vector256<byte> bytes0 = Vector256.LoadUnsafe(ref start, (nuint)at);
            Vector256<byte> bytes1 = Vector256.LoadUnsafe(ref start, (nuint)at + 1);
            Vector256<byte> bytes2 = Vector256.LoadUnsafe(ref start, (nuint)at + 2);
            Vector256<byte> bytes3 = Vector256.LoadUnsafe(ref start, (nuint)at + 3);
            Vector256<byte> groups =
                Avx2.Shuffle(low0, bytes0 & half) & Avx2.Shuffle(high0, HighHalves(bytes0) & half)
                & Avx2.Shuffle(low1, bytes1 & half) & Avx2.Shuffle(high1, HighHalves(bytes1) & half)
                & Avx2.Shuffle(low2, bytes2 & half) & Avx2.Shuffle(high2, HighHalves(bytes2) & half)
                & Avx2.Shuffle(low3, bytes3 & half) & Avx2.Shuffle(high3, HighHalves(bytes3) & half);
            if (groups != Vector256<byte>.Zero
                && TryConfirm(text, at, ~Vector256.Equals(groups, Vector256<byte>.Zero).ExtractMostSignificantBits(), out int index, out group))
            {
                return index;
            }

            if (at == last)
            {
                group = -1;
                return -1;
            }

            // The last look overlaps the one before it.
            at = Math.Min(at + Vector256<byte>.Count, last);
        }
    }

    private static int Index128(ReadOnlySpan<byte> text, out int group)
    {
        Vector128<byte> half = Vector128.Create((byte)0x0F);
        ref byte start = ref MemoryMarshal.GetReference(text);
        int last = text.Length - Vector128<byte>.Count - Looked + 1;
        int at = 0;
        while (true)
        {
            Vector128<byte> groups = Vector128<byte>.AllBitsSet;
            for (int i = 0; i < Looked; i++)
            {
                Vector128<byte> bytes = Vector128.LoadUnsafe(ref start, (nuint)(at + i));
                groups &= Shuffle(s_low[i].GetLower(), bytes & half)
                    & Shuffle(s_high[i].GetLower(), Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & half);
            }

            uint hits = ~Vector128.Equals(groups, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
            if (hits != 0 && TryConfirm(text, at, hits, out int index, out group))
            {
                return index;
            }

            if (at == last)
            {
                group = -1;
                return -1;
            }

            at = Math.Min(at + Vector128<byte>.Count, last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> HighHalves(Vector256<byte> bytes) => Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Shuffle(Vector128<byte> table, Vector128<byte> indices) =>
        Ssse3.IsSupported ? Ssse3.Shuffle(table, indices) : AdvSimd.Arm64.VectorTableLookup(table, indices);

    private static byte[][] MakeExact()
    {
        byte[][] tables = new byte[Looked][];
        for (int place = 0; place < Looked; place++)
        {
            byte[] table = new byte[256];
            for (int group = 0; group < SecretPatterns.Anchors.Length; group++)
            {
                foreach (string anchor in SecretPatterns.Anchors[group])
                {
                    byte bit = (byte)(1 << group);
                    if (place < anchor.Length)
                    {
                        table[anchor[place]] |= bit;
                        table[char.ToUpperInvariant(anchor[place])] |= bit;
                        continue;
                    }

                    // An anchor of three bytes may have any fourth: each needs something after it to be a secret.
                    for (int value = 0; value < table.Length; value++)
                    {
                        table[value] |= bit;
                    }
                }
            }

            tables[place] = table;
        }

        return tables;
    }

    private static Vector256<byte>[] MakeHalves(Func<int, int> half) =>
        Array.ConvertAll(s_exact, exact =>
        {
            Span<byte> table = stackalloc byte[16];
            for (int value = 0; value < 256; value++)
            {
                table[half(value)] |= exact[value];
            }

            Vector128<byte> narrow = Vector128.Create((ReadOnlySpan<byte>)table);
            return Vector256.Create(narrow, narrow);
        });
}
