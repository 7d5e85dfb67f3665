using System.Text;

namespace EksConnector.Core.Security;

/// <summary>Recognizes the names of secrets, regardless of how their words are joined.</summary>
internal static class SecretName
{
    /// <summary>The length of the longest name that is recognized, in characters.</summary>
    public const int MaxLength = 64;

    // The endings of names, which can be followed by one of the suffixes.
    private static readonly (string End, NameKind Kind)[] s_ends =
    [
        ("activationcode", NameKind.Strong), ("password", NameKind.Strong), ("passwd", NameKind.Strong), ("passphrase", NameKind.Strong),
        ("passcode", NameKind.Strong), ("privatekey", NameKind.Strong), ("secretaccesskey", NameKind.Strong), ("secretkey", NameKind.Strong),
        ("apikey", NameKind.Strong), ("clientkeydata", NameKind.Strong), ("accountkey", NameKind.Strong), ("sharedkey", NameKind.Strong),
        ("sharedaccesskey", NameKind.Strong), ("masterkey", NameKind.Strong), ("signingkey", NameKind.Strong), ("encryptionkey", NameKind.Strong),
        ("subscriptionkey", NameKind.Strong), ("functionskey", NameKind.Strong), ("storagekey", NameKind.Strong), ("authkey", NameKind.Strong),
        ("clientsecret", NameKind.Strong), ("sharedsecret", NameKind.Strong), ("securestring", NameKind.Strong), ("accesskey", NameKind.AccessKey),
        ("setcookie", NameKind.Cookie), ("cookie", NameKind.Cookie), ("cookies", NameKind.Cookie), ("authorization", NameKind.Authorization), ("zsignature", NameKind.Strong),
        ("zcredential", NameKind.Strong), ("secretkeybase", NameKind.Strong), ("secretbinary", NameKind.Strong), ("basicauth", NameKind.Auth),
        ("secretstring", NameKind.Strong), ("encodedcommand", NameKind.Strong), ("connectorconfig", NameKind.AccessKey),
        ("certificatekey", NameKind.Short), ("licensekey", NameKind.Strong), ("passwort", NameKind.Strong), ("motdepasse", NameKind.Strong), ("bindpw", NameKind.Short),
        ("vationcode", NameKind.Strong), ("kennwort", NameKind.Strong), ("tokenvalue", NameKind.Strong), ("hmackey", NameKind.Strong), ("appkey", NameKind.Strong),
        ("unsealkey", NameKind.Strong), ("stringseed", NameKind.Strong), ("samlresponse", NameKind.Auth), ("samlassertion", NameKind.Auth),
        ("jsessionid", NameKind.Strong), ("phpsessid", NameKind.Strong), ("connectsid", NameKind.Strong), ("aspnetsessionid", NameKind.Strong), ("sessionid", NameKind.Signature), ("secretid", NameKind.Identifier),
        ("senha", NameKind.Strong), ("senord", NameKind.Strong), ("wachtwoord", NameKind.Strong), ("contrasena", NameKind.Strong), ("contrase", NameKind.Strong),
        ("creds", NameKind.UserAndPassword), ("credentials", NameKind.UserAndPassword), ("credential", NameKind.UserAndPassword), ("proxyuser", NameKind.UserAndPassword),
    ];

    // A token with one of these prefixes is a position in a list or the ID of a request.
    private static readonly string[] s_harmlessTokens = ["next", "continue", "continuation", "pagination", "page", "client", "request", "idempotency", "mount", "automount", "serviceaccount", "max", "num", "total"];

    // With one of these words, the value is the name of a Secret and not its content.
    private static readonly string[] s_harmlessSecrets = ["pull", "tls", "state", "existing", "from", "image", "config", "by", "for", "get", "list", "no", "this"];

    // Words that end like the name of a password.
    private static readonly string[] s_harmlessPasses = ["bypass", "compass", "trespass", "surpass", "overpass", "underpass"];

    private static readonly string[] s_suffixes = ["value", "base64", "b64", "plaintext", "plain", "text", "string", "hash"];

