using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EksConnector.Core.Security;

/// <summary>
/// What a secret looks like: groups of anchors, the texts with which it or what shows it begins, and the pattern that is tried where
/// one of them stands, and nowhere else.
/// </summary>
/// <remarks>
/// A pattern calls what is hidden "secret", and looks backwards at what has to come before its anchor. None looks far ahead without being
/// sure of a match, so that a long line takes no long time. A pattern for each group and not one for all, because a pattern is compiled
/// when it is first needed, and most texts need few of them.
/// </remarks>
internal static partial class SecretPatterns
{
    private const RegexOptions Options =
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const int TimeoutMilliseconds = 10_000;

    // Blanks, quotes and the like are those of ASCII alone: a secret may hold any other character, and the lines of a log come as
    // bytes, one character each.

    // A quote that may stand in a text that is itself quoted: \" or \\\".
    private const string Quote = """(?:\\*["'])""";

    // The characters of a value without quotes, and that it has ended.
    private const string Plain = """[^\x00-\x20"',;}\]]""";
    private const string End = """(?![^\x00-\x20"',;}\]\\])""";

    // What stands where a secret could be and is none: our own mask, a reference to a variable, a placeholder that was not replaced,
    // nothing at all.
    private const string Placeholder = """(?:\$\([a-z0-9_]+\)|\$\{[a-z0-9_]+\}|%[a-z0-9_]+%|null|nil|<nil>|true|false)""";
    private const string NoSecret = $$"""(?![\\"'\[]*\[redacted\]|{{Quote}}?(?:{{Placeholder}}{{End}}|\{\{))""";

    // A value: in escaped quotes, in quotes (to the end of the text where they are not closed), or as far as it goes.
    private const string Quoted =
        """\\+"(?<secret>(?:[^"\\\r\n]|\\+[^"\\\r\n])+)|"(?<secret>(?:[^"\\\r\n]|\\[^\r\n])+)|\\*'(?<secret>[^'\r\n]+)""";

    private const string Value =
        $$"""{{NoSecret}}(?:{{Quoted}}|(?!\\+["'])(?<secret>{{Plain}}+))""";

    // Between a name and its value.
    private const string Is = $"""{Quote}?[ \t]*[:=][ \t]*""";

    // The value of a header or of a parameter in a URL; Go shows the values of a header in brackets.
    private const string Signed =
        $$"""{{Quote}}?[ \t]*(?:[:=]|%3D)[ \t]*(?![\["'\\]*\[redacted\])[\["'\\]*(?<secret>[^&\x00-\x20"'\]\\]+)""";

    /// <summary>The anchors of each group, in lower case; anchors of a group have similar beginnings, so that few other texts are looked at.</summary>
    public static readonly string[][] Anchors =
    [
        ["code:", "code=", "code\"", "code'", "code\\", "code,", "code ", "code\t", "code\r", "code\n"],
        ["te-key", "te_key", "tekey", "te key", "key-data", "key_data", "keydata"],
        ["t-access", "t_access", "taccess", "tsecret", "t-secret", "t_secret", "t_key"],
        ["token", "password", "passwd", "passphrase"],
        ["authorization", "bearer", "basic", "signature", "z-credential"],
        ["oxy:", "oxy=", "oxy\"", "oxy'", "oxy\\"],
        ["iqojb3jpz2lu", "fwogzxivyxdz", "fqogzxivyxdz", "aqodyxdz", "k8s-aws-v1.", "ls0tls1crudjti"],
        ["://", "eyj", "mii"],
    ];

    /// <summary>The pattern of a group of anchors.</summary>
    /// <param name="group">Its place in <see cref="Anchors"/>.</param>
    /// <returns>The pattern.</returns>
    public static Regex Of(int group) => group switch
    {
        0 => ActivationCode(),
        1 => Key(),
        2 => KeyOfAws(),
        3 => TokenOrPassword(),
        4 => Authorization(),
        5 => Proxy(),
        6 => LongPrefix(),
        7 => UrlOrShortPrefix(),
        _ => throw new UnreachableException(),
    };

    // The activation code: as a field, an argument, an environment variable or a Helm value; as the agent's own argument; as the value
    // of an env entry; as a key of a Secret.
    [GeneratedRegex(
        $$"""
        \Gcode(?:
            (?:
                (?<=activation[-_.\ ]?code){{Is}}
                |(?<=--activation\.code){{Quote}}?,?[ \t]+(?!string\b)
                |(?<=EKS_ACTIVATION_CODE){{Quote}}?[,\x00-\x20]*{{Quote}}?value{{Is}}
            ){{Value}}
            |(?<=(?<![a-z0-9_])--?code)[=\ ]{{Quote}}?(?<secret>[a-z0-9+/_-]{20,})
            |(?<![a-z0-9_.-]code){{Quote}}?[ \t]*:[ \t]*{{Quote}}?(?=[a-z+/_-]{0,64}[0-9])(?<secret>[a-z0-9+/_-]{20,}={0,2})
        )
        """,
        Options,
        TimeoutMilliseconds)]
    private static partial Regex ActivationCode();

    // Private keys: by the name of a field; in PEM (to the end of the text where its end is missing).
    [GeneratedRegex(
        $$"""
        \G(?:
            (?:te[-_]?key(?<=private[-_]?key)|key[-_]?data(?<=client[-_]?key[-_]?data)){{Is}}{{Value}}
            |te\ key(?<=-----BEGIN\ [A-Z0-9\ ]{0,40}PRIVATE\ KEY)[A-Z\ ]{0,40}-----(?![\x00-\x20]*(?:\z|\[redacted\]))(?<secret>[\x00-\uFFFF]+?)(?:-----END|\z)
        )
        """,
        Options,
        TimeoutMilliseconds)]
    private static partial Regex Key();

