using System.Buffers;

namespace EksConnector.Core.Security;

/// <summary>
/// Finds the values of Kubernetes Secrets in a text: everything below <c>data</c> and <c>stringData</c> of an object of the kind Secret,
/// in JSON, in YAML, and as Go prints a map. The keys say nothing about the values, so all of them are secret.
/// </summary>
internal static class SecretObjects
{
    private static readonly SearchValues<byte> s_name =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."u8);

    private static readonly SearchValues<byte> s_quotes = SearchValues.Create("\"'\\"u8);
    private static readonly SearchValues<byte> s_structure = SearchValues.Create("{}[],:\"'\r\n"u8);

    /// <summary>Finds the values.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">The list to which the positions are added.</param>
    public static void Find(ReadOnlySpan<byte> text, List<TextSpan> found)
    {
        bool isSecret = HasSecret(text);
        for (int at = 0; (at = Next(text, at, "ata"u8)) >= 0; at += 3)
        {
            int start = text[..at].EndsWith("stringD"u8) ? at - 7 : isSecret && text[..at].EndsWith("d"u8) ? at - 1 : -1;
            if (start >= 0 && IsKey(text, start, at + 3, out int value))
            {
                at = Math.Max(at, Values(text, start, value, found) - 3);
            }
        }
    }

    private static int Next(ReadOnlySpan<byte> text, int from, ReadOnlySpan<byte> word)
    {
        int next = from < text.Length ? text[from..].IndexOf(word) : -1;
        return next < 0 ? -1 : from + next;
    }

    private static bool HasSecret(ReadOnlySpan<byte> text)
    {
        for (int at = 0; (at = Next(text, at, "kind"u8)) >= 0; at += 4)
        {
            if (IsKey(text, at, at + 4, out int value))
            {
                ReadOnlySpan<byte> kind = text[value..].TrimStart(" \t\"'\\"u8);
                if (kind.StartsWith("Secret"u8) && !(kind.Length > 6 && s_name.Contains(kind[6]) && !kind.StartsWith("SecretList"u8)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // A key is a whole word, quoted or not, and a colon follows.
    private static bool IsKey(ReadOnlySpan<byte> text, int start, int end, out int value)
    {
        value = end;
        if (start > 0 && s_name.Contains(text[start - 1]))
        {
            return false;
        }

        while (value < text.Length && s_quotes.Contains(text[value]))
        {
            value++;
        }

        while (value < text.Length && text[value] is (byte)' ' or (byte)'\t')
        {
            value++;
        }

        return value < text.Length && text[value++] == ':';
    }

    private static int Values(ReadOnlySpan<byte> text, int key, int at, List<TextSpan> found)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        if (at == text.Length || text[at] is (byte)'\r' or (byte)'\n')
        {
            return Block(text, key, at, found);
        }

        return text[at] == '{' ? Flow(text, at, found) : text[at..].StartsWith("map["u8) ? GoMap(text, at + 4, found) : at;
    }

    // The values of a JSON or a YAML flow mapping, up to its closing brace.
    private static int Flow(ReadOnlySpan<byte> text, int at, List<TextSpan> found)
    {
        int depth = 0;
        bool isValue = false;
        while (at < text.Length)
        {
            int skipped = text[at..].IndexOfAny(s_structure);
            int end = skipped < 0 ? text.Length : at + skipped;
            if (isValue)
            {
                Hide(text, at, end, found);
            }

            if (end == text.Length)
            {
                return end;
            }

            byte character = text[end];
            at = end + 1;
            switch (character)
            {
                case (byte)'"' or (byte)'\'':
                    int close = EndOfString(text, at, character, Backslashes(text, end, 0));
                    if (isValue)
                    {
                        Hide(text, at, close, found);
                    }

                    at = Math.Min(close + 1, text.Length);
                    break;
                case (byte)':':
                    isValue = true;
                    break;
                case (byte)',':
                    isValue = false;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    isValue = false;
                    break;
                case (byte)'}' or (byte)']':
                    isValue = false;
                    if (--depth <= 0)
                    {
                        return at;
                    }

                    break;
            }
        }

        return at;
    }

    // In JSON within a string, the quotation marks themselves are escaped, so the end has as many backslashes as the start.
    private static int EndOfString(ReadOnlySpan<byte> text, int at, byte quote, int backslashes)
    {
        int start = at;
        while (at < text.Length)
        {
            int next = text[at..].IndexOf(quote);
            if (next < 0)
            {
                break;
            }

            at += next;
            int own = Backslashes(text, at, start);
            if (own <= backslashes || (backslashes == 0 && own % 2 == 0))
            {
                return at;
            }

            at++;
        }

        return text.Length;
    }

    private static int Backslashes(ReadOnlySpan<byte> text, int at, int from)
    {
        int start = at;
        while (start > from && text[start - 1] == '\\')
        {
            start--;
        }

        return at - start;
    }

    // The content of a map that Go printed, up to its closing bracket.
    private static int GoMap(ReadOnlySpan<byte> text, int at, List<TextSpan> found)
    {
        int depth = 1;
        int end = at;
        for (; end < text.Length && depth > 0; end++)
        {
            depth += text[end] == '[' ? 1 : text[end] == ']' ? -1 : 0;
        }

        int last = depth == 0 ? end - 1 : end;
        Hide(text, at, last, found);
        return end;
    }

    // The values of a YAML block mapping: the lines that are indented further than the key.
    private static int Block(ReadOnlySpan<byte> text, int key, int at, List<TextSpan> found)
    {
        int indent = Indent(text[(text[..key].LastIndexOf((byte)'\n') + 1)..]);
        int first = -1;
        while (at < text.Length)
        {
            int feed = text[at..].IndexOf((byte)'\n');
            if (feed < 0)
            {
                return text.Length;
            }

            int start = at + feed + 1;
            int length = text[start..].IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = length < 0 ? text[start..] : text.Slice(start, length);
            at = start + line.Length;
            int own = Indent(line);
            if (own == line.TrimEnd("\r"u8).Length)
            {
                continue;
            }

            if (own <= indent)
            {
                return start;
            }

            first = first < 0 ? own : first;
            int colon = own == first ? line.IndexOf((byte)':') : -1;
            Hide(text, start + (colon < 0 ? own : colon + 1), at, found);
        }

        return at;
    }

    private static int Indent(ReadOnlySpan<byte> line)
    {
        int text = line.IndexOfAnyExcept((byte)' ');
        return text < 0 ? line.Length : text;
    }

    private static void Hide(ReadOnlySpan<byte> text, int start, int end, List<TextSpan> found)
    {
        while (start < end && text[start] is (byte)' ' or (byte)'\t' or (byte)'\\' or (byte)'"' or (byte)'\'')
        {
            start++;
        }

        while (end > start && text[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\\' or (byte)'"' or (byte)'\'')
        {
            end--;
        }

        if (end > start && !text[start..end].SequenceEqual("[redacted]"u8))
        {
            found.Add(new TextSpan(start, end));
        }
    }
}
