using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace EksConnector.Core.Security;

/// <summary>
/// Finds the positions in a text at which a secret may start: names of secrets, addresses, and prefixes of tokens. It processes
/// several gigabytes per second. Only <see cref="AnchorKind.Prefix"/> is case-sensitive.
/// </summary>
/// <remarks>
/// The search compares four bytes of all anchors at the same time: for each of the four bytes, two tables (shuffles of 16 entries) map the halves of
/// the byte to the groups of anchors that can have it at that position. Candidates that match all tables are compared completely.
/// </remarks>
internal static partial class SecretAnchors
{
    /// <summary>The length of the longest anchor, in bytes.</summary>
    public const int MaxLength = 16;

    private const int Looked = 4;

    private static readonly Anchor[][] s_groups = MakeGroups();

    // The groups that can have a byte at a position, with one bit for each of up to 16 groups.
    private static readonly ushort[][] s_exact = MakeExact();

    // The same by the halves of a byte, for the first and the last eight groups; each table is repeated for the two halves of a 256-bit vector.
    private static readonly Vector256<byte>[] s_low = MakeHalves(value => value & 0x0F, 0);
    private static readonly Vector256<byte>[] s_high = MakeHalves(value => value >> 4, 0);
    private static readonly Vector256<byte>[] s_low2 = MakeHalves(value => value & 0x0F, 8);
    private static readonly Vector256<byte>[] s_high2 = MakeHalves(value => value >> 4, 8);

    /// <summary>All anchors; anchors that are not case-sensitive are in lowercase.</summary>
    public static IEnumerable<(string Text, AnchorKind Kind)> All =>
        s_groups.SelectMany(group => group).Select(anchor => (Encoding.ASCII.GetString(anchor.Text), anchor.Kind));

    /// <summary>Finds the first anchor.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The start of the anchor, or -1 if there is none.</returns>
    public static int IndexIn(ReadOnlySpan<byte> text) => IndexIn(text, out _);

    /// <summary>Finds the first anchor and its kind.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">The kind of the anchor.</param>
    /// <returns>The start of the anchor, or -1 if there is none.</returns>
    public static int IndexIn(ReadOnlySpan<byte> text, out AnchorKind kind)
    {
        if (Avx2.IsSupported && text.Length >= Vector256<byte>.Count + Looked - 1)
        {
            return Index256(text, out kind);
        }

        if ((Ssse3.IsSupported || AdvSimd.Arm64.IsSupported) && text.Length >= Vector128<byte>.Count + Looked - 1)
        {
            return Index128(text, out kind);
        }

        return IndexOneByOne(text, out kind);
    }

    /// <summary>Finds the first anchor without vector instructions, for short texts and processors that do not support them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">The kind of the anchor.</param>
    /// <returns>The start of the anchor, or -1 if there is none.</returns>
    public static int IndexOneByOne(ReadOnlySpan<byte> text, out AnchorKind kind)
    {
        ushort[] table0 = s_exact[0], table1 = s_exact[1], table2 = s_exact[2], table3 = s_exact[3];
        for (int at = 0; at + Looked <= text.Length; at++)
        {
            if ((table0[text[at]] & table1[text[at + 1]] & table2[text[at + 2]] & table3[text[at + 3]]) != 0 && TryGroup(text, at, out kind))
            {
                return at;
            }
        }

        kind = AnchorKind.None;
        return -1;
    }

    private static bool TryConfirm(ReadOnlySpan<byte> text, int at, uint hits, out int index, out AnchorKind kind)
    {
        for (; hits != 0; hits &= hits - 1)
        {
            index = at + BitOperations.TrailingZeroCount(hits);
            if (TryGroup(text, index, out kind))
            {
                return true;
            }
        }

        index = -1;
        kind = AnchorKind.None;
        return false;
    }

