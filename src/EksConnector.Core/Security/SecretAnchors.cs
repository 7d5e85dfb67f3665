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
internal static class SecretAnchors
{
    /// <summary>The length of the longest anchor, in bytes.</summary>
    public const int MaxLength = 16;

    private const int Looked = 4;

    // The prefixes that are assigned to a group.
    private static readonly HashSet<string> s_listed = ["DVElWQVRJT0", "FTU1dPUk", "hc3N3b3Jk"];

    // The anchors of a group have similar beginnings, so that the tables have few false matches. Prefixes that are not listed are in one of the
    // three groups for prefixes by their first character.
    private static readonly Anchor[][] s_groups =
    [
        [
            .. Names("code", "cookie", "token"),
            .. Programs("curl"),
            .. Prefixes("cm9vdD", "dXNlcj", "dXNlcnM6", "hooks.slack.com/", "sk-ant-", "sk-proj-", "sk_live_", "YXNzd29y", "N0aXZhdGlv", "xoxe-", "xoxe.xox", "sha256~"),
            new("lookup "u8.ToArray(), AnchorKind.Host),
            new("invalid port \""u8.ToArray(), AnchorKind.Host),
            new("| base64"u8.ToArray(), AnchorKind.Input),
        ],
        [
            .. Names("key", "pwd"),
            .. Prefixes("Fzc3dvcm", "xoxd-", "gldt-", "glptt-", "glft-", "glrt-", "glagent-"),
            new("| convertto-s"u8.ToArray(), AnchorKind.Input),
        ],
        [
            .. Names("pass", "auth", "bindpw"),
            .. Schemes("basic", "bearer"),
            .. Programs("plink"),
            .. Prefixes("pypi-AgE", "rk_live_", "BU1NXT1JE", "ya29."),
            new("address "u8.ToArray(), AnchorKind.Host),
            new("parse \""u8.ToArray(), AnchorKind.Host),
        ],
        [
            .. Names("secret", "secure", "sig=", "sig%", "signature", "z-credential", "literal"),
            .. Programs("login", "ldap", "sqlcmd", "smbclient", "sshpass"),
            .. Prefixes("jdGl2YXRpb2", "a2luZDog"),
        ],
        [
            .. Schemes("k8s-aws-v1.", "oxy=", "oxy:", "oxy\"", "oxy'", "oxy\\", "oxy =", "oxy :", "oxy,", "oxy v", "oxy\n", "oxy\r"),
            new("://"u8.ToArray(), AnchorKind.Address),
            new("...|"u8.ToArray(), AnchorKind.Excerpt),
            new("@tcp("u8.ToArray(), AnchorKind.DataSource),
            new("@unix("u8.ToArray(), AnchorKind.DataSource),
            .. Programs("mysql", "mariadb", "mongo"),
            .. Prefixes("NUSVZBVElP"),
            new("base64 <<<"u8.ToArray(), AnchorKind.Input),
        ],
        Others(prefix => prefix.Offset > 0 || prefix.Text[0] is 'e' or 'L' or 'M'),
        Others(prefix => prefix.Offset == 0 && char.IsAsciiLetterUpper(prefix.Text[0]) && prefix.Text[0] is not ('L' or 'M'), "DVElWQVRJT0", "FTU1dPUk"),
        [
            .. Others(prefix => prefix.Offset == 0 && char.IsAsciiLetterLower(prefix.Text[0]) && prefix.Text[0] != 'e', "hc3N3b3Jk"),
            .. Names("rconfig"),
            .. Programs("redis-cli", "ipmitool"),
            new("identified by"u8.ToArray(), AnchorKind.Statement),
        ],
    ];

    // The groups that can have a byte at a position, with one bit for each of up to eight groups.
    private static readonly byte[][] s_exact = MakeExact();

    // The same by the halves of a byte; each table is repeated for the two halves of a 256-bit vector.
    private static readonly Vector256<byte>[] s_low = MakeHalves(value => value & 0x0F);
    private static readonly Vector256<byte>[] s_high = MakeHalves(value => value >> 4);

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
        byte[] table0 = s_exact[0], table1 = s_exact[1], table2 = s_exact[2], table3 = s_exact[3];
        for (int at = 0; at + Looked <= text.Length; at++)
        {
            if ((table0[text[at]] & table1[text[at + 1]] & table2[text[at + 2]] & table3[text[at + 3]]) != 0 && TryGroup(text[at..], out kind))
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
            if (TryGroup(text[index..], out kind))
            {
                return true;
            }
        }

        index = -1;
        kind = AnchorKind.None;
        return false;
    }

    private static bool TryGroup(ReadOnlySpan<byte> text, out AnchorKind kind)
    {
        int groups = s_exact[0][text[0]] & s_exact[1][text[1]] & s_exact[2][text[2]] & s_exact[3][text[3]];
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(text);
        for (; groups != 0; groups &= groups - 1)
        {
            foreach (Anchor anchor in s_groups[BitOperations.TrailingZeroCount(groups)])
            {
                if (anchor.MayStartWith(start) && anchor.IsAt(text))
                {
                    kind = anchor.Kind;
                    return true;
                }
            }
        }

        kind = AnchorKind.None;
        return false;
    }

    private static Anchor[] Names(params string[] texts) => Array.ConvertAll(texts, text => new Anchor(Encoding.ASCII.GetBytes(text), AnchorKind.Name));

    private static Anchor[] Schemes(params string[] texts) => Array.ConvertAll(texts, text => new Anchor(Encoding.ASCII.GetBytes(text), AnchorKind.Scheme));

    private static Anchor[] Programs(params string[] texts) => Array.ConvertAll(texts, text => new Anchor(Encoding.ASCII.GetBytes(text), AnchorKind.Program));

    private static Anchor[] Prefixes(params string[] texts)
    {
        s_listed.UnionWith(texts);
        return Array.ConvertAll(texts, text => new Anchor(Encoding.ASCII.GetBytes(text), AnchorKind.Prefix));
    }

    // The prefixes that no group lists and that meet a condition, and further ones.
    private static Anchor[] Others(Func<SecretPrefix, bool> isOfGroup, params string[] texts) =>
    [
        .. Prefixes(texts),
        .. SecretPrefix.All.Where(prefix => !s_listed.Contains(prefix.Text) && isOfGroup(prefix)).Select(prefix => new Anchor(Encoding.ASCII.GetBytes(prefix.Text), AnchorKind.Prefix)),
    ];

    private static int Index256(ReadOnlySpan<byte> text, out AnchorKind kind)
    {
        // Local variables keep all tables in registers.
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
            Vector128<byte> groups = Vector128<byte>.AllBitsSet;
            for (int i = 0; i < Looked; i++)
            {
                Vector128<byte> bytes = Vector128.LoadUnsafe(ref start, (nuint)(at + i));
                groups &= Shuffle(s_low[i].GetLower(), bytes & half)
                    & Shuffle(s_high[i].GetLower(), Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & half);
            }

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

    private static byte[][] MakeExact()
    {
        byte[][] tables = new byte[Looked][];
        for (int place = 0; place < Looked; place++)
        {
            byte[] table = new byte[256];
            for (int group = 0; group < s_groups.Length; group++)
            {
                foreach (Anchor anchor in s_groups[group])
                {
                    byte bit = (byte)(1 << group);
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
