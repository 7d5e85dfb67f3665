namespace EksConnector.Core.Security;

/// <summary>Finds an activation code that stands beside a GUID, which is then an activation ID.</summary>
internal static class ActivationPair
{
    private const int GuidLength = 36;

    // The maximum number of characters between the two, such as a comma and a space.
    private const int MaxDistance = 4;

    // The positions of the groups that start with "4", without the dash before them.
    private static readonly int[] s_groups = [14, 9, 19];

    /// <summary>Finds the activation code.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dash">The position of a dash before a "4", which may be part of a GUID.</param>
    /// <param name="code">The position of the code.</param>
    /// <returns>True if there is a code; otherwise, false.</returns>
    public static bool TryFind(ReadOnlySpan<byte> text, int dash, out TextSpan code)
    {
        foreach (int group in s_groups)
        {
            int start = dash + 1 - group;
            if (start >= 0 && start + GuidLength <= text.Length && IsGuid(text.Slice(start, GuidLength)))
            {
                return TryAfter(text, start + GuidLength, out code) || TryBefore(text, start, out code);
            }
        }

        code = default;
        return false;
    }

    private static bool IsGuid(ReadOnlySpan<byte> text)
    {
        if (text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        {
            return false;
        }

        foreach (byte character in text)
        {
            if (character != '-' && !char.IsAsciiHexDigit((char)character))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryAfter(ReadOnlySpan<byte> text, int end, out TextSpan code)
    {
        int start = end;
        while (start < text.Length && start - end < MaxDistance && IsBetween(text[start]))
        {
            start++;
        }

        int stop = start;
        while (stop < text.Length && stop - start < 64 && IsOfCode(text[stop]))
        {
            stop++;
        }

        code = new TextSpan(start, stop);
        return start > end && IsCode(text, code);
    }

    private static bool TryBefore(ReadOnlySpan<byte> text, int start, out TextSpan code)
    {
        int end = start;
        while (end > 0 && start - end < MaxDistance && IsBetween(text[end - 1]))
        {
            end--;
        }

        int first = end;
        while (first > 0 && end - first < 64 && IsOfCode(text[first - 1]))
        {
            first--;
        }

        code = new TextSpan(first, end);
        return end < start && IsCode(text, code);
    }

    // A code is a whole word, with letters of both cases and digits.
    private static bool IsCode(ReadOnlySpan<byte> text, TextSpan code)
    {
        bool isCut = code.End < text.Length && text[code.End] is (byte)'-' or (byte)'_' or (byte)'.' || code.Start > 0 && text[code.Start - 1] is (byte)'-' or (byte)'_' or (byte)'.';
        ReadOnlySpan<byte> value = text[code.Start..code.End];
        return !isCut && value.Length <= 24 && ValueShape.IsActivationCode(value) && value.IndexOfAnyInRange((byte)'a', (byte)'z') >= 0;
    }

    private static bool IsBetween(byte character) =>
        character is (byte)' ' or (byte)'\t' or (byte)',' or (byte)';' or (byte)':' or (byte)'/' or (byte)'|' or (byte)'"' or (byte)'\'' or (byte)'(' or (byte)')' or (byte)'=';

    private static bool IsOfCode(byte character) => char.IsAsciiLetterOrDigit((char)character) || character is (byte)'/' or (byte)'+';
}