    private static bool TryGroup(ReadOnlySpan<byte> whole, int index, out AnchorKind kind)
    {
        ReadOnlySpan<byte> text = whole[index..];
        int groups = s_exact[0][text[0]] & s_exact[1][text[1]] & s_exact[2][text[2]] & s_exact[3][text[3]];
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(text);
        for (; groups != 0; groups &= groups - 1)
        {
            foreach (Anchor anchor in s_groups[BitOperations.TrailingZeroCount(groups)])
            {
                if (anchor.MayStartWith(start) && anchor.IsAt(text) && (anchor.Kind != AnchorKind.Identifier || ActivationPair.TryFind(whole, index, out _)))
                {
                    kind = anchor.Kind;
                    return true;
                }
            }
        }

        kind = AnchorKind.None;
        return false;
    }

    private static Anchor[] Of(AnchorKind kind, params string[] texts) => Array.ConvertAll(texts, text => new Anchor(Encoding.ASCII.GetBytes(text), kind));

    private static int Index256(ReadOnlySpan<byte> text, out AnchorKind kind)
    {
        // Local variables keep all tables in registers.
        Vector256<byte> half = Vector256.Create((byte)0x0F);
        Vector256<byte> low0 = s_low[0], low1 = s_low[1], low2 = s_low[2], low3 = s_low[3];
        Vector256<byte> high0 = s_high[0], high1 = s_high[1], high2 = s_high[2], high3 = s_high[3];
        Vector256<byte> low4 = s_low2[0], low5 = s_low2[1], low6 = s_low2[2], low7 = s_low2[3];
        Vector256<byte> high4 = s_high2[0], high5 = s_high2[1], high6 = s_high2[2], high7 = s_high2[3];
        ref byte start = ref MemoryMarshal.GetReference(text);
        int last = text.Length - Vector256<byte>.Count - Looked + 1;
        int at = 0;
        while (true)
        {
            Vector256<byte> bytes0 = Vector256.LoadUnsafe(ref start, (nuint)at);
            Vector256<byte> bytes1 = Vector256.LoadUnsafe(ref start, (nuint)at + 1);
            Vector256<byte> bytes2 = Vector256.LoadUnsafe(ref start, (nuint)at + 2);
            Vector256<byte> bytes3 = Vector256.LoadUnsafe(ref start, (nuint)at + 3);
            Vector256<byte> upper0 = HighHalves(bytes0) & half, upper1 = HighHalves(bytes1) & half, upper2 = HighHalves(bytes2) & half, upper3 = HighHalves(bytes3) & half;
            bytes0 &= half;
            bytes1 &= half;
            bytes2 &= half;
            bytes3 &= half;
            Vector256<byte> groups =
                (Avx2.Shuffle(low0, bytes0) & Avx2.Shuffle(high0, upper0) & Avx2.Shuffle(low1, bytes1) & Avx2.Shuffle(high1, upper1)
                    & Avx2.Shuffle(low2, bytes2) & Avx2.Shuffle(high2, upper2) & Avx2.Shuffle(low3, bytes3) & Avx2.Shuffle(high3, upper3))
                | (Avx2.Shuffle(low4, bytes0) & Avx2.Shuffle(high4, upper0) & Avx2.Shuffle(low5, bytes1) & Avx2.Shuffle(high5, upper1)
                    & Avx2.Shuffle(low6, bytes2) & Avx2.Shuffle(high6, upper2) & Avx2.Shuffle(low7, bytes3) & Avx2.Shuffle(high7, upper3));
            if (groups != Vector256<byte>.Zero
                && TryConfirm(text, at, ~Vector256.Equals(groups, Vector256<byte>.Zero).ExtractMostSignificantBits(), out int index, out kind))
            {
                return index;
            }

            if (at == last)
            {
                kind = AnchorKind.None;
                return -1;
            }

            // The last vector overlaps the preceding one.
            at = Math.Min(at + Vector256<byte>.Count, last);
        }
    }