    /// <summary>Returns the kind of the value that belongs to a name.</summary>
    /// <param name="name">The name, with or without separators and other characters.</param>
    /// <returns>The kind; None if the value is not a secret.</returns>
    public static NameKind KindOf(ReadOnlySpan<byte> name)
    {
        Span<byte> letters = stackalloc byte[MaxLength];
        int length = 0;
        foreach (byte value in name)
        {
            if (char.IsAsciiLetterOrDigit((char)value) && length < letters.Length)
            {
                letters[length++] = (byte)char.ToLowerInvariant((char)value);
            }
        }

        ReadOnlySpan<byte> word = letters[..length].TrimEnd("0123456789"u8);
        NameKind kind = KindOfWord(word, name);
        if (kind == NameKind.None && EndsWith(word, "s") && KindOfWord(word[..^1], name[..^1]) == NameKind.Strong)
        {
            return NameKind.Strong;
        }

        foreach (string suffix in s_suffixes)
        {
            if (kind == NameKind.None && EndsWith(word, suffix))
            {
                return KindOfWord(word[..^suffix.Length], name[..^suffix.Length].TrimEnd("-_."u8));
            }
        }

        return kind;
    }

    private static NameKind KindOfWord(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name)
    {
        foreach ((string end, NameKind kind) in s_ends)
        {
            if (EndsWith(word, end))
            {
                return kind;
            }
        }

        if (EndsWith(word, "token"))
        {
            ReadOnlySpan<byte> before = word[..^5];
            return before.Length == 0 ? NameKind.Token
                : StartsWithAny(before, s_harmlessTokens) ? NameKind.None
                : IsNewWord(name, 5) || EndsWithAny(before, "id", "api", "auth", "access", "session", "security", "refresh", "bearer", "identity", "registry", "csrf", "xsrf") ? NameKind.Strong
                : NameKind.None;
        }

        if (EndsWith(word, "secret"))
        {
            ReadOnlySpan<byte> before = word[..^6];
            return StartsWithAny(before, s_harmlessSecrets) || EndsWithAny(before, s_harmlessSecrets) ? NameKind.None : NameKind.Secret;
        }

        if (EndsWith(word, "pwd") || EndsWith(word, "pass"))
        {
            // The variable SSHPASS has a password; sshpass is a program.
            bool isProgram = Ascii.Equals(word, "sshpass"u8) && char.IsAsciiLetterLower((char)name[0]);
            return isProgram || EndsWithAny(word, s_harmlessPasses) ? NameKind.None : NameKind.Short;
        }

        if (EndsWith(word, "pw"))
        {
            return name.Length == 2 ? NameKind.Auth : IsNewWord(name, 2) ? NameKind.Short : NameKind.None;
        }

        if (EndsWith(word, "code"))
        {
            return word.Length == 4 ? NameKind.Code : NameKind.None;
        }

        return EndsWith(word, "auth") && word.Length <= 5 ? NameKind.Auth
            : EndsWith(word, "dockerconfigjson") || EndsWith(word, "dockercfg") ? NameKind.Auth
            : EndsWith(word, "signature") || EndsWith(word, "sig") ? NameKind.Signature
            : EndsWith(word, "fromliteral") ? NameKind.Literal
            : NameKind.None;
    }

    // Returns whether the last letters of a name start a word: after a separator other than a space, or with an uppercase letter after a lowercase one.
    private static bool IsNewWord(ReadOnlySpan<byte> name, int length)
    {
        int start = name.Length - length;
        return start > 0 && ((!char.IsAsciiLetter((char)name[start - 1]) && name[start - 1] != ' ') || (char.IsAsciiLetterUpper((char)name[start]) && char.IsAsciiLetterLower((char)name[start - 1])));
    }

    private static bool EndsWith(ReadOnlySpan<byte> word, string end) => word.Length >= end.Length && Ascii.Equals(word[^end.Length..], end);

    private static bool StartsWithAny(ReadOnlySpan<byte> word, string[] starts)
    {
        foreach (string start in starts)
        {
            if (word.Length >= start.Length && Ascii.Equals(word[..start.Length], start))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithAny(ReadOnlySpan<byte> word, params string[] ends)
    {
        foreach (string end in ends)
        {
            if (EndsWith(word, end))
            {
                return true;
            }
        }

        return false;
    }
}
