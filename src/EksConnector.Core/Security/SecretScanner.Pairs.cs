using System.Text;

namespace EksConnector.Core.Security;

/// <content>Finds values that are in a field of their own, next to a field with the name.</content>
internal ref partial struct SecretScanner
{
    // Returns whether a name is itself the value of a field such as "name", and the start of that field.
    private readonly bool IsLabelled(int start, out int label)
    {
        label = start;
        int at = start;
        int limit = Math.Max(0, start - 48);
        while (at > limit && _text[start - 1] == '/' && (_text[at - 1] == '/' || s_name.Contains(_text[at - 1])))
        {
            // The path of a JSON patch, which ends with the name.
            at--;
        }

        at = SkipBack(at, limit, " \t\"'`\\"u8);
        if (at <= limit || _text[at - 1] is not ((byte)':' or (byte)'=' or (byte)'>'))
        {
            return false;
        }

        at = SkipBack(at - 1, limit, " \t\"'`\\:="u8);
        int end = at;
        while (at > limit && char.IsAsciiLetter((char)_text[at - 1]))
        {
            at--;
        }

        label = at;
        ReadOnlySpan<byte> word = _text[at..end];
        foreach (string known in s_labels)
        {
            if (Ascii.EqualsIgnoreCase(word, known))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] s_labels = ["name", "key", "path", "env", "variable", "id", "header", "field", "type", "parameter", "ParameterName", "ParameterKey", "parametername", "N"];

    // Handles the field "value" of the object that contains the field "name", before or after it.
    private int Paired(NameKind kind, int label, int after)
    {
        kind = kind is NameKind.Token or NameKind.Short or NameKind.Secret or NameKind.Auth ? NameKind.Strong : kind;
        ReadOnlySpan<byte> ahead = _text.Slice(after, Math.Min(_text.Length - after, Window));
        int end = EndOfObject(ahead);
        int field = IndexOfValueField(ahead[..end], out int valueStart);
        bool isFar = field < 0 && end == Window && MayLookFar();
        if (isFar)
        {
            ahead = _text.Slice(after, Math.Min(_text.Length - after, FarWindow));
            end = EndOfObject(ahead);
            field = IndexOfValueField(ahead[..end], out valueStart);
        }

        if (field >= 0)
        {
            bool isElement = _text[after + valueStart - 1] == '>';
            int value = after + valueStart;
            return isElement ? TakeElement(value) : Take(kind, Separator.Equal, value, true, label, true);
        }

        if (end == ahead.Length && ahead.Length < Window)
        {
            SetPending(kind, label, true);
        }

        int behind = Math.Max(_floor, label - Window);
        if (behind >= label)
        {
            return -1;
        }

        ReadOnlySpan<byte> before = _text[behind..label];
        int begin = before.LastIndexOfAny((byte)'{', (byte)'}') + 1;
        if (begin == 0 && before.Length == Window && MayLookFar())
        {
            before = _text[Math.Max(_floor, label - FarWindow)..label];
            begin = before.LastIndexOfAny((byte)'{', (byte)'}') + 1;
        }

        int entry = before.LastIndexOf("- "u8);
        before = before[Math.Max(begin, entry < 0 ? 0 : entry)..];
        int offset = label - before.Length;
        if (IndexOfValueField(before, out valueStart) < 0)
        {
            return -1;
        }

        // A value before the name is masked without moving the scan backward.
        Take(kind, Separator.Equal, offset + valueStart, true, offset, true);
        return after;
    }

    // Handles a value without regard to its name, which may follow on a later line.
    private int Field(int at)
    {
        if ((_text[at] | 0x20) == 'i')
        {
            // The API server and kubectl quote a value that they refuse: Invalid value: "X".
            int open = at + "invalid value: \"".Length;
            int length = _text[open..Math.Min(_text.Length, open + 64)].IndexOf((byte)'"');
            return length > 0 && ValueShape.IsActivationCode(_text.Slice(open, length)) ? Hide(open, open + length) : open;
        }

        int content = SkipQuotes(at + "value".Length);
        content = content < _text.Length && _text[content] == ':' ? content + 1 : content;
        while (content < _text.Length && _text[content] == ' ')
        {
            content++;
        }

        int start = SkipQuotes(content);
        int end = EndOfPlain(start, at);
        ReadOnlySpan<byte> value = _text[start..Math.Min(end, start + Window)];
        if (value.Length < 8 || ValueShape.IsPlaceholder(value))
        {
            return start;
        }

        int sign = value.LastIndexOf((byte)'@');
        int colon = sign < 0 ? -1 : value[..sign].IndexOf((byte)':');
        if (colon > 0 && sign > colon + 2 && sign + 1 < value.Length && value[..colon].IndexOfAnyExcept(s_name) < 0 && value[colon + 1] != '/' && !value[(sign + 1)..].StartsWith("sha256:"u8))
        {
            // A proxy without a scheme: user:X@host.
            return Hide(start + colon + 1, start + sign);
        }

        int line = SkipBack(at, Math.Max(0, at - 64), " \"'\\"u8);
        bool isItem = line > 0 && _text[line - 1] == '-';
        line = SkipBack(line, Math.Max(0, at - 64), " -"u8);
        Logs.LogTime.TryReadApi(_text[..line], out _, out int time);
        if (line != time && _text[line - 1] != '\n')
        {
            return start;
        }

        bool isFirst = isItem || (_text[at + "value".Length] == '"' && end + 1 < _text.Length && _text[end] == '"' && _text[end + 1] == ',');
        return ValueShape.IsActivationCode(value) || (isFirst && ValueShape.LooksSecret(value, 8) && value.IndexOfAny(":/."u8) < 0) ? Hide(start, end) : start;
    }

    // Handles a private number of a JSON Web Key: "d":"X".
    private int KeyNumber(int at)
    {
        int start = SkipQuotes(at + 2);
        while (start < _text.Length && start - at < 16 && _text[start] is (byte)'p' or (byte)'q' or (byte)'i' or (byte)'"' or (byte)'\\' or (byte)':' or (byte)' ')
        {
            start++;
        }

        int length = _text[start..].IndexOfAnyExcept(s_base64);
        int end = length < 0 ? _text.Length : start + length;
        bool isLong = end - start >= (_text[at + 1] == 'k' ? 24 : 32);
        ReadOnlySpan<byte> number = _text[start..Math.Min(end, start + Window)];
        bool isRandom = isLong && _text[start - 1] == '"' && number.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0
            && number.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0 && number.IndexOfAnyInRange((byte)'a', (byte)'z') >= 0;
        return isRandom ? Hide(start, end) : start;
    }

    // Handles an activation code beside an activation ID.
    private int Identifier(int at)
    {
        if (ActivationPair.TryFind(_text, at, out TextSpan code))
        {
            Hide(code.Start, code.End);
            _floor = Math.Max(_floor, at);
        }

        return at + 4;
    }

    // A large object is searched as long as the total time is linear in the length of the text.
    private bool MayLookFar()
    {
        bool isAllowed = _far <= 2L * _text.Length;
        _far += isAllowed ? FarWindow : 0;
        return isAllowed;
    }

    private int TakeElement(int start)
    {
        int close = _text[start..].IndexOf((byte)'<');
        return Hide(start, close < 0 ? _text.Length : start + close);
    }

    // Returns the end of a JSON object or a YAML entry, or the start of the next name.
    private static int EndOfObject(ReadOnlySpan<byte> text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)'{':
                    depth++;
                    break;
                case (byte)'}' when --depth < 0:
                    return i;
                case (byte)'-' when i > 0 && i + 1 < text.Length && text[i + 1] == ' ' && (text[i - 1] is (byte)'\n' or (byte)' '):
                    return i;
            }
        }

        return text.Length;
    }

    private static int IndexOfValueField(ReadOnlySpan<byte> text, out int valueStart)
    {
        int at = 0;
        while (true)
        {
            int next = text[at..].IndexOf("alue"u8);
            next = next < 0 ? text[at..].IndexOf("ALUE"u8) : next;
            if (next < 0)
            {
                valueStart = -1;
                return -1;
            }

            int word = at + next - 1;
            at += next + 4;
            if (word < 0)
            {
                continue;
            }

            bool isWord = word == 0 || !s_name.Contains(text[word - 1]) || (text[word] == 'V' && char.IsAsciiLetterLower((char)text[word - 1]));
            if ((text[word] | 0x20) != 'v' || !isWord)
            {
                continue;
            }

            int end = at;
            while (end < text.Length && text[end] is (byte)'"' or (byte)'\'' or (byte)'\\' or (byte)' ' or (byte)'\t')
            {
                end++;
            }

            if (end < text.Length && text[end] is (byte)':' or (byte)'=' or (byte)'>')
            {
                valueStart = end + 1;
                return word;
            }
        }
    }
}
