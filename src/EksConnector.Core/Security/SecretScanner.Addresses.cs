using System.Text;

namespace EksConnector.Core.Security;

/// <content>Finds passwords in addresses, proxy settings, connection strings, command lines, and statements.</content>
internal ref partial struct SecretScanner
{
    private int Proxy(int at)
    {
        if (at < 2 || (_text[at - 1] | 0x20) != 'r' || (_text[at - 2] | 0x20) != 'p')
        {
            return at + 3;
        }

        int start = SkipQuotes(at + 3);
        if (start < _text.Length && _text[start] is not ((byte)'=' or (byte)':' or (byte)' ') && IsLabelled(StartOfName(at), out _))
        {
            ReadOnlySpan<byte> ahead = _text.Slice(start, Math.Min(_text.Length - start, Window));
            int field = IndexOfValueField(ahead[..EndOfObject(ahead)], out int valueStart);
            start = field < 0 ? start : start + valueStart - 1;
        }
        else if (IsLabelled(StartOfName(at), out _) && _text[start..].StartsWith(" Value:"u8))
        {
            start += " Value".Length;
        }

        start = start < _text.Length && _text[start] == ' ' ? start + 1 : start;
        if (start >= _text.Length || _text[start] is not ((byte)'=' or (byte)':'))
        {
            return at + 3;
        }

        start++;
        while (start < _text.Length && _text[start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }

        start = SkipQuotes(start);
        int end = EndOfAddress(start);
        ReadOnlySpan<byte> address = _text[start..end];
        int colon = address.IndexOf((byte)':');
        int sign = address.LastIndexOf((byte)'@');
        return colon < 0 || sign < colon + 2 || address[colon..].StartsWith("://"u8) || address[(colon + 1)..].StartsWith("[redacted]@"u8)
            ? at + 3 : Hide(start + colon + 1, start + sign);
    }

    // Go quotes what it parsed as a host or a port: "lookup user:X@proxy", "invalid port \":X\"".
    private int Host(int at)
    {
        int start = SkipQuotes(at + _text[at..].IndexOf((byte)' ') + 1);
        if (Ascii.EqualsIgnoreCase(_text.Slice(at, 7), "invalid"u8))
        {
            start = at + "invalid port \"".Length;
            int close = _text.Slice(start, Math.Min(_text.Length - start, Window)).IndexOf((byte)'"');
            start += start < _text.Length && _text[start] == ':' ? 1 : 0;
            int port = close < 0 ? start : at + "invalid port \"".Length + close;
            return port <= start || _text[start..port].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 || ValueShape.IsPlaceholder(_text[start..]) ? start : Hide(start, port);
        }

        int end = EndOfAddress(start);
        int colon = _text[start..end].IndexOf((byte)':');
        int sign = _text[start..end].LastIndexOf((byte)'@');
        return colon < 0 || sign < colon + 2 || _text[(start + colon + 1)..].StartsWith("[redacted]@"u8) ? start : Hide(start + colon + 1, start + sign);
    }

    // echo X | base64, 'X' | ConvertTo-SecureString
    private int Input(int pipe)
    {
        if ((_text[pipe] | 0x20) == 'b')
        {
            int word = SkipQuotes(SkipAcross(pipe + "base64 <<<".Length));
            int stop = EndOfPlain(word, pipe);
            return stop > word && !ValueShape.IsPlaceholder(_text[word..]) && ValueShape.LooksSecret(_text[word..stop], 8) ? Hide(word, stop) : pipe + 4;
        }

        if (_text[pipe] != '|')
        {
            // echo X | docker login --password-stdin
            int first = Math.Max(_floor, pipe - Window);
            int bar = first < pipe ? _text[first..pipe].LastIndexOf((byte)'|') : -1;
            return bar < 0 || _text[(first + bar)..pipe].Contains((byte)'\n') ? pipe + 4 : Math.Max(Input(first + bar), pipe + 4);
        }

        int line = Math.Min(pipe, Math.Max(_floor, pipe - Window));
        line += _text[line..pipe].LastIndexOf((byte)'\n') + 1;
        ReadOnlySpan<byte> before = _text[line..pipe].TrimEnd(" \t"u8);
        if (before.Length == 0)
        {
            return pipe + 2;
        }

        bool isQuoted = before[^1] is (byte)'"' or (byte)'\'';
        int end = before.Length - (isQuoted ? 1 : 0);
        int start = (isQuoted ? before[..end].LastIndexOf(before[^1]) : before.LastIndexOfAny(s_blanks)) + 1;
        bool isWritten = isQuoted || before.IndexOf("echo "u8) >= 0 || before.IndexOf("printf "u8) >= 0;
        if (isWritten && start < end && !ValueShape.IsPlaceholder(before[start..end]) && ValueShape.LooksSecret(before[start..end], 8))
        {
            Hide(line + start, line + end);
        }

        return pipe + 2;
    }

    // Handles an option whose value contains a password in any program.
    private int Option(int at)
    {
        int start = SkipQuotes(at + _text[(at + 1)..].IndexOf((byte)' ') + 2);
        while (start < _text.Length && _text[start] == ' ')
        {
            start++;
        }

        start = SkipQuotes(start);
        int end = EndOfPlain(start, at);
        ReadOnlySpan<byte> value = _text[start..Math.Min(end, start + Window)];
        if (value.Length < 4 || value[0] == '-' || _text[at + 2] == 'u' || ValueShape.IsPlaceholder(value))
        {
            return at + 3;
        }

        switch (_text[at + 1] | 0x20)
        {
            case '/':
                // schtasks /rp X
                return Hide(start, end);
            case '-' when (_text[at + 2] | 0x20) == 'e':
                // powershell -enc X
                return value.Length >= 16 && value.IndexOfAnyExcept(s_tokens) < 0 ? Hide(start, end) : at + 3;
        }

        // user:X, and user:X@host for a proxy.
        int colon = value.IndexOf((byte)':');
        int sign = value.LastIndexOf((byte)'@');
        bool isProxy = (_text[at + 2] | 0x20) == '-';
        if (isProxy)
        {
            return colon > 0 && sign > colon + 1 && value[colon + 1] != '/' ? Hide(start + colon + 1, start + sign) : at + 3;
        }

        return IsUserAndPassword(value, isAssigned: true) ? Hide(start + colon + 1, end) : at + 3;
    }

    // Returns the end of the word, or the start of the next URL.
    private readonly int EndOfAddress(int start)
    {
        ReadOnlySpan<byte> rest = _text.Slice(start, Math.Min(_text.Length - start, 8 * Window));
        int next = rest.IndexOf("://"u8);
        rest = next < 0 ? rest : rest[..next];
        int end = rest.IndexOfAny(s_endOfAddress);
        return start + (end < 0 ? rest.Length : end);
    }

    // Handles the password in a URL, or everything before the @ if there is only a user name.
    private int Address(int start)
    {
        int end = EndOfAddress(start);
        if (end < _text.Length && _text[end] == ' ' && QuoteBefore(start - 3) is byte quote and > 0)
        {
            // Go quotes a URL that it cannot parse, with any content.
            int close = _text.Slice(end, Math.Min(_text.Length - end, Window)).IndexOfAny(quote, (byte)'\n');
            end = close > 0 && _text[end + close] == quote && _text[end..(end + close)].Contains((byte)'@') ? end + close : end;
        }

        ReadOnlySpan<byte> address = _text[start..end];
        int length = address.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        ReadOnlySpan<byte> authority = length < 0 ? address : address[..length];
        if (authority.Length > 0 && authority[0] == '[')
        {
            return start;
        }

        int colon = authority.IndexOf((byte)':');
        int sign = authority.LastIndexOf((byte)'@');
        if (sign < 0 && colon >= 0 && !IsPort(address[(colon + 1)..]))
        {
            // The password contains a slash, a question mark or a number sign.
            sign = address.LastIndexOf((byte)'@');
        }

        if (sign <= 0)
        {
            return start;
        }

        // The user is a token if its form shows it, or if it has an empty password.
        int password = colon >= 0 && colon < sign ? colon + 1 : 0;
        bool isToken = SecretPrefix.Of(address) is { IsSecret: true } || (password == sign && ValueShape.LooksSecret(address[..(sign - 1)], 16));
        password = isToken ? 0 : password;
        return password == sign || address[password..sign].SequenceEqual("[redacted]"u8) ? start + sign : Hide(start + password, start + sign);
    }

    // Handles the password in user:password@tcp(host)/database, the format of Go database drivers.
    private int DataSource(int sign)
    {
        if (_text[sign] == ':')
        {
            return _text[sign + 1] is (byte)'t' or (byte)'T' ? Oracle(sign + ":thin:".Length)
                : _text[sign + 1] == '*' ? PasswordFile(sign + 4, 1) : PasswordFile(sign, 3);
        }

        int start = sign;
        while (start > _floor && sign - start < Window && !s_endOfAddress.Contains(_text[start - 1]))
        {
            start--;
        }

        int colon = _text[start..sign].IndexOf((byte)':');
        return colon < 0 || ValueShape.IsPlaceholder(_text[(start + colon + 1)..sign]) ? sign + 4 : Hide(start + colon + 1, sign);
    }

    // Handles jdbc:oracle:thin:user/X@host.
    private int Oracle(int start)
    {
        ReadOnlySpan<byte> rest = _text[start..EndOfAddress(start)];
        int slash = rest.IndexOf((byte)'/');
        int sign = rest.LastIndexOf((byte)'@');
        return slash > 0 && sign > slash + 1 ? Hide(start + slash + 1, start + sign) : start;
    }

    // Handles a line of the file .pgpass: host:port:database:user:X.
    private int PasswordFile(int colon, int fields)
    {
        int at = colon + 1;
        for (int field = 0; field < fields; field++)
        {
            int length = _text.Slice(at, Math.Min(_text.Length - at, 64)).IndexOfAny((byte)':', (byte)' ', (byte)'\n');
            if (length <= 0 || _text[at + length] != ':')
            {
                return colon + 1;
            }

            at += length + 1;
        }

        int end = EndOfPlain(at, colon);
        return end - at >= 4 ? Hide(at, end) : colon + 1;
    }

    // Handles the passwords in the arguments of a program, to the end of the line or the next program with the name.
    private int CommandLine(int at)
    {
        ReadOnlySpan<byte> line = _text.Slice(at, Math.Min(_text.Length - at, Window));
        int length = line.IndexOfAny((byte)'\n', (byte)'\r');
        line = length < 0 ? line : line[..length];
        int another = line[4..].IndexOf(line[..4]);
        line = another <= 0 || line[another + 3] == '.' ? line : line[..(another + 4)];
        foreach (TextSpan secret in CommandLineSecrets.Find(line))
        {
            Hide(at + secret.Start, at + secret.End);
        }

        // The variable SSHPASS starts like the program.
        return at + 3;
    }

    // Handles a SQL statement, such as CREATE USER x IDENTIFIED BY 'X'.
    private int Statement(int at)
    {
        if ((_text[at] | 0x20) == 'k')
        {
            return NetworkCredential(at + "kcredential".Length);
        }

        int start = SkipAcross(at + "identified by".Length);
        if (_text[start..].StartsWith("PASSWORD "u8) || _text[start..].StartsWith("password "u8))
        {
            start = SkipAcross(start + "password ".Length);
        }

        int quote = SkipQuotes(start);
        if (quote == start && EndOfPlain(start, at) is int end && ValueShape.LooksSecret(_text[start..end], 8) && !ValueShape.IsPlaceholder(_text[start..end]))
        {
            // Oracle needs no quotation marks.
            return Hide(start, end);
        }

        return quote > start && quote < _text.Length && _text[quote - 1] != '\\' && (quote - start < 2 || _text[quote - 2] == '\\') && !ValueShape.IsPlaceholder(_text[quote..])
            ? Hide(quote, EndOfQuoted(quote, quote - start - 1, _text[quote - 1])) : at + 4;
    }

    // Handles the second argument of NetworkCredential('user', 'X').
    private int NetworkCredential(int at)
    {
        ReadOnlySpan<byte> line = _text.Slice(at, Math.Min(_text.Length - at, Window));
        int open = line.IndexOf((byte)'(');
        int comma = open is >= 0 and < 16 ? line[open..].IndexOf((byte)',') : -1;
        int quote = comma < 0 ? -1 : line[(open + comma)..].IndexOfAny((byte)'"', (byte)'\'');
        if (quote is < 0 or > 4)
        {
            return at;
        }

        int start = at + open + comma + quote + 1;
        return ValueShape.IsPlaceholder(_text[start..]) ? at : Hide(start, EndOfQuoted(start, 0, _text[start - 1]));
    }

    // Returns the quotation mark before the scheme of a URL, or 0 if there is none.
    private readonly byte QuoteBefore(int scheme)
    {
        int at = scheme;
        while (at > 0 && scheme - at < 12 && char.IsAsciiLetterOrDigit((char)_text[at - 1]))
        {
            at--;
        }

        return at > 0 && _text[at - 1] is (byte)'"' or (byte)'\'' ? _text[at - 1] : (byte)0;
    }

    private static bool IsPort(ReadOnlySpan<byte> text)
    {
        int digits = 0;
        while (digits < text.Length && digits < 6 && char.IsAsciiDigit((char)text[digits]))
        {
            digits++;
        }

        return digits is > 0 and <= 5 && (digits == text.Length || text[digits] is (byte)'/' or (byte)'?' or (byte)'#' or (byte)',' or (byte)';' or (byte)')');
    }
}