    // Secret access keys and the secrets of clients.
    [GeneratedRegex(
        $$"""
        \Gt(?:
            [-_]?access[-_]?key(?<=secret[-_]?access[-_]?key)>(?!\[redacted\])(?<secret>[^<]+)
            |(?:[-_]?access[-_]?key(?<=secret[-_]?access[-_]?key)|_key(?<=aws_secret_key)|[-_]?secret(?<=client[-_]?secret)){{Is}}{{Value}}
        )
        """,
        Options,
        TimeoutMilliseconds)]
    private static partial Regex KeyOfAws();

    // Passwords, and tokens: by their name; as a field of YAML or JSON; in quotes; or what looks like one ("token: expired" does not).
    [GeneratedRegex(
        $$"""
        \G(?:
            token(?<=X-Amz-Security-token){{Signed}}
            |(?:
                pass(?:word|wd|phrase){{Is}}
                |token(?:
                    [-_]?value{{Is}}
                    |(?<=(?:web[-_]?identity|(?<![a-z])(?:aws)?(?:session|security|access|bearer|refresh|id|auth|api))[-_]?token){{Is}}
                    |(?<![a-z]token){{Quote}}?[ \t]*(?:
                        =[ \t]*
                        |:[ \t]*(?:(?={{Quote}})|(?<=(?:["']|(?:^|[\r\n{,])[ \t]{0,64}(?:-[ \t]{1,64})?)token{{Quote}}?[ \t]*:[ \t]*))
                    )
                )
            ){{Value}}
            |token(?<=<SessionToken)>(?!\[redacted\])(?<secret>[^<]+)
            |token(?<![a-z]token){{Quote}}?[ \t]*:[ \t]*(?={{Plain}}{16})(?={{Plain}}{0,64}[0-9])(?<secret>{{Plain}}+)
        )
        """,
        Options,
        TimeoutMilliseconds)]
    private static partial Regex TokenOrPassword();

    // Authorization headers, and what is left of one; the secret parts of a presigned AWS URL and of a signed request.
    [GeneratedRegex(
        $$"""
        \G(?:
            authorization{{Quote}}?[ \t]*[:=][\ \t\["'\\]*(?:Bearer|Basic|Negotiate|Digest)[ \t]+(?!\[redacted\])(?<secret>{{Plain}}+)
            |(?:Bearer|Basic)(?<![a-z0-9_](?:Bearer|Basic))[ \t]+(?={{Plain}}{24}|(?-i:{{Plain}}{0,24}(?:[0-9=]|[a-z][A-Z])))(?<secret>{{Plain}}{8,})
            |(?:z-credential(?<=X-Amz-Credential)|signature(?<=X-Amz-Signature)){{Signed}}
            |signature(?<![a-z]signature)=(?<secret>[0-9a-f]{32,})
        )
        """,
        Options,
        TimeoutMilliseconds)]
    private static partial Regex Authorization();

    // All that stands before the @ in a proxy's address without a scheme.
    [GeneratedRegex(
        $$"""\Goxy(?<=proxy){{Quote}}?[:=][ \t]*{{Quote}}?[^\x00-\x20/:@"'<>]{0,256}:(?!//|\[redacted\]@)(?<secret>[^\x00-\x20"'<>/]{1,256})@""",
        Options,
        TimeoutMilliseconds)]
    private static partial Regex Proxy();

    // What is known by its beginning: session tokens of AWS, tokens of EKS, PEM in base64 but for certificates and public keys.
    [GeneratedRegex(
        """
        \G(?:
            (?<secret>(?-i:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz|AQoDYXdz)[a-z0-9+/=%_-]{16,})
            |k8s-aws-v1\.(?<secret>[a-z0-9_-]{16,})
            |(?<secret>(?-i:LS0tLS1CRUdJTi(?!BDRVJUSU|BQVUJMSU))[a-z0-9+/=]+)
        )
        """,
        Options,
        TimeoutMilliseconds)]
    private static partial Regex LongPrefix();

    // The password in a URL, or all that stands before the @; JSON Web Tokens; DER in base64.
    [GeneratedRegex(
        """
        \G(?:
            ://(?:
                [^\x00-\x20/:@"'<>?\#\[]*:(?!\[redacted\]@)(?<secret>[^\x00-\x20"'<>/?\#]+)@
                |[^\x00-\x20/:@"'<>?\#\[]*:(?![0-9]{1,5}(?:[/?\#,;]|\z)|\[redacted\]@)(?<secret>(?:(?!://)[^\x00-\x20"'<>])+?)@
                |(?!\[redacted\]@)(?<secret>[^\x00-\x20/:@"'<>?\#\[]+)@
            )
            |(?<secret>(?-i:eyJ)[a-z0-9_-]{8,512}\.[a-z0-9_-]{4,}(?:\.[a-z0-9_-]*)*)
            |(?<secret>(?-i:MII[A-Za-z0-9+/]{2}[AQgw]IBA)[a-z0-9+/=]{40,})
        )
        """,
        Options,
        TimeoutMilliseconds)]
    private static partial Regex UrlOrShortPrefix();
}
