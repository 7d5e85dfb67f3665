using System.Buffers;
using System.Text;

namespace EksConnector.Core.Security;

/// <summary>Distinguishes values that look like secrets from words, identifiers and placeholders.</summary>
internal static class ValueShape
{
    private static readonly SearchValues<byte> s_letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);
    private static readonly SearchValues<byte> s_identifier = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"u8);
    private static readonly SearchValues<byte> s_lower = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789"u8);
    private static readonly SearchValues<byte> s_digits = SearchValues.Create("0123456789"u8);
    private static readonly SearchValues<byte> s_constant = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"u8);
    private static readonly SearchValues<byte> s_variable = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789"u8);
    private static readonly SearchValues<byte> s_words = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_ "u8);
    private static readonly byte[][] s_nothing =
        [.. new[] { "null", "nil", "none", "true", "false", "undefined", "redacted" }.Select(Encoding.ASCII.GetBytes)];

    private static readonly byte[][] s_instructions =
        [.. new[] { "YOUR_", "YOUR-", "your-", "your_", "REPLACE_", "REPLACE-", "INSERT_", "ENTER_", "replace-", "replace_" }.Select(Encoding.ASCII.GetBytes)];

    private static readonly byte[][] s_verbs =
        [.. new[] { "is", "was", "are", "were", "must", "cannot", "has", "should", "will", "does", "may" }.Select(Encoding.ASCII.GetBytes)];

    private static readonly byte[][] s_expressions =
        [.. new[] { "Read-Host", "Get-Credential", "Get-Secret", "ConvertTo-SecureString", "Import-Clixml", "os.environ", "os.Getenv(", "os.getenv(", "getenv(", "process.env.", "System.getenv(" }.Select(Encoding.ASCII.GetBytes)];

    private static readonly SearchValues<byte> s_signs = SearchValues.Create("!#$^&*+=/~?@|"u8);

    // Words that follow the name of a secret in prose.
    private static readonly HashSet<string> s_prose = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "cannot", "could", "denied", "does", "empty", "error", "expired", "failed", "for", "found",
        "from", "has", "have", "if", "in", "incorrect", "invalid", "is", "it", "malformed", "may", "mismatch", "missing", "must", "n/a", "never", "no", "none", "not",
        "of", "ok", "omitted", "on", "optional", "or", "provided", "rejected", "required", "revoked", "set", "should", "string", "the", "this", "to", "too", "undefined",
        "unable", "unauthorized", "unexpected", "unknown", "unset", "unsupported", "used", "valid", "was", "were", "will", "with", "without", "wrong", "yes",
        "could", "did", "didn't", "changed", "isn't", "won't", "doesn't", "unrecognized", "unreadable", "specified", "given", "cleared", "redacted", "hidden", "masked", "secret", "enabled", "disabled",
        "falsch", "fehlt", "leer", "abgelaufen", "erforderlich", "incorrecta", "incorrecto", "incorreta", "caducada", "requerida", "expirada", "requis", "manquant",
    };

    /// <summary>Returns whether a value is a placeholder for another value or for no value.</summary>
    /// <param name="value">The value without quotation marks; it may continue after its end.</param>
    /// <returns>True if the value is a placeholder; otherwise, false.</returns>
    public static bool IsPlaceholder(ReadOnlySpan<byte> value)
    {
        if (value.StartsWith("{{"u8))
        {
            return !TryTemplateValue(value, out _);
        }

        if (value.StartsWith("[redacted]"u8) || value.StartsWith("***"u8) || value.StartsWith("\u2022\u2022\u2022"u8) || value.StartsWith("..."u8) || value.StartsWith("(unset)"u8) || value.StartsWith("(redacted)"u8) || value.StartsWith("--- REDACTED"u8) || value.StartsWith("<set to the key "u8))
        {
            return true;
        }

        // A value that a program has masked itself.
        int masked = value.IndexOfAnyExcept(value.Length > 0 ? value[0] : (byte)0);
        if (value.Length > 3 && value[0] is (byte)'x' or (byte)'X' or (byte)'.' && (masked < 0 || (masked > 3 && value[masked] <= 0x20)))
        {
            return true;
        }

        int end = EndOfPlaceholder(value);
        return end > 0 && (end == value.Length || value[end] is <= 0x20 or (byte)'"' or (byte)'\'' or (byte)',' or (byte)';' or (byte)'}' or (byte)']' or (byte)')' or (byte)'\\');
    }

    /// <summary>Returns whether a value is code that reads the value, such as a variable or a command, and not the value.</summary>
    /// <param name="value">The value without quotation marks.</param>
    /// <returns>True if it is code; otherwise, false.</returns>
    public static bool IsExpression(ReadOnlySpan<byte> value)
    {
        if (value.Length > 2 && value[0] == '$')
        {
            ReadOnlySpan<byte> name = value[1..];
            name = name.StartsWith("env:"u8) || name.StartsWith("Env:"u8) ? name[4..] : name;
            return name.Length > 1 && name.IndexOfAnyExcept(s_identifier) < 0;
        }

        foreach (byte[] start in s_expressions)
        {
            if (value.StartsWith(start))
            {
                return true;
            }
        }

        return value is [(byte)'~'];
    }

    /// <summary>Finds the secret that a template contains instead of the name of a value, as in <c>{{ "X" | quote }}</c>.</summary>
    /// <param name="value">The value, which starts with two braces; it may continue after the template.</param>
    /// <param name="secret">The position of the secret.</param>
    /// <returns>True if there is a secret; otherwise, false.</returns>
    public static bool TryTemplateValue(ReadOnlySpan<byte> value, out TextSpan secret)
    {
        secret = default;
        ReadOnlySpan<byte> content = value[..Math.Min(value.Length, 256)];
        int end = content[2..].IndexOf("}}"u8) + 2;
        for (int at = 2; at < end; at++)
        {
            int start = at;
            while (at < end && content[at] > 0x20 && content[at] is not ((byte)'"' or (byte)'\'' or (byte)'`' or (byte)'\\' or (byte)'|' or (byte)'(' or (byte)')'))
            {
                at++;
            }

            ReadOnlySpan<byte> word = content[start..at];
            if (word.Length > 0 && word[0] is not ((byte)'.' or (byte)'$') && word.IndexOfAny((byte)'.', (byte)'_') < 0 && LooksSecret(word, 16))
            {
                secret = new TextSpan(start, at);
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether a value has the form of an activation code: 20 or a few more letters and digits in both cases.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True if it has; otherwise, false.</returns>
    public static bool IsActivationCode(ReadOnlySpan<byte> value)
    {
        if (value.Length is < 20 or > 36)
        {
            return false;
        }

        int digits = 0;
        int upper = 0;
        foreach (byte character in value)
        {
            digits += char.IsAsciiDigit((char)character) ? 1 : 0;
            upper += char.IsAsciiLetterUpper((char)character) ? 1 : 0;
            if (!char.IsAsciiLetterOrDigit((char)character) && character is not ((byte)'/' or (byte)'+'))
            {
                return false;
            }
        }

        return digits >= 2 && upper >= 2 && value[0] != '/' && !value[..^1].StartsWith("arn"u8);
    }

    /// <summary>Returns whether a value is a word that a sentence goes on after, as in "password: changeit is not allowed".</summary>
    /// <param name="text">The value and the text after it.</param>
    /// <param name="length">The length of the value.</param>
    /// <returns>True if it is; otherwise, false.</returns>
    public static bool StartsSentence(ReadOnlySpan<byte> text, int length)
    {
        if (length > 12 || length + 1 >= text.Length || text[length] != ' ' || text[..length].IndexOfAnyExceptInRange((byte)'a', (byte)'z') >= 0)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text.Slice(length + 1, Math.Min(text.Length - length - 1, 16));
        int end = rest.IndexOf((byte)' ');
        ReadOnlySpan<byte> verb = end < 0 ? rest : rest[..end];
        foreach (byte[] known in s_verbs)
        {
            if (verb.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether a value is another name with its value, as in "userpass username=bob".</summary>
    /// <param name="value">The value.</param>
    /// <returns>True if it is; otherwise, false.</returns>
    public static bool IsAssignment(ReadOnlySpan<byte> value)
    {
        int equal = value.IndexOf((byte)'=');
        return equal > 2 && equal < value.Length - 1 && value[..equal].IndexOfAnyExceptInRange((byte)'a', (byte)'z') < 0;
    }

    /// <summary>Returns whether a value is a date.</summary>
    /// <param name="value">The value, which may continue after the date.</param>
    /// <returns>True if it starts with a year, a month and a day; otherwise, false.</returns>
    public static bool IsDate(ReadOnlySpan<byte> value) =>
        value.Length >= 10 && value[4] == '-' && value[7] == '-' && value[..4].IndexOfAnyExcept(s_digits) < 0 && value[5..7].IndexOfAnyExcept(s_digits) < 0;

    /// <summary>Returns whether a value is a word of prose.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True if the value is a word of prose; otherwise, false.</returns>
    public static bool IsProse(ReadOnlySpan<byte> value)
    {
        value = value.TrimEnd(".,:;)!"u8).TrimStart("("u8);
        return value.Length <= 16 && s_prose.Contains(Encoding.Latin1.GetString(value));
    }

    /// <summary>Returns whether a value looks like a password, a code or a key, and not like a word, a name, an address or a GUID.</summary>
    /// <param name="value">The value.</param>
    /// <param name="minimum">The minimum number of characters.</param>
    /// <returns>True if the value looks like a secret; otherwise, false.</returns>
    public static bool LooksSecret(ReadOnlySpan<byte> value, int minimum)
    {
        value = value.TrimEnd(".,:;)!\\"u8);

        // The first characters are sufficient, and limit the time for long values.
        ReadOnlySpan<byte> start = value[..Math.Min(value.Length, 128)];
        if (value.Length < minimum || value[0] == '-' || start.IndexOfAny(s_letters) < 0 || start.IndexOf("://"u8) >= 0 || IsIdentifier(start))
        {
            return false;
        }

        return start.IndexOfAny(s_digits) >= 0 || start.IndexOfAny(s_signs) >= 0 || IsOddCase(start) || start.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0;
    }

    /// <summary>Returns whether a value is a bootstrap token, which joins a node to a cluster: six characters, a dot, and sixteen.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True if it is; otherwise, false.</returns>
    public static bool IsBootstrapToken(ReadOnlySpan<byte> value) =>
        value.Length == 23 && value[6] == '.' && value[7..].IndexOfAny(s_digits) >= 0
        && value[..6].IndexOfAnyExcept(s_lower) < 0 && value[7..].IndexOfAnyExcept(s_lower) < 0;

    /// <summary>Returns whether a value is <c>user:password</c> in Base64.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True if it is; otherwise, false.</returns>
    public static bool IsUserAndPassword(ReadOnlySpan<byte> value)
    {
        Span<byte> decoded = stackalloc byte[64];
        return value.Length is >= 8 and <= 80
            && System.Buffers.Text.Base64.DecodeFromUtf8(value, decoded, out _, out int length) == OperationStatus.Done
            && decoded[..length].IndexOf((byte)':') > 0
            && decoded[..length].IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;
    }

    /// <summary>Returns whether a value is the name of a Kubernetes object.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True if the value is in lowercase and contains a dash or a dot; otherwise, false.</returns>
    public static bool IsObjectName(ReadOnlySpan<byte> value)
    {
        foreach (byte character in value)
        {
            if (!char.IsAsciiLetterLower((char)character) && !char.IsAsciiDigit((char)character) && character is not ((byte)'-' or (byte)'.' or (byte)'/'))
            {
                return false;
            }
        }

        return value.IndexOfAny((byte)'-', (byte)'.', (byte)'/') >= 0;
    }

    private static int EndOfPlaceholder(ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> start = value[..Math.Min(value.Length, 80)];
        if (start.Length > 3 && start[0] == '$' && start[1] is (byte)'(' or (byte)'{')
        {
            return start.IndexOf(start[1] == '(' ? (byte)')' : (byte)'}') + 1;
        }

        if (start.Length > 2 && start[0] == '$')
        {
            // An environment variable with a conventional name.
            int end = start[1..].IndexOfAnyExcept(s_constant);
            return end < 0 ? start.Length : end > 1 ? end + 1 : 0;
        }

        if (start.Length > 2 && start[0] == '%')
        {
            int end = start[1..].IndexOf((byte)'%') + 2;
            return end > 2 && start[1..(end - 1)].IndexOfAnyExcept(s_variable) < 0 ? end : 0;
        }

        if (start.Length > 2 && start[0] == '<')
        {
            int end = start.IndexOf((byte)'>') + 1;
            return end > 2 && start[1..(end - 1)].IndexOfAnyExcept(s_words) < 0 ? end : 0;
        }

        foreach (byte[] instruction in s_instructions)
        {
            if (start.StartsWith(instruction))
            {
                // For example, YOUR_CODE.
                int end = start.IndexOfAnyExcept(s_words);
                end = end < 0 ? start.Length : end;
                int blank = start.IndexOf((byte)' ');
                return blank >= 0 && blank < end ? blank : end;
            }
        }

        foreach (byte[] word in s_nothing)
        {
            if (start.Length >= word.Length && Ascii.EqualsIgnoreCase(start[..word.Length], word))
            {
                return word.Length;
            }
        }

        return 0;
    }

    // Matches GUIDs, digests, ARNs, paths, IP addresses, constants such as ERR_2_NAMES, and object names with a dash.
    private static bool IsIdentifier(ReadOnlySpan<byte> value)
    {
        if (value.Length >= 36 && value[8] == '-' && value[13] == '-' && value[18] == '-' && value[23] == '-')
        {
            return true;
        }

        if (value.StartsWith("sha256:"u8) || value.StartsWith("arn:"u8) || value.StartsWith("/"u8) || value.StartsWith("./"u8))
        {
            return true;
        }

        if (value.Contains((byte)'_') && value.IndexOfAnyInRange((byte)'a', (byte)'z') < 0)
        {
            return true;
        }

        return value.Contains((byte)'-') && IsObjectName(value) && value.Length < 40 && value.IndexOf((byte)'-') > 0;
    }

    // Matches uppercase letters within a word, except in names such as ExpiredTokenException and SSMAgent.
    private static bool IsOddCase(ReadOnlySpan<byte> value)
    {
        int upper = 0;
        int lower = 0;
        int odd = 0;
        foreach (byte character in value)
        {
            if (char.IsAsciiLetterUpper((char)character))
            {
                odd += upper == 0 && lower == 1 ? 1 : 0;

                upper++;
                lower = 0;
            }
            else if (char.IsAsciiLetterLower((char)character))
            {
                if (upper > 6)
                {
                    return true;
                }

                upper = 0;
                lower++;
            }
        }

        return upper > 12 || odd > 1;
    }
}