    private static int Index128(ReadOnlySpan<byte> text, out AnchorKind kind)
    {
        Vector128<byte> half = Vector128.Create((byte)0x0F);
        ref byte start = ref MemoryMarshal.GetReference(text);
        int last = text.Length - Vector128<byte>.Count - Looked + 1;
        int at = 0;
        while (true)
        {
            Vector128<byte> first = Vector128<byte>.AllBitsSet;
            Vector128<byte> last8 = Vector128<byte>.AllBitsSet;
            for (int i = 0; i < Looked; i++)
            {
                Vector128<byte> bytes = Vector128.LoadUnsafe(ref start, (nuint)(at + i));
                Vector128<byte> upper = Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & half;
                bytes &= half;
                first &= Shuffle(s_low[i].GetLower(), bytes) & Shuffle(s_high[i].GetLower(), upper);
                last8 &= Shuffle(s_low2[i].GetLower(), bytes) & Shuffle(s_high2[i].GetLower(), upper);
            }

            Vector128<byte> groups = first | last8;
            uint hits = ~Vector128.Equals(groups, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
            if (hits != 0 && TryConfirm(text, at, hits, out int index, out kind))
            {
                return index;
            }

            if (at == last)
            {
                kind = AnchorKind.None;
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

    private static ushort[][] MakeExact()
    {
        ushort[][] tables = new ushort[Looked][];
        for (int place = 0; place < Looked; place++)
        {
            ushort[] table = new ushort[256];
            for (int group = 0; group < s_groups.Length; group++)
            {
                foreach (Anchor anchor in s_groups[group])
                {
                    ushort bit = (ushort)(1 << group);
                    if (anchor.Kind == AnchorKind.Identifier && place >= anchor.Text.Length)
                    {
                        // The rest of the group of a GUID.
                        for (int digit = 0; digit < table.Length; digit++)
                        {
                            table[digit] |= char.IsAsciiHexDigit((char)digit) ? bit : (ushort)0;
                        }

                        continue;
                    }

                    if (place < anchor.Text.Length)
                    {
                        byte value = anchor.Text[place];
                        table[value] |= bit;
                        table[anchor.Kind == AnchorKind.Prefix ? value : char.ToUpperInvariant((char)value)] |= bit;
                        continue;
                    }

                    // A shorter anchor can be followed by any byte, because there is no secret without further bytes.
                    for (int any = 0; any < table.Length; any++)
                    {
                        table[any] |= bit;
                    }
                }
            }

            tables[place] = table;
        }

        return tables;
    }

    private static Vector256<byte>[] MakeHalves(Func<int, int> half, int firstGroup) =>
        Array.ConvertAll(s_exact, exact =>
        {
            Span<byte> table = stackalloc byte[16];
            for (int value = 0; value < 256; value++)
            {
                table[half(value)] |= (byte)(exact[value] >> firstGroup);
            }

            Vector128<byte> narrow = Vector128.Create((ReadOnlySpan<byte>)table);
            return Vector256.Create(narrow, narrow);
        });

    private sealed record Anchor(byte[] Text, AnchorKind Kind)
    {
        // The first four bytes of the anchor; which of them it has, and which bits of them differ between lowercase and uppercase letters.
        private readonly uint _start = Pack(Text, value => value);
        private readonly uint _mask = Pack(Text, _ => 0xFF);
        private readonly uint _letterCase = Kind == AnchorKind.Prefix ? 0 : Pack(Text, value => char.IsAsciiLetter((char)value) ? 0x20u : 0);

        /// <summary>Returns whether the first four bytes of a text can be those of the anchor.</summary>
        public bool MayStartWith(uint start) => ((start | _letterCase) & _mask) == _start;

        /// <summary>Returns whether a text starts with the anchor.</summary>
        public bool IsAt(ReadOnlySpan<byte> text) => Kind == AnchorKind.Prefix
            ? text.StartsWith(Text)
            : Text.Length <= text.Length && Ascii.EqualsIgnoreCase(text[..Text.Length], Text);

        private static uint Pack(byte[] text, Func<byte, uint> map)
        {
            uint packed = 0;
            for (int i = 0; i < Math.Min(text.Length, Looked); i++)
            {
                packed |= map(text[i]) << (8 * i);
            }

            return packed;
        }
    }
}
