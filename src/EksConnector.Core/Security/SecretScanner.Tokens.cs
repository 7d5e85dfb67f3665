using System.Buffers;
using System.Text;

namespace EksConnector.Core.Security;

/// <content>Finds private keys and tokens, which are recognized by their own form.</content>
internal ref partial struct SecretScanner
{
    // Handles a PEM private key, to its end or to the end of the text.
    private int PrivateKey(int key)
    {
        Span<byte> before = stackalloc byte[64];
        Ascii.ToUpper(_text[Math.Max(0, key - before.Length)..key], before, out int written);
        before = before[..written];
        before.Replace((byte)'+', (byte)' ');
        int begin = Math.Max(before.LastIndexOf("-----BEGIN "u8), before.LastIndexOf("---- BEGIN "u8));
        if (begin < 0 && before.EndsWith("PRIVATE "u8) && before.LastIndexOf("-----END "u8) is int foot and >= 0)
        {
            return EndOfCutKey(key, key - written + foot);
        }

        if (begin < 0 || before[begin..].IndexOf("PRIVATE "u8) < 0 || before[(begin + 11)..].Contains((byte)'-'))
        {
            return -1;
        }

        int dashes = _text.Slice(key, Math.Min(_text.Length - key, 48)).IndexOf("----"u8);
        if (dashes < 0)
        {
            return -1;
        }

        int start = key + dashes + 4;
        start += start < _text.Length && _text[start] == '-' ? 1 : 0;
        int end = EndOfKey(start);
        ReadOnlySpan<byte> content = _text[start..end].Trim(" \t\r\n\0"u8);
        return content.Length == 0 || content.StartsWith("[redacted]"u8) ? Math.Max(end, start) : Hide(start, end);
    }

    // Handles the private lines of a PuTTY key, to the first line that is not Base64.
    private int PuttyKey(int at)
    {
        // The header has only a number after it, so that a long line is not searched again and again.
        int length = _text.Slice(at, Math.Min(_text.Length - at, 32)).IndexOfAny((byte)'\n', (byte)'\r');
        if (length < 0)
        {
            return at + 4;
        }

        int start = at + length;
        int end = start;
        while (end < _text.Length)
        {
            int line = end;
            while (line < _text.Length && _text[line] is (byte)'\n' or (byte)'\r')
            {
                line++;
            }

            int next = EndOfLine(line);
            ReadOnlySpan<byte> content = _text[line..next].Trim(" \t"u8).TrimEnd((byte)'=');
            if (content.Length == 0 || content.IndexOfAnyExcept(s_base64) >= 0)
            {
                break;
            }

            start = start == end ? line : start;
            end = next;
        }

        return end > start ? Hide(start, end) : at + 4;
    }

    // Handles the lines before the end of a key whose beginning is not part of the text.
    private int EndOfCutKey(int key, int foot)
    {
        int end = foot > 0 && _text[foot - 1] == '\n' ? foot - 1 : foot;
        int start = end;
        for (int lines = 0; lines < LineRedactor.MaxKeyLines && start > _floor; lines++)
        {
            int stop = start == end ? end : start - 1;
            ReadOnlySpan<byte> before = _text[Math.Max(_floor, stop - 2 * Window)..stop];
            ReadOnlySpan<byte> line = before[(before.LastIndexOf((byte)'\n') + 1)..];
            if (line.Length == before.Length && stop - line.Length > 0 || !IsWrapped(line))
            {
                break;
            }

            start = stop - line.Length;
        }

        return start < end ? Math.Max(Hide(start, end), key + 3) : key + 3;
    }

    private readonly int EndOfKey(int start)
    {
        int at = start;
        while (true)
        {
            // The keys of SSH2 have four dashes and a space.
            int next = _text[at..].IndexOf("----"u8);
            if (next < 0)
            {
                return _text.Length;
            }

            at += next;
            int word = at + 5;
            if (word + 3 <= _text.Length && Ascii.EqualsIgnoreCase(_text.Slice(word, 3), "END"u8))
            {
                return at;
            }

            at++;
        }
    }

    // Kubernetes before 1.22 quotes text that it cannot decode: "error found in #10 byte of ...|X|..., bigger context ...|Y|...".
    private int Excerpt(int start)
    {
        int length = _text.Slice(start, Math.Min(_text.Length - start, 4 * Window)).IndexOf("|..."u8);
        ReadOnlySpan<byte> before = _text[Math.Max(0, start - 40)..(start - 4)];
        if (before.IndexOf("byte of "u8) < 0 && before.IndexOf("context "u8) < 0)
        {
            return start;
        }

        int end = length < 0 ? EndOfLine(start) : start + length;
        return end - start == 10 && _text[start..end].SequenceEqual("[redacted]"u8) ? end : Hide(start, end);
    }

    private int Prefix(int at)
    {
        SecretPrefix? prefix = SecretPrefix.Of(_text[at..]);
        if (prefix is null)
        {
            return at + 1;
        }

        if (prefix.Form != TokenForm.Any)
        {
            return Token(prefix, at);
        }

        int content = at + prefix.Text.Length;
        int length = _text[content..].IndexOfAnyExcept(prefix.IsSecret ? s_tokens : s_base64);
        int end = length < 0 ? _text.Length : content + length;
        if (prefix.IsSecret)
        {
            return end - at >= prefix.MinimumLength ? Hide(at, EndOfWrapped(at, end)) : at + prefix.Text.Length;
        }

        if (prefix.Text is "AKIA" or "ASIA")
        {
            return KeyPair(at, end);
        }

        if (prefix.Text == "eyJ" && end < _text.Length && _text[end] == '.' && end - at >= 11)
        {
            int rest = end + 1;
            while (rest < _text.Length && (s_base64.Contains(_text[rest]) || _text[rest] == '.'))
            {
                rest++;
            }

            if (rest - end > 4)
            {
                return Hide(at, rest);
            }
        }

        if (prefix.Text == "eyJ" && EndOfToken(at, end) is int token && token > end)
        {
            return Hide(at, token);
        }

        if (end - at < prefix.MinimumLength)
        {
            return end;
        }

        while (end < _text.Length && _text[end] == '=')
        {
            end++;
        }

        // The secret may be on a later line.
        int whole = EndOfWrapped(at, end);
        return IsSecretInBase64(prefix, at, whole) || (whole > end && IsSecretInBase64(prefix, at, end)) ? Hide(StartOfBase64(at), whole) : whole;
    }

    // Handles a token whose prefix alone does not identify it.
    private int Token(SecretPrefix prefix, int at)
    {
        int content = at + prefix.Text.Length;
        if (prefix.Form == TokenForm.Word && !(IsStartOfWord(at) && ValueShape.LooksSecret(_text.Slice(content, Math.Min(_text.Length - content, 24)), 1)))
        {
            // The rest is not searched, so that the time is linear.
            return content;
        }

        int end = prefix.Form switch
        {
            TokenForm.Address => EndOfAddress(at),
            TokenForm.Exact => EndOfLetters(content),
            TokenForm.Hash => EndOfHash(content),
            TokenForm.Letters => EndOfLetters(content),
            _ => _text[content..].IndexOfAnyExcept(s_tokens) is int length and >= 0 ? content + length : _text.Length,
        };
        int start = at;
        while (prefix.Form is TokenForm.Inside or TokenForm.Bot && start > _floor && at - start < 64
            && (prefix.Form == TokenForm.Bot ? char.IsAsciiDigit((char)_text[start - 1]) : s_token.Contains(_text[start - 1])))
        {
            start--;
        }

        if (prefix.Form == TokenForm.Exact)
        {
            ReadOnlySpan<byte> letters = _text[content..end];
            bool isRandom = end - at == prefix.MinimumLength && letters.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0
                && letters.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0 && letters.IndexOfAnyInRange((byte)'a', (byte)'z') >= 0;
            return isRandom ? Hide(at + 1, end) : content;
        }

        bool isToken = prefix.Form switch
        {
            TokenForm.Letters => IsStartOfWord(at) && end - at <= prefix.MinimumLength && _text[content..end].IndexOfAnyInRange((byte)'g', (byte)'z') >= 0,
            TokenForm.Bot => at - start >= 5,
            _ => true,
        };
        return isToken && end - start >= prefix.MinimumLength ? Hide(start, end) : content;
    }

    private readonly bool IsStartOfWord(int at) => at == 0 || !s_base64.Contains(_text[at - 1]);

    private readonly int EndOfHash(int start)
    {
        int length = _text[start..].IndexOfAny(s_endOfHash);
        return length < 0 ? _text.Length : start + length;
    }

    private readonly int EndOfLetters(int start)
    {
        int end = start;
        while (end < _text.Length && end - start < 64 && char.IsAsciiLetterOrDigit((char)_text[end]))
        {
            end++;
        }

        return end;
    }

    // The secret of an AWS access key that stands behind its ID.
    private int KeyPair(int start, int end)
    {
        int at = end;
        while (at < _text.Length && at - end < 16 && (_text[at] <= 0x20 || _text[at] is (byte)':' or (byte)'/' or (byte)',' or (byte)';' or (byte)'|' or (byte)'"' or (byte)'\''))
        {
            at++;
        }

        at += _text[at..].StartsWith("secret "u8) ? "secret ".Length : 0;
        if (at + 21 < _text.Length && _text[at + 10] == 'T' && _text[at + 19] == 'Z' && _text[at + 20] is (byte)'\t' or (byte)' ')
        {
            // The AWS CLI writes the time of the expiration between them.
            at += 21;
        }

        if (end - start == 20 && at == _text.Length && at - end < 16)
        {
            SetPending(NameKind.AccessKey, start, isSure: true);
        }

        int length = _text[at..].IndexOfAnyExcept(s_base64);
        length = length < 0 ? _text.Length - at : length;
        ReadOnlySpan<byte> value = _text.Slice(at, length);
        bool isPair = end - start == 20 && at > end && length is 40 or 41 && ValueShape.LooksSecret(value, 40) && value.IndexOfAnyInRange((byte)'g', (byte)'z') >= 0;
        return isPair ? Hide(at, at + length) : end;
    }

    // A JSON Web Token has three parts; what is missing may stand in the next lines.
    private int EndOfToken(int start, int end)
    {
        int dots = _text[start..end].Count((byte)'.');
        while (dots < 2 || _text[end - 1] == '.')
        {
            int line = end;
            while (line < _text.Length && line - end < 64 && _text[line] is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t')
            {
                line++;
            }

            if (end == _text.Length)
            {
                SetPending(NameKind.Token, start, isSure: true);
            }

            int next = EndOfLine(line);
            ReadOnlySpan<byte> part = _text[line..next].TrimEnd(" \t\"',"u8);
            if (line == end || !_text[end..line].Contains((byte)'\n') || part.IndexOfAnyExcept(s_token) >= 0
                || (dots == 0 ? part.IndexOf(".eyJ"u8) < 0 : !ValueShape.LooksSecret(part, 8)))
            {
                break;
            }

            dots += part.Count((byte)'.');
            end = line + part.Length;
        }

        return end;
    }

    // Programs wrap Base64 in lines of 64 or 76 characters.
    private readonly int EndOfWrapped(int start, int end)
    {
        while (end - start >= ShortestWrapped && end < _text.Length && _text[end] is (byte)'\n' or (byte)'\r')
        {
            int line = end;
            while (line < _text.Length && line - end < 64 && _text[line] is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t')
            {
                line++;
            }

            int next = EndOfLine(line);
            if (!IsWrapped(_text[line..next]))
            {
                break;
            }

            start = line;
            end = next;
        }

        return end;
    }

    private readonly int StartOfBase64(int at)
    {
        while (at > _floor && s_base64.Contains(_text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private readonly bool IsSecretInBase64(SecretPrefix prefix, int at, int end)
    {
        ReadOnlySpan<byte> text = _text[at..end];
        if (prefix.Text == "MII")
        {
            // An RSA key in DER, in PKCS #1 and PKCS #8: a sequence that starts with version 0.
            return text[5] is (byte)'A' or (byte)'Q' or (byte)'g' or (byte)'w' && text[6..].StartsWith("IBA"u8);
        }

        if (_depth >= MaximumDepth - 1)
        {
            return true;
        }

        int start = at - prefix.Offset;
        if (start < 0)
        {
            return false;
        }

        // The beginning of the name is in front of its part that was found.
        for (int groups = 0; prefix.IsPartOfName && groups < 4 && start - 4 >= _floor && _text[(start - 4)..start].IndexOfAnyExcept(s_base64) < 0; groups++)
        {
            start -= 4;
        }

        byte[] characters = ArrayPool<byte>.Shared.Rent(end - start + 4);
        try
        {
            int length = 0;
            foreach (byte character in _text[start..end])
            {
                if (character > 0x20)
                {
                    characters[length++] = character switch { (byte)'-' => (byte)'+', (byte)'_' => (byte)'/', _ => character };
                }
            }

            length = characters.AsSpan(0, length).TrimEnd((byte)'=').Length;
            length -= length % 4 == 1 ? 1 : 0;
            while (length % 4 != 0)
            {
                characters[length++] = (byte)'=';
            }

            if (System.Buffers.Text.Base64.DecodeFromUtf8InPlace(characters.AsSpan(0, length), out int written) != OperationStatus.Done)
            {
                return false;
            }

            ReadOnlySpan<byte> decoded = characters.AsSpan(0, written);
            if (decoded.IndexOf("PRIVATE KEY"u8) >= 0 || (decoded.IndexOf((byte)':') is > 0 and < 64 && prefix.IsUser && decoded.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0))
            {
                // The first line is sufficient to identify a key.
                return true;
            }

            List<TextSpan> inner = [];
            Scan(decoded, inner, _depth + 1, _cancellation);
            return inner.Count > 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(characters, clearArray: true);
        }
    }
}
