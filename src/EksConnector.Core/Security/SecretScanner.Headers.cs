using System.Text;

namespace EksConnector.Core.Security;

/// <content>Finds secrets in HTTP headers and after the names of authentication schemes.</content>
internal ref partial struct SecretScanner
{
    // Handles the whole value of a header, to the enclosing quotation mark or the end of the line.
    private int Line(int at, int name, bool isAssigned)
    {
        int start = at;
        while (start < _text.Length && _text[start] is (byte)'[' or (byte)'"' or (byte)'\'' or (byte)'\\')
        {
            start++;
        }

        int end = EndOfHeader(start, name, start > at);
        if (_text[at..].StartsWith("{\""u8) || _text[at..].StartsWith("[{\""u8))
        {
            // The cookies of a request as JSON.
            return Hide(at, EndOfJson(at));
        }

        int plain = isAssigned ? EndOfPlain(start, name) : start;
        if (ValueShape.IsPlaceholder(_text[start..]) || (_text[start..end].IndexOf((byte)'=') < 0 && (plain <= start || !ValueShape.LooksSecret(_text[start..plain], 16))))
        {
            return Math.Max(end, start);
        }

        return Hide(start, end);
    }

    private readonly int EndOfHeader(int start, int name, bool isEnclosed)
    {
        int end = EndOfLine(start);
        byte before = name > 0 ? _text[name - 1] : (byte)0;
        int close = isEnclosed ? _text[start..end].IndexOfAny((byte)']', (byte)'"', (byte)'\'')
            : before is (byte)'"' or (byte)'\'' ? _text[start..end].IndexOf(before) : -1;
        if (close < 0)
        {
            return end;
        }

        end = start + close;
        return end > start && _text[end - 1] == '\\' ? end - 1 : end;
    }

    // Handles the credentials after the scheme of an Authorization header.
    private int Authorization(int at, int name)
    {
        int start = at;
        while (start < _text.Length && _text[start] is (byte)'[' or (byte)'"' or (byte)'\'' or (byte)'\\')
        {
            start++;
        }

        int word = start;
        while (word < _text.Length && word - start < 24 && (char.IsAsciiLetterOrDigit((char)_text[word]) || _text[word] == '-'))
        {
            word++;
        }

        ReadOnlySpan<byte> scheme = _text[start..word];
        if (scheme.StartsWith("AWS4-"u8))
        {
            // Only the signature is a secret, and it is found by its name.
            return word;
        }

        int value = word;
        while (value < _text.Length && _text[value] is (byte)' ' or (byte)'\t')
        {
            value++;
        }

        if (IsScheme(scheme) && SkipAcross(word) is int next && (next > value || next == _text.Length))
        {
            // The credentials are on the next line.
            SetPending(NameKind.Token, name, next == _text.Length);
            value = ValueShape.LooksSecret(_text[next..EndOfPlain(next, name)], 8) ? next : value;
        }

        if (value > word && scheme.Length >= 4 && !IsScheme(scheme) && !ValueShape.IsProse(scheme))
        {
            // A scheme that is not known, with a token or with parameters.
            int stop = EndOfPlain(value, name);
            ReadOnlySpan<byte> first = _text[value..stop];
            bool hasParameters = first.IndexOf((byte)'=') > 0;
            if (!ValueShape.IsPlaceholder(first) && (hasParameters || ValueShape.LooksSecret(first, 12)))
            {
                return Hide(value, hasParameters ? EndOfHeader(value, name, start > at) : stop);
            }
        }

        if (IsScheme(scheme) && value > word)
        {
            int end = Ascii.EqualsIgnoreCase(scheme, "Digest"u8) ? EndOfLine(value) : EndOfPlain(value, name);
            return ValueShape.IsPlaceholder(_text[value..]) ? end : Hide(value, end);
        }

        int plain = EndOfPlain(start, name);
        return plain > start && !ValueShape.IsPlaceholder(_text[start..]) && ValueShape.LooksSecret(_text[start..plain], 8) ? Hide(start, plain) : -1;
    }

    private static bool IsScheme(ReadOnlySpan<byte> word)
    {
        foreach (string scheme in s_schemes)
        {
            if (Ascii.EqualsIgnoreCase(word, scheme))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] s_schemes = ["Bearer", "Basic", "Negotiate", "Digest", "NTLM", "Token", "ApiKey", "Key", "SharedKey", "AWS", "Kerberos", "JWT"];

    // Handles Bearer and Basic without the name of the header, and a proxy without a scheme.
    private int Scheme(int at)
    {
        if ((_text[at] | 0x20) == 'o')
        {
            return Proxy(at);
        }

        if ((_text[at] | 0x20) == 'k')
        {
            // A token for the API server of an Amazon EKS cluster.
            int token = at + "k8s-aws-v1.".Length;
            int length = _text[token..].IndexOfAnyExcept(s_base64);
            length = length < 0 ? _text.Length - token : length;
            return length >= 16 ? Hide(token, token + length) : token;
        }

        int end = at + ((_text[at + 1] | 0x20) == 'e' ? 6 : 5);
        if (_text[end..].StartsWith(".authorization.k8s.io."u8))
        {
            // A token for a WebSocket connection, in the name of a protocol.
            int protocol = end + ".authorization.k8s.io.".Length;
            int length = _text[protocol..].IndexOfAnyExcept(s_base64);
            return Hide(protocol, length < 0 ? _text.Length : protocol + length);
        }

        int value = end;
        while (value < _text.Length && s_blanks.Contains(_text[value]))
        {
            value++;
        }

        if (value == end || value == _text.Length || (at > 0 && (char.IsAsciiLetterOrDigit((char)_text[at - 1]) || _text[at - 1] == '_')) || _text[value..].StartsWith("realm"u8))
        {
            return end;
        }

        int stop = EndOfPlain(value, at);
        ReadOnlySpan<byte> text = _text[value..stop];
        return stop - value >= 8 && !ValueShape.IsPlaceholder(_text[value..]) && (text.Length >= 24 || ValueShape.LooksSecret(text, 8) || ValueShape.IsUserAndPassword(text)) ? Hide(value, stop) : end;
    }

    private readonly int StartOfName(int at)
    {
        int start = at;
        while (start > _floor && at - start < SecretName.MaxLength && s_name.Contains(_text[start - 1]))
        {
            start--;
        }

        return start;
    }
}
