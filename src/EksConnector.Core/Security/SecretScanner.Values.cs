namespace EksConnector.Core.Security;

/// <content>Finds the end of a value and decides whether it is a secret.</content>
internal ref partial struct SecretScanner
{
    private int Take(NameKind kind, Separator separator, int at, bool isQuotedName, int name, bool isOption)
    {
        int begin = at;
        at = SkipAcross(at);
        bool isNextLine = _text[begin..at].Contains((byte)'\n') || _text[begin..at].Contains((byte)'\\');

        if (isNextLine && Logs.LogTime.TryReadApi(_text[at..], out _, out int time))
        {
            // A log with the times of its lines.
            at = SkipAcross(at + time);
        }

        if (_text[at..].StartsWith("(string) "u8))
        {
            // Go prints the type, and the length of a text.
            at += "(string) ".Length;
            int close = _text[at..].StartsWith("(len="u8) ? _text.Slice(at, Math.Min(_text.Length - at, 16)).IndexOf((byte)' ') : -1;
            at += close + 1;
        }

        // A name in bold Markdown, and the start of a here-document.
        if (_text[at..].StartsWith("** "u8))
        {
            at = SkipAcross(at + 2);
        }
        else if (_text[at..].StartsWith("<<"u8) && separator == Separator.Equal)
        {
            int line = _text.Slice(at, Math.Min(_text.Length - at, 64)).IndexOf((byte)'\n');
            at = line >= 0 ? SkipAcross(at + line) : _text.Length - at <= 64 ? _text.Length : at;
        }

        // The indicators of a YAML block scalar, and the dash of the next argument in a list.
        if (at < _text.Length && _text[at] is (byte)'|' or (byte)'>')
        {
            int indicator = at + 1;
            while (indicator < _text.Length && _text[indicator] is (byte)'-' or (byte)'+' or (byte)'2' or (byte)'4')
            {
                indicator++;
            }

            if (indicator == _text.Length || _text[indicator] is (byte)'\n' or (byte)'\r' || IsBreak(indicator))
            {
                at = SkipAcross(indicator);
                isNextLine = kind != NameKind.Token || !IsKey(name);
            }
        }

        // The API server and kubectl quote a value that they refuse.
        at += _text[at..].StartsWith("Invalid value: "u8) ? "Invalid value: ".Length : 0;

        if (at == _text.Length)
        {
            SetPending(kind, name, separator != Separator.Blank && kind is not (NameKind.Cookie or NameKind.Authorization));
            return -1;
        }

        if (isNextLine && separator == Separator.Colon && kind == NameKind.Strong && IsKey(name) && _text[at..].StartsWith("- "u8))
        {
            return Items(at);
        }

        if (isNextLine && separator == Separator.Argument && _text[at] == '-' && at + 1 < _text.Length && _text[at + 1] == ' ')
        {
            at = SkipAcross(at + 1);
        }

        if (kind == NameKind.Cookie)
        {
            return separator is Separator.Equal or Separator.Colon ? Line(at, name, separator == Separator.Equal) : -1;
        }

        if (kind == NameKind.Authorization)
        {
            return separator is Separator.Equal or Separator.Colon ? Authorization(at, name) : -1;
        }

        return TakeValue(kind, separator, at, isQuotedName, name, isOption, isNextLine);
    }

    // Handles the items of a YAML list, each on a line of its own.
    private int Items(int at)
    {
        int done = -1;
        while (at < _text.Length && _text[at..].StartsWith("- "u8))
        {
            int start = SkipQuotes(at + 2);
            int end = EndOfLine(start);
            ReadOnlySpan<byte> value = _text[start..end].TrimEnd(" \t\"'"u8);
            if (value.Length == 0 || value.IndexOf(": "u8) >= 0 || value[^1] == ':' || ValueShape.IsPlaceholder(value))
            {
                break;
            }

            done = Hide(start, start + value.Length);
            at = SkipAcross(end);
        }

        return done;
    }

    private int TakeValue(NameKind kind, Separator separator, int at, bool isQuotedName, int name, bool isOption, bool isNextLine)
    {
        // The value of a Go header, a list, or an object with the field "value".
        if (at < _text.Length && _text[at] is (byte)'[' && separator is Separator.Equal or Separator.Colon)
        {
            int close = _text.Slice(at, Math.Min(_text.Length - at, 16 * Window)).IndexOf((byte)']');
            if (close == 1)
            {
                // For example, []byte("X") and []string{"X"}.
                int open = _text.Slice(at, Math.Min(_text.Length - at, 24)).IndexOfAny((byte)'(', (byte)'{');
                at = open < 0 ? at : at + open + 1;
            }
            else if (ValueShape.IsPlaceholder(_text[(at + 1)..]) || (kind is not (NameKind.Strong or NameKind.Short)))
            {
                return -1;
            }
            else
            {
                int list = close < 0 ? EndOfLine(at) : at + close;
                return ValueShape.IsPlaceholder(_text[SkipQuotes(at + 1)..]) ? -1 : Hide(at + 1, list);
            }
        }

        if (_text[at..].StartsWith("{{"u8) && ValueShape.TryTemplateValue(_text[at..], out TextSpan template))
        {
            return Hide(at + template.Start, at + template.End);
        }

        if (at < _text.Length && _text[at] == '{' && !_text[at..].StartsWith("{{"u8) && separator is Separator.Equal or Separator.Colon)
        {
            ReadOnlySpan<byte> ahead = _text.Slice(at + 1, Math.Min(_text.Length - at - 1, Window));
            int brace = ahead.IndexOfAny((byte)'}', (byte)'\n');
            if (separator == Separator.Equal && kind is NameKind.Strong or NameKind.Short && brace > 0 && ahead[brace] == '}' && ahead[..brace].IndexOfAny("\"':{ "u8) < 0)
            {
                // A password in braces, as ODBC and JDBC allow it.
                return Hide(at + 1, at + 1 + brace);
            }

            if (IndexOfValueField(ahead[..EndOfObject(ahead)], out int field) < 0)
            {
                return -1;
            }

            if (_nesting == MaximumNesting)
            {
                // Only a hostile text has so many objects within each other, and each of them would take stack.
                return Hide(at, EndOfLine(at));
            }

            _nesting++;
            int taken = TakeValue(kind, Separator.Equal, SkipAcross(at + 1 + field), true, name, isOption, false);
            _nesting--;
            return taken;
        }

        if (at < _text.Length && _text[at] == '(' && at + 1 < _text.Length)
        {
            if (separator == Separator.Argument && char.IsAsciiLetter((char)_text[at + 1]))
            {
                // The value is a command, such as (ConvertTo-SecureString X -AsPlainText).
                return -1;
            }

            at += _text[at + 1] is (byte)'"' or (byte)'\'' ? 1 : 0;
            if (kind == NameKind.Auth && _text[at] != '(')
            {
                // A user name and a password: auth=('bob', 'X').
                ReadOnlySpan<byte> pair = _text.Slice(at, Math.Min(_text.Length - at, Window));
                int next = pair.IndexOf(", "u8);
                int closing = pair.IndexOf((byte)')');
                return next > 0 && closing > next + 4 && pair[next + 2] == pair[0] && pair[closing - 1] == pair[0] ? Hide(at + next + 3, at + closing - 1) : -1;
            }
        }

        // A YAML tag or anchor.
        if (at < _text.Length && _text[at] is (byte)'!' or (byte)'&' && separator == Separator.Colon)
        {
            int blank = _text.Slice(at, Math.Min(_text.Length - at, 32)).IndexOf((byte)' ');
            at = blank > 1 ? at + blank + 1 : at;
        }

        // A prefix of a string literal: b'X', $'X', @"X".
        if (at + 1 < _text.Length && _text[at] is (byte)'b' or (byte)'r' or (byte)'u' or (byte)'$' or (byte)'@' && _text[at + 1] is (byte)'"' or (byte)'\'')
        {
            at++;
        }

        if (at + 1 == _text.Length && _text[at] is (byte)'\\' or (byte)'`')
        {
            SetPending(kind, name, true);
            return -1;
        }

        int quote = at;
        while (quote < _text.Length && _text[quote] == '\\')
        {
            quote++;
        }

        bool isQuoted = quote < _text.Length && _text[quote] is (byte)'"' or (byte)'\'' or (byte)'`';
        int start = isQuoted ? quote + 1 : at;
        if (isQuoted && start + 1 < _text.Length && _text[start] == _text[quote] && _text[start + 1] == _text[quote])
        {
            start += 2;
        }

        if (IsSubstitution(start, out TextSpan inner))
        {
            return inner.Start == inner.End || ValueShape.IsPlaceholder(_text[inner.Start..inner.End]) ? -1 : Hide(inner.Start, inner.End);
        }

        int end = isQuoted ? EndOfQuoted(start, quote - at, _text[quote]) : EndOfPlain(start, name);
        if (isQuoted && end == _text.Length)
        {
            // The string may end on the next line.
            SetPending(kind, name, kind == NameKind.Strong);
        }

        if (end <= start)
        {
            return -1;
        }

        ReadOnlySpan<byte> value = _text[start..end];
        if (kind is NameKind.Strong or NameKind.Token && end + 1 < _text.Length && _text[end] == ' ' && IsScheme(value))
        {
            // A variable with a scheme and credentials: TOKEN=Basic X.
            int credentials = SearchEndOfPlain(end + 1);
            end = ValueShape.LooksSecret(_text[(end + 1)..credentials], 8) ? credentials : end;
            value = _text[start..end];
        }

        if (ValueShape.IsPlaceholder(_text[start..]) || (isQuoted && ValueShape.IsPlaceholder(value)))
        {
            return Math.Max(end, start);
        }

        if (!isQuoted && (IsNextField(value, separator) || ValueShape.IsExpression(value) || (separator != Separator.Equal && IsNumberOfBytes(start, end))))
        {
            return end;
        }

        if (isNextLine && (ValueShape.IsDate(value) || (separator != Separator.Argument && !IsAloneInLine(end, isQuoted))))
        {
            return -1;
        }

        if (!isQuoted && separator == Separator.Colon && ValueShape.StartsSentence(_text[start..], value.Length))
        {
            return -1;
        }

        if (!isQuoted && separator == Separator.Equal && value[0] is (byte)'/' or (byte)'.' && IsFileArgument(name))
        {
            return -1;
        }

        if (!IsSecret(kind, separator, value, isQuoted, isQuotedName, name, isOption, isNextLine))
        {
            return -1;
        }

        int hidden = Hide(kind == NameKind.UserAndPassword ? start + value.IndexOf((byte)':') + 1 : start, end);
        if (isQuoted && _text[end..].StartsWith("\" -> \""u8))
        {
            // Terraform shows a change as "X" -> "Y".
            int replacement = end + "\" -> \"".Length;
            return Hide(replacement, EndOfQuoted(replacement, 0, (byte)'"'));
        }

        return hidden;
    }

    // helm reads the value of --set-file from a file.
    private readonly bool IsFileArgument(int name)
    {
        ReadOnlySpan<byte> before = _text[Math.Max(0, name - 128)..name];
        return before[..(before.LastIndexOfAny((byte)' ', (byte)'=') is int end and >= 0 ? end : 0)].EndsWith("--set-file"u8);
    }

    // Go prints an empty field as "Password: Token:X".
    private static bool IsNextField(ReadOnlySpan<byte> value, Separator separator)
    {
        int colon = value.IndexOf((byte)':');
        return colon > 3 && value[..colon].IndexOfAnyExcept(s_name) < 0 && (value.StartsWith("ValueFrom:"u8) || separator == Separator.Colon && SecretName.KindOf(value[..colon]) is NameKind.Strong or NameKind.Token);
    }

    // kubectl describe shows the length of the values of a Secret.
    private readonly bool IsNumberOfBytes(int start, int end) =>
        _text[start..end].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && _text[end..].StartsWith(" bytes"u8);

    // The output of a command that holds a text, and a variable with a default.
    private readonly bool IsSubstitution(int at, out TextSpan inner)
    {
        inner = default;
        bool isCommand = _text[at..].StartsWith("$("u8);
        if (!isCommand && !_text[at..].StartsWith("${"u8))
        {
            return false;
        }

        ReadOnlySpan<byte> content = _text.Slice(at + 2, Math.Min(_text.Length - at - 2, Window));
        int close = content.IndexOf(isCommand ? (byte)')' : (byte)'}');
        int fallback = close < 0 ? -1 : content[..close].IndexOf(":-"u8);
        if (close < 0 || (isCommand ? content[..close].IndexOfAny((byte)'\'', (byte)'"') < 0 : fallback < 0))
        {
            return false;
        }

        inner = new TextSpan(at + 2 + (isCommand ? 0 : fallback + 2), at + 2 + close);
        return true;
    }

    private readonly bool IsSecret(
        NameKind kind, Separator separator, ReadOnlySpan<byte> value, bool isQuoted, bool isQuotedName, int name, bool isOption, bool isNextLine)
    {
        if (kind == NameKind.AccessKey && (value.StartsWith("AKIA"u8) || value.StartsWith("ASIA"u8)))
        {
            // The value is an access key ID, which is not a secret.
            return false;
        }

        if (kind == NameKind.Identifier)
        {
            return Guid.TryParseExact(System.Text.Encoding.Latin1.GetString(value[..Math.Min(value.Length, 40)]), "D", out _);
        }

        if (kind == NameKind.Short && separator == Separator.Colon && !isQuoted && _text[name..].StartsWith("PASS:"u8))
        {
            // The result of a test, unless nothing follows the value.
            return ValueShape.LooksSecret(value, 8) && IsAloneInLine(name + "PASS:".Length + 1 + value.Length, false);
        }

        // The name is the last word of a sentence.
        if (!isQuoted && value.TrimEnd(".,:;)!?"u8).Length == 0)
        {
            return false;
        }

        bool isProse = !isQuoted && ValueShape.IsProse(value);
        if (value[0] == '-' && !isQuoted && separator is Separator.Argument or Separator.Blank)
        {
            return false;
        }

        if (isProse && separator != Separator.Equal)
        {
            return false;
        }

        // The value may be prose, as in "session token: file is missing".
        bool isSpaced = !isQuoted && separator == Separator.Colon && _text[name..Math.Min(_text.Length, name + 20)].IndexOf((byte)' ') is int blank and >= 0
            && blank < 16 && _text[name + blank - 1] is not ((byte)':' or (byte)'"' or (byte)'\'') && SecretName.KindOf(_text[name..(name + blank)]) == NameKind.None;
        bool isField = (isQuotedName && isQuoted) || (kind == NameKind.Strong && IsKey(name) && IsDeeper(name, value));
        if (separator == Separator.Blank && !isQuoted && ValueShape.IsAssignment(value))
        {
            return false;
        }

        if (separator == Separator.Blank || isSpaced || (isNextLine && separator == Separator.Colon && !isField))
        {
            return kind switch
            {
                NameKind.Code => ValueShape.LooksSecret(value, 20) && !IsCodeOfError(name) && value.IndexOfAny(" .:/"u8) < 0,
                NameKind.Token when separator == Separator.Blank => ValueShape.IsBootstrapToken(value) || ValueShape.IsActivationCode(value),
                NameKind.Strong when separator == Separator.Blank && IsLogin(name) => value.Length >= 4,
                _ => ValueShape.LooksSecret(value, 8),
            };
        }

        switch (kind)
        {
            case NameKind.Strong:
            case NameKind.Short when separator == Separator.Argument:
                return separator != Separator.Argument || isOption || ValueShape.LooksSecret(value, 8);
            case NameKind.Short:
                return value[0] is not ((byte)'/' or (byte)'~') && !(value.Length > 1 && value[1] == ':');
            case NameKind.Token when separator == Separator.Argument:
                return isOption;
            case NameKind.Token:
                return separator == Separator.Equal || isQuoted || isQuotedName || isOption || IsKey(name) || ValueShape.IsBootstrapToken(value) || (value.Length >= 16 && ValueShape.LooksSecret(value, 16));
            case NameKind.Code:
                return ValueShape.LooksSecret(value, 20) && !IsCodeOfError(name) && value.IndexOfAny(" .:"u8) < 0;
            case NameKind.Secret:
                return (separator == Separator.Equal || isQuotedName || IsKey(name)) && ValueShape.LooksSecret(value, 8) && !ValueShape.IsObjectName(value);
            case NameKind.AccessKey:
                return ValueShape.LooksSecret(value, 16);
            case NameKind.Auth:
                return (isQuotedName || IsKey(name) || separator == Separator.Equal) && value.Length >= 8 && ValueShape.LooksSecret(value, 8);
            case NameKind.UserAndPassword:
                return IsUserAndPassword(value, isOption || separator == Separator.Equal);
            case NameKind.Signature:
                return separator != Separator.Argument && ValueShape.LooksSecret(value, 24);
            default:
                return false;
        }
    }

    // Returns whether a value is a user name, a colon, and a password.
    private static bool IsUserAndPassword(ReadOnlySpan<byte> value, bool isAssigned)
    {
        int colon = value.IndexOf((byte)':');
        ReadOnlySpan<byte> password = value[(colon + 1)..];
        return colon > 0 && value[..colon].IndexOfAnyExcept(s_name) < 0 && password.Length >= 4 && password[0] is not ((byte)'/' or (byte)'$' or (byte)':')
            && password.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 && (isAssigned || ValueShape.LooksSecret(password, 6));
    }

    // The file .netrc: "machine h login u password X", "default login u password X".
    private readonly bool IsLogin(int name)
    {
        ReadOnlySpan<byte> before = _text[Math.Max(0, name - Window)..name];
        before = before[(before.LastIndexOf((byte)'\n') + 1)..];
        int login = before.LastIndexOf(" login "u8);
        return login >= 0 && (before[..login].IndexOf("machine "u8) >= 0 || before[..login].EndsWith("default"u8)) && before[(login + 7)..].TrimEnd((byte)' ').IndexOf((byte)' ') < 0;
    }

    private readonly int EndOfQuoted(int start, int backslashes, byte quote)
    {
        int at = start;
        while (true)
        {
            int next = _text[at..].IndexOfAny(quote, (byte)'\n', (byte)'\r');
            if (next < 0)
            {
                return _text.Length;
            }

            int found = at + next;
            if (_text[found] != quote)
            {
                // The value was wrapped by a terminal if the closing quotation mark follows soon and before any other field.
                ReadOnlySpan<byte> rest = _text.Slice(found, Math.Min(_text.Length - found, Window));
                int close = rest.IndexOf(quote);
                if (close < 0 || rest[..close].IndexOfAny((byte)':', (byte)'=') >= 0)
                {
                    return found;
                }

                at = found + close;
                continue;
            }

            int slashes = 0;
            while (found - slashes > start && _text[found - slashes - 1] == '\\')
            {
                slashes++;
            }

            bool isEscaped = quote != '\'' && (backslashes == 0 ? slashes % 2 == 1 : slashes > backslashes);
            bool isDoubled = slashes == 0 && found > start && found + 1 < _text.Length && _text[found + 1] == quote;
            if (isEscaped)
            {
                at = found + 1;
            }
            else if (isDoubled)
            {
                at = found + 2;
            }
            else
            {
                return found - (backslashes > 0 ? slashes : quote == '\'' ? Math.Min(slashes, 1) : 0);
            }
        }
    }

    // The end of a long value that is not a secret is cached, so that it is not searched again.
    private int EndOfPlain(int start, int name)
    {
        bool isParameter = name > 0 && _text[name - 1] is (byte)'?' or (byte)'&';
        if (isParameter)
        {
            int length = _text[start..].IndexOfAny(s_endOfParameter);
            return length < 0 ? _text.Length : start + length;
        }

        if (start <= _plainStart || start >= _plainEnd)
        {
            _plainStart = start;
            _plainEnd = SearchEndOfPlain(start);
        }

        return _plainEnd;
    }

    private readonly int SearchEndOfPlain(int start)
    {
        int at = start;
        while (true)
        {
            int next = _text[at..].IndexOfAny(s_endOfPlain);
            int end = next < 0 ? _text.Length : at + next;
            if (end == start || end + 1 >= _text.Length || !char.IsAsciiLetterOrDigit((char)_text[end + 1]) || !ContinuesValue(start, end))
            {
                return end;
            }

            at = end + 1;
        }
    }

    // Returns whether a quotation mark, a comma or a semicolon is part of the value: it is directly followed by another word and not by another field.
    private readonly bool ContinuesValue(int start, int end)
    {
        if (_text[end] is (byte)'"' or (byte)'\'')
        {
            return _text[end - 1] != '\\';
        }

        if (_text[end] is not ((byte)',' or (byte)';'))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _text.Slice(end + 1, Math.Min(_text.Length - end - 1, 64));
        int length = rest.IndexOfAny(s_endOfPlain);
        return (length < 0 ? rest : rest[..length]).IndexOfAny((byte)'=', (byte)':') < 0;
    }

    // Returns the end of a short JSON object or list.
    private readonly int EndOfJson(int at)
    {
        int depth = 0;
        int end = EndOfLine(at);
        for (int i = at; i < end; i++)
        {
            depth += _text[i] is (byte)'{' or (byte)'[' ? 1 : _text[i] is (byte)'}' or (byte)']' ? -1 : 0;
            if (depth == 0)
            {
                return i + 1;
            }
        }

        return end;
    }

    private enum Separator
    {
        Equal,
        Colon,
        Argument,
        Blank,
    }
}
