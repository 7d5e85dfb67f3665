using System.Text;

namespace EksConnector.Core.Security;

/// <content>Finds the names of secrets and decides which text is their value.</content>
internal ref partial struct SecretScanner
{
    // Handles a name, and returns the position at which the scan continues.
    private int Name(int at)
    {
        if (at < _rejected)
        {
            return at + 3;
        }

        if (_text[at..].StartsWith("Private-Lines:"u8))
        {
            return PuttyKey(at);
        }

        int start = at;
        while (start > _floor && at - start < SecretName.MaxLength - 24 && s_name.Contains(_text[start - 1]))
        {
            start--;
        }

        int end = at + 2;
        while (end < _text.Length && end - at < 24 && s_name.Contains(_text[end]))
        {
            end++;
        }

        bool isWhole = end - at < 24;
        ReadOnlySpan<byte> name = _text[start..end];
        bool isOption = name.Length > 1 && (name[0] == '-' || name.StartsWith("ConvertTo-"u8));
        end -= name.Length - name.TrimEnd("-."u8).Length;
        start += name.Length - name.TrimStart("-."u8).Length;
        if (end <= at)
        {
            return at + 3;
        }

        NameKind kind = SecretName.KindOf(_text[start..end]);
        if (_text[at..].StartsWith("trase"u8) || _text[at..].StartsWith("TRASE"u8))
        {
            // The Spanish word for password has a letter that is not ASCII.
            int letter = EndOfEnye(end);
            kind = letter > end || _text[end - 1] is (byte)'a' or (byte)'A' ? kind : NameKind.None;
            end = letter;
        }

        if (isWhole && kind is NameKind.None or NameKind.Code or NameKind.Token or NameKind.Secret or NameKind.AccessKey)
        {
            kind = WithWordsBefore(ref start, end, kind);
        }

        if (kind == NameKind.None)
        {
            if (_text[at..].StartsWith("key"u8) || _text[at..].StartsWith("KEY"u8))
            {
                int key = PrivateKey(at);
                if (key > 0)
                {
                    return key;
                }
            }

            _rejected = end;
            return at + 3;
        }

        if (kind == NameKind.Strong && PrivateKey(end - 3) is int privateKey and > 0)
        {
            return privateKey;
        }

        int done = Value(kind, start, end, isOption);
        if (done <= 0 && kind is NameKind.Strong or NameKind.Short)
        {
            ValueBefore(start);
        }

        return done > 0 ? done : end;
    }

    // Returns the end of the letters "ña", in UTF-8 or as one byte, in which JSON escapes it.
    private readonly int EndOfEnye(int at)
    {
        ReadOnlySpan<byte> rest = _text[at..];
        int length = rest.Length > 2 && rest[0] == 0xC3 && rest[1] is 0xB1 or 0x91 ? 2 : rest.Length > 1 && rest[0] is 0xF1 or 0xD1 ? 1 : 0;
        return length > 0 && rest[length] is (byte)'a' or (byte)'A' ? at + length + 1 : at;
    }

    // Handles a value that stands before its name, as in "X is the activation code".
    private void ValueBefore(int name)
    {
        int from = Math.Min(name, Math.Max(_floor, name - 96));
        ReadOnlySpan<byte> before = _text[from..name];
        before = before[(before.LastIndexOf((byte)'\n') + 1)..];
        from = name - before.Length;
        bool isJoined = before.TrimEnd(" \t"u8).EndsWith("("u8);
        int end = before.Length;
        for (int words = 0; words < 5; words++)
        {
            end = before[..end].TrimEnd(" \t(\"'`,"u8).Length;
            int start = before[..end].LastIndexOfAny((byte)' ', (byte)'\t') + 1;
            ReadOnlySpan<byte> word = before[start..end];
            if (IsOneOf(word, s_wordsBeforeNames))
            {
                isJoined |= IsOneOf(word, s_verbsBeforeNames);
                end = start;
                continue;
            }

            int first = word.Length - word.TrimStart("\"'`("u8).Length;
            word = word[first..];
            if (isJoined && ValueShape.LooksSecret(word, 8) && !ValueShape.IsPlaceholder(word) && word.IndexOfAny((byte)':', (byte)'=') < 0
                && (ValueShape.IsActivationCode(word) || (word.Length < 20 && word.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0 && word.IndexOfAny((byte)'.', (byte)'_') < 0)))
            {
                Hide(from + start + first, from + end);
                _floor = Math.Max(_floor, name);
            }

            return;
        }
    }

    private static bool IsOneOf(ReadOnlySpan<byte> word, string[] words)
    {
        foreach (string known in words)
        {
            if (Ascii.Equals(word, known))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] s_verbsBeforeNames = ["is", "was", "as", "isn't"];

    private static readonly string[] s_wordsBeforeNames = ["is", "was", "as", "isn't", "the", "a", "an", "not", "valid", "your", "its", "new", "temporary", "current", "correct", "wrong"];

    // Up to two words before the name belong to it, as in "activation code" and "Secret Access Key".
    private readonly NameKind WithWordsBefore(ref int start, int end, NameKind kind)
    {
        int at = start;
        for (int words = 0; words < 2; words++)
        {
            if (at < _floor + 2 || _text[at - 1] != ' ' || !s_name.Contains(_text[at - 2]))
            {
                break;
            }

            int word = at - 1;
            while (word > _floor && at - word < 16 && s_name.Contains(_text[word - 1]))
            {
                word--;
            }

            if (end - word > SecretName.MaxLength)
            {
                break;
            }

            NameKind longer = SecretName.KindOf(_text[word..end]);
            if (longer is NameKind.Strong or NameKind.AccessKey && kind != NameKind.Strong)
            {
                kind = longer;
                start = word;
            }

            at = word;
        }

        return kind;
    }

    private int Value(NameKind kind, int start, int end, bool isOption)
    {
        bool isQuoted = start > 0 && _text[start - 1] is (byte)'"' or (byte)'\'' or (byte)'`';
        int at = SkipQuotes(end);
        int separator = SkipAcross(at);
        if (IsRefused(start, out TextSpan refused))
        {
            // The value stands before the name, as in: invalid argument "X" for "--token" flag.
            Hide(refused.Start, refused.End);
            return end;
        }

        if (IsArgumentOf(at, out TextSpan argument))
        {
            return ValueShape.IsPlaceholder(_text[argument.Start..argument.End]) ? end : Hide(argument.Start, argument.End);
        }

        if (kind == NameKind.Literal && separator < _text.Length && _text[separator] is (byte)'=' or (byte)' ' or (byte)',')
        {
            int equals = _text.Slice(separator + 1, Math.Min(_text.Length - separator - 1, Window)).IndexOfAny((byte)'=', (byte)'\n');
            return equals > 0 && _text[separator + 1 + equals] == '=' ? Take(NameKind.Strong, Separator.Equal, separator + 2 + equals, isQuoted, start, true) : -1;
        }

        // The brackets of ${env:NAME} and of ["name"] belong to the name, and so do the signs of %NAME%.
        if (separator < _text.Length && _text[separator] is (byte)']' or (byte)'}' or (byte)')' || (separator == end && separator + 1 < _text.Length && _text[separator] == '%' && _text[separator + 1] <= 0x20))
        {
            int after = SkipAcross(SkipQuotes(separator + 1));
            separator = after < _text.Length && _text[after] is (byte)'=' or (byte)':' ? after : separator;
        }

        // A word in parentheses may follow the name, and so may a default: "activationCode (string): X", "AWS Secret Access Key [None]: X".
        if (separator > end && separator < _text.Length && _text[separator] is (byte)'(' or (byte)'[')
        {
            int close = _text.Slice(separator, Math.Min(_text.Length - separator, 24)).IndexOf(_text[separator] == '(' ? (byte)')' : (byte)']');
            int after = close < 0 ? separator : separator + close + 1;
            separator = after < _text.Length && _text[after] is (byte)'=' or (byte)':' ? after : separator;
        }

        // The number of a key: "Unseal Key 1: X".
        if (separator == end + 1 && separator + 1 < _text.Length && char.IsAsciiDigit((char)_text[separator]) && _text[separator + 1] == ':')
        {
            separator++;
        }

        if (separator == end && separator < _text.Length && kind is NameKind.Strong or NameKind.Short && _text[separator] is (byte)'(' or (byte)'%')
        {
            return _text[separator] == '(' ? Arguments(separator + 1) : Replacement(separator + 1);
        }

        // A function such as set("name", "X") gets the value as its next argument.
        bool isCall = isQuoted && at > end && start > 1 && SkipBack(start, Math.Max(0, start - 4), "\"'`\\"u8) is int open and > 0 && _text[open - 1] == '(';
        isOption |= isCall;
        if (separator == _text.Length)
        {
            bool isLabelled = IsLabelled(start, out int field);
            SetPending(kind, start, isOption || isLabelled || (kind == NameKind.Strong && IsAloneBefore(start)));
            return isLabelled ? Paired(kind, field, separator) : -1;
        }

        switch (_text[separator])
        {
            case (byte)'=' when IsUnderline(separator):
                break;
            case (byte)'=' or (byte)':':
                int value = separator;
                bool isEqual = _text[separator] == '=';
                while (value < _text.Length && value - separator < 3 && _text[value] is (byte)'=' or (byte)':' or (byte)'>')
                {
                    isEqual |= _text[value] == '=';
                    value++;
                }

                // In Go, "password:=X" is an assignment, but "token::" is not.
                return Take(kind, isEqual ? Separator.Equal : Separator.Colon, value, isQuoted, start, isOption);
            case (byte)'>' when start > 0 && (_text[start - 1] == '<' || IsInTag(start)):
                return Element(kind, separator + 1, start);
            case (byte)'>' when at > end && IsLabelled(start, out _):
                // <string name="password">X</string>
                return Element(kind, separator + 1, start);
            case (byte)'<' when separator == end && IsLabelled(start, out _) && _text[separator..].StartsWith("</key>"u8):
                // <key>password</key><string>X</string>
                int text = SkipAcross(separator + "</key>".Length);
                return _text[text..].StartsWith("<string>"u8) ? Element(kind, text + "<string>".Length, start) : -1;
            case (byte)'<' when separator == end && kind == NameKind.Strong && _text[separator..].StartsWith("</t"u8) && NextCell(separator) is int cell and > 0:
                return Element(kind, cell, start);
        }

        if (IsLabelled(start, out int label))
        {
            int paired = Paired(kind, label, separator);
            if (paired > 0)
            {
                return paired;
            }
        }

        if (kind == NameKind.Strong && _text[separator] == ',' && Paired(kind, start, separator) is int next and > 0)
        {
            return next;
        }

        // The name is in quotation marks, or the line is a CSV record: password,"X".
        bool isField = kind is NameKind.Strong or NameKind.Short && separator + 1 < _text.Length && _text[separator + 1] > 0x20;
        if (_text[separator] == ',' && at > end | isOption | isField)
        {
            if (isCall && kind is NameKind.Cookie or NameKind.Authorization)
            {
                return Take(kind, Separator.Colon, separator + 1, isQuoted, start, isOption);
            }

            return Take(kind, Separator.Argument, separator + 1, isQuoted, start, isOption);
        }

        bool isDash = _text[separator] == '-' && !_text[separator..].StartsWith("->"u8);
        bool isHeading = IsUnderline(separator);
        return isOption || _text[separator] == '|' || (separator > at && (!isDash || isHeading || ValueParameter(separator) > 0)) ? AfterBlank(kind, start, at, isOption) : -1;
    }

    // Returns whether a line of dashes or equals signs, under a heading, starts at a position.
    private readonly bool IsUnderline(int at) =>
        at > 0 && _text[at - 1] == '\n' && (_text[at..].StartsWith("---"u8) || _text[at..].StartsWith("==="u8));

    // Returns whether only list markers and quotation marks are before a name in its line.
    private readonly bool IsAloneBefore(int name)
    {
        ReadOnlySpan<byte> before = _text[Math.Max(0, name - 64)..name];
        int line = before.LastIndexOf((byte)'\n');
        if (line < 0 && name > 64)
        {
            return false;
        }

        before = before[(line + 1)..];
        Logs.LogTime.TryReadApi(before, out _, out int start);
        return before[start..].TrimStart(" \t\"'`?#*-"u8).Length == 0;
    }

    // The next cell of an HTML table: "</td><td>X".
    private readonly int NextCell(int at)
    {
        int close = at + 5;
        int open = close < _text.Length && _text[close - 1] == '>' ? SkipAcross(close) : -1;
        bool isCell = open > 0 && (_text[open..].StartsWith("<td>"u8) || _text[open..].StartsWith("<th>"u8));
        int length = isCell ? _text.Slice(open + 4, Math.Min(_text.Length - open - 4, Window)).IndexOf((byte)'<') : -1;
        return length > 0 && !ValueShape.IsProse(_text.Slice(open + 4, length)) ? open + 4 : -1;
    }

    // The content of an XML element, to its end tag.
    private int Element(NameKind kind, int start, int name)
    {
        bool isRaw = _text[start..].StartsWith("<![CDATA["u8);
        int content = isRaw ? start + "<![CDATA[".Length : start;
        int length = isRaw ? _text[content..].IndexOf("]]>"u8) : _text[content..].IndexOf((byte)'<');
        int close = length < 0 ? _text.Length : content + length;
        ReadOnlySpan<byte> value = _text[content..close].Trim(" \t\r\n"u8);
        if (value.Length == 0 && close == _text.Length)
        {
            SetPending(kind, name, isSure: true);
        }

        return value.Length == 0 || ValueShape.IsPlaceholder(value) ? -1 : Hide(content, close);
    }

    // Programs that refuse a value quote it before its name: invalid argument "X" for "--token" flag; Value 'X' at 'activationCode' failed.
    private readonly bool IsRefused(int name, out TextSpan value)
    {
        value = default;
        int from = Math.Min(name, Math.Max(_floor, name - (2 * Window)));
        ReadOnlySpan<byte> before = _text[from..name].TrimEnd("\"'`\\-. "u8);
        int length = before.Length;
        before = before.EndsWith(" flag"u8) ? before[..^5] : before;
        before = before.EndsWith(" for"u8) ? before[..^4] : before.EndsWith(" at"u8) ? before[..^3] : default;
        if (before.Length < 8 || length == name - from || before[^1] is not ((byte)'"' or (byte)'\''))
        {
            return false;
        }

        byte quote = before[^1];
        ReadOnlySpan<byte> content = before[..^1];
        int open = content.LastIndexOf(quote);
        ReadOnlySpan<byte> word = content[..Math.Max(open, 0)].TrimEnd("\\ "u8);
        if (open < 0 || !(word.EndsWith("argument"u8) || word.EndsWith("alue"u8)))
        {
            return false;
        }

        ReadOnlySpan<byte> inner = content[(open + 1)..].TrimEnd((byte)'\\');
        value = new TextSpan(from + open + 1, from + open + 1 + inner.Length);
        return inner.Length >= 4 && !ValueShape.IsPlaceholder(inner);
    }

    // PowerShell quotes a value that a parameter does not accept: parameter 'Password'. The argument "X" does not match ...
    private readonly bool IsArgumentOf(int at, out TextSpan value)
    {
        value = default;
        ReadOnlySpan<byte> rest = _text.Slice(at, Math.Min(_text.Length - at, 2 * Window));
        if (rest.Length < 4 || rest[0] != '.' || rest[1] != ' ')
        {
            return false;
        }

        int open = rest.StartsWith(". The argument \""u8) ? 16 : rest.StartsWith(". Cannot convert the \""u8) ? 22 : rest.StartsWith(". Cannot convert value \""u8) ? 24 : -1;
        int length = open < 0 ? -1 : rest[open..].IndexOf((byte)'"');
        value = new TextSpan(at + open, at + open + length);
        return length > 0;
    }

    // setPassword("X"), UserPassword("user", "X"), password(X).
    private int Arguments(int start)
    {
        int length = _text.Slice(start, Math.Min(_text.Length - start, Window)).IndexOfAny((byte)')', (byte)'\n');
        int end = length < 0 ? -1 : start + length;
        if (end < 0 || _text[end] != ')')
        {
            return -1;
        }

        int close = _text[start..end].LastIndexOfAny((byte)'"', (byte)'\'');
        if (close > 0)
        {
            int open = _text[start..(start + close)].LastIndexOf(_text[start + close]);
            (start, end) = open < 0 ? (start, end) : (start + open + 1, start + close);
        }

        return !ValueShape.IsPlaceholder(_text[start..end]) && (close > 0 || ValueShape.LooksSecret(_text[start..end], 8)) ? Hide(start, end) : -1;
    }

    // The replacement of sed, as in s~%NAME%~X~g, with any delimiter.
    private int Replacement(int sign)
    {
        if (sign + 1 >= _text.Length || _text[sign] <= 0x20 || char.IsAsciiLetterOrDigit((char)_text[sign]) || _text[sign] is (byte)'"' or (byte)'\'' or (byte)'=')
        {
            return -1;
        }

        int length = _text.Slice(sign + 1, Math.Min(_text.Length - sign - 1, 4 * Window)).IndexOfAny(_text[sign], (byte)'\n');
        int end = sign + 1 + Math.Max(length, 0);
        return end > sign + 1 && _text[end] == _text[sign] && !ValueShape.IsPlaceholder(_text[(sign + 1)..end]) ? Hide(sign + 1, end) : -1;
    }

    // Handles a value after a space, as in "activation code X", "password is X" and "--activation.code X".
    private int AfterBlank(NameKind kind, int start, int at, bool isOption)
    {
        int value = at;
        while (value < _text.Length && _text[value] is (byte)' ' or (byte)'\t')
        {
            value++;
        }

        int line = SkipAcross(value);
        if (IsUnderline(line))
        {
            // A heading that is underlined.
            int underline = _text[line..].IndexOfAnyExcept(_text[line]);
            value = SkipAcross(underline < 0 ? _text.Length : line + underline);
            if (value == _text.Length)
            {
                SetPending(kind, start, kind == NameKind.Strong);
                return -1;
            }
        }
        else if (SecureStringParameters(value) is int after && after > value)
        {
            value = after;
        }
        else if (ValueParameter(value) is int parameter and > 0)
        {
            return Take(kind, Separator.Argument, parameter, false, start, true);
        }

        if (isOption)
        {
            if (value + 1 == _text.Length && _text[value] is (byte)'\\' or (byte)'`')
            {
                SetPending(kind, start, true);
                return -1;
            }

            return Take(kind, Separator.Argument, value, false, start, isOption);
        }

        if (kind == NameKind.Auth && _text[start..].StartsWith("AUTH"u8))
        {
            return AuthCommand(start, value);
        }

        if (kind is not (NameKind.Strong or NameKind.Short or NameKind.AccessKey or NameKind.Code or NameKind.Token or NameKind.Identifier))
        {
            return -1;
        }

        ReadOnlySpan<byte> rest = _text[value..];
        if (rest.Length > 0 && rest[0] == '|')
        {
            value += rest.Length > 1 && rest[1] == ' ' ? 2 : 1;
        }
        else
        {
            foreach (string phrase in s_phrases)
            {
                if (rest.Length > phrase.Length && Ascii.Equals(rest[..phrase.Length], phrase))
                {
                    value += phrase.Length;
                    break;
                }
            }
        }

        return Take(kind, Separator.Blank, value, false, start, isOption);
    }

    // The command AUTH of Redis and SMTP at the start of a line or in quotation marks: AUTH X, AUTH user X, AUTH PLAIN X.
    private int AuthCommand(int name, int start)
    {
        int before = SkipBack(name, Math.Max(0, name - 4), " \""u8);
        bool isCommand = name == 0 || _text[name - 1] is (byte)'\n' or (byte)'"' || (before > 0 && _text[before - 1] is (byte)'>' or (byte)'\n');
        ReadOnlySpan<byte> arguments = _text.Slice(start, Math.Min(_text.Length - start, Window));
        int end = arguments.IndexOfAny((byte)'\n', (byte)'\r');
        arguments = (end < 0 ? arguments : arguments[..end]).TrimEnd(" \"\t"u8);
        int last = arguments.LastIndexOf((byte)' ') + 1;
        ReadOnlySpan<byte> value = arguments[last..].TrimStart((byte)'"');
        bool isSecret = isCommand && arguments.Count((byte)' ') <= 1 && ValueShape.LooksSecret(value, 8) && value.IndexOfAnyInRange((byte)'a', (byte)'z') >= 0;
        return isSecret ? Hide(start + arguments.Length - value.Length, start + arguments.Length) : -1;
    }

    // ConvertTo-SecureString has its value in any place, after these parameters.
    private readonly int SecureStringParameters(int at)
    {
        while (at < _text.Length && _text[at] == '-')
        {
            ReadOnlySpan<byte> rest = _text[at..];
            int length = rest.StartsWith("-String "u8) ? 8 : rest.StartsWith("-AsPlainText "u8) ? 13 : rest.StartsWith("-Force "u8) ? 7 : 0;
            if (length == 0)
            {
                break;
            }

            at += length;
        }

        return at;
    }

    // What stands between a name and its value in prose.
    private static readonly string[] s_phrases =
        ["is: ", "was: ", "has the value ", "has the literal value ", "has value ", "with value ", "with the value ", "es ", "is set to ", "set to ", "changed to ", "is ", "-> ", "was ", "equals ", "and ID are ", "and activation ID are "];

    // Returns the start of the value in "--name password --type x --value X", or -1 if there is none.
    private readonly int ValueParameter(int at)
    {
        if (at + 2 >= _text.Length || _text[at] != '-' || _text[at + 1] <= 0x20)
        {
            return -1;
        }

        ReadOnlySpan<byte> line = _text.Slice(at, Math.Min(_text.Length - at, Window));
        int end = line.IndexOfAny((byte)'\n', (byte)'\r');
        line = end < 0 ? line : line[..end];
        int value = line.IndexOf("-value "u8);
        value = value < 0 ? line.IndexOf("-Value "u8) : value;
        return value < 0 ? -1 : at + value + 7;
    }

    private readonly bool IsInTag(int start)
    {
        ReadOnlySpan<byte> before = _text[Math.Max(0, start - 32)..start];
        int open = before.LastIndexOf((byte)'<');
        return open >= 0 && before[open..].IndexOfAny((byte)' ', (byte)'/', (byte)'>') < 0;
    }

    // Returns whether a name is at the position of a YAML or JSON key: at the start of a line or an object.
    private readonly bool IsKey(int name)
    {
        int at = SkipBack(name, Math.Max(0, name - 64), " \t"u8);
        if (at > 1 && _text[at - 1] == '-')
        {
            at = SkipBack(at - 1, Math.Max(0, at - 64), " \t"u8);
        }

        return at == 0 || _text[..at].EndsWith("map["u8) || _text[at - 1] is (byte)'\n' or (byte)'\r' or (byte)'{' or (byte)',' || (at > 1 && _text[at - 1] == 'n' && _text[at - 2] == '\\');
    }

    // Returns whether a value on a separate line is indented more than the name, as in YAML.
    private readonly bool IsDeeper(int name, ReadOnlySpan<byte> value)
    {
        value.Overlaps(_text, out int offset);
        int at = -offset;
        int margin = at - SkipBack(at, Math.Max(0, at - 64), " \"'"u8);
        return margin > name - SkipBack(name, Math.Max(0, name - 64), " -\"'"u8);
    }

    private readonly bool IsCodeOfError(int name)
    {
        int at = SkipBack(name, Math.Max(0, name - 8), " "u8);
        int start = at;
        while (start > 0 && at - start < 12 && char.IsAsciiLetter((char)_text[start - 1]))
        {
            start--;
        }

        ReadOnlySpan<byte> word = _text[start..at];
        foreach (string known in s_wordsBeforeCodes)
        {
            if (at < name && Ascii.EqualsIgnoreCase(word, known))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] s_wordsBeforeCodes = ["error", "status", "exit", "result", "reason", "response", "return", "http", "country"];
}
