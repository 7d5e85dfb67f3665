using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using EksConnector.Core.Security;

namespace EksConnector;

/// <summary>
/// The one place that all text from outside passes before a person or a file gets it. It replaces the spans
/// that are secrets and nothing else: text without a secret comes back as the same string.
/// </summary>
public static partial class Redactor
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Mask = "[redacted]";

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

    // Each alternative begins with one of the texts in SecretAnchors and is tried where such a text stands, nowhere else; what has to
    // come before it is looked at backwards. Who adds one here adds its beginning there. None looks far ahead without being sure of
    // a match, so that a long line takes no long time.
    private const string Pattern =
        $$"""
        \G(?:
        # The activation code: as a field, an argument, an environment variable or a Helm value; as the value of an env entry;
        # as the agent's own argument; as a key of a Secret.
        code(?:
            (?<=activation[-_.\ ]?code){{Is}}{{Value}}
            |(?<=--activation\.code){{Quote}}?,?[ \t]+(?!string\b){{Value}}
            |(?<=EKS_ACTIVATION_CODE){{Quote}}?[,\x00-\x20]*{{Quote}}?value{{Is}}{{Value}}
            |(?<=(?<![a-z0-9_])--?code)[=\ ]{{Quote}}?(?<secret>[a-z0-9+/_-]{20,})
            |(?<![a-z0-9_.-]code){{Quote}}?[ \t]*:[ \t]*{{Quote}}?(?=[a-z+/_-]{0,64}[0-9])(?<secret>[a-z0-9+/_-]{20,}={0,2})
        )

        # Fields that are secret by their name.
        |te[-_]?key(?<=private[-_]?key){{Is}}{{Value}}
        |key[-_]?data(?<=client[-_]?key[-_]?data){{Is}}{{Value}}
        |t[-_]?access[-_]?key(?<=secret[-_]?access[-_]?key)(?:>(?!\[redacted\])(?<secret>[^<]+)|{{Is}}{{Value}})
        |t_key(?<=aws_secret_key){{Is}}{{Value}}
        |t[-_]?secret(?<=client[-_]?secret){{Is}}{{Value}}
        |pass(?:word|wd|phrase){{Is}}{{Value}}

        # Tokens: by their name; as a field of YAML or JSON; in quotes; or what looks like one ("token: expired" does not).
        |token(?:
            (?<=X-Amz-Security-token){{Signed}}
            |[-_]?value{{Is}}{{Value}}
            |(?<=<SessionToken)>(?!\[redacted\])(?<secret>[^<]+)
            |(?<=(?:web[-_]?identity|(?<![a-z])(?:aws)?(?:session|security|access|bearer|refresh|id|auth|api))[-_]?token){{Is}}{{Value}}
            |(?<![a-z]token){{Quote}}?[ \t]*(?:
                =[ \t]*{{Value}}
                |:[ \t]*(?:
                    (?={{Quote}}){{Value}}
                    |(?<=(?:["']|(?:^|[\r\n{,])[ \t]{0,64}(?:-[ \t]{1,64})?)token{{Quote}}?[ \t]*:[ \t]*){{Value}}
                    |(?={{Plain}}{16})(?={{Plain}}{0,64}[0-9])(?<secret>{{Plain}}+)
                )
            )
        )

        # Authorization headers, and what is left of one.
        |authorization{{Quote}}?[ \t]*[:=][\ \t\["'\\]*(?:Bearer|Basic|Negotiate|Digest)[ \t]+(?!\[redacted\])(?<secret>{{Plain}}+)
        |(?:Bearer|Basic)(?<![a-z0-9_](?:Bearer|Basic))[ \t]+(?={{Plain}}{24}|(?-i:{{Plain}}{0,24}(?:[0-9=]|[a-z][A-Z])))(?<secret>{{Plain}}{8,})

        # The secret parts of a presigned AWS URL and of a signed request.
        |z-credential(?<=X-Amz-Credential){{Signed}}
        |signature(?:(?<=X-Amz-Signature){{Signed}}|(?<![a-z]signature)=(?<secret>[0-9a-f]{32,}))

        # Tokens that are known by their beginning: JSON Web Tokens, session tokens of AWS, tokens of EKS.
        |(?<secret>(?-i:eyJ)[a-z0-9_-]{8,512}\.[a-z0-9_-]{4,}(?:\.[a-z0-9_-]*)*)
        |(?<secret>(?-i:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz|AQoDYXdz)[a-z0-9+/=%_-]{16,})
        |k8s-aws-v1\.(?<secret>[a-z0-9_-]{16,})

        # Private keys: PEM (to the end of the text where its end is missing), PEM in base64 but for certificates, DER in base64.
        |te\ key(?<=-----BEGIN\ [A-Z0-9\ ]{0,40}PRIVATE\ KEY)[A-Z\ ]{0,40}-----(?![\x00-\x20]*(?:\z|\[redacted\]))(?<secret>[\x00-\uFFFF]+?)(?:-----END|\z)
        |(?<secret>(?-i:LS0tLS1CRUdJTi(?!BDRVJUSU|BQVUJMSU))[a-z0-9+/=]+)
        |(?<secret>(?-i:MII[A-Za-z0-9+/]{2}[AQgw]IBA)[a-z0-9+/=]{40,})

        # The password in a URL, or all that stands before the @; the same without a scheme in the name of a proxy.
        |://(?:
            [^\x00-\x20/:@"'<>?\#\[]*:(?!\[redacted\]@)(?<secret>[^\x00-\x20"'<>/?\#]+)@
            |[^\x00-\x20/:@"'<>?\#\[]*:(?![0-9]{1,5}(?:[/?\#,;]|\z)|\[redacted\]@)(?<secret>(?:(?!://)[^\x00-\x20"'<>])+?)@
            |(?!\[redacted\]@)(?<secret>[^\x00-\x20/:@"'<>?\#\[]+)@
        )
        |oxy(?<=proxy){{Quote}}?[:=][ \t]*{{Quote}}?[^\x00-\x20/:@"'<>]{0,256}:(?!//|\[redacted\]@)(?<secret>[^\x00-\x20"'<>/]{1,256})@
        )
        """;

    private static readonly Regex s_secret = SecretHere();

    /// <summary>Replaces the secrets in a text.</summary>
    /// <param name="text">Text from outside; null gives an empty string.</param>
    /// <returns>The text without its secrets.</returns>
    public static string Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        byte[] bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            Span<byte> narrow = bytes.AsSpan(0, text.Length);
            if (Ascii.FromUtf16(text, narrow, out _) != OperationStatus.Done)
            {
                for (int i = 0; i < text.Length; i++)
                {
                    narrow[i] = text[i] < 0x80 ? (byte)text[i] : (byte)'?';
                }
            }

            return Hide(text, narrow) ?? text;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>Hides the secrets in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="narrow">The same text, a byte for each character; a character beyond ASCII may be any byte beyond ASCII or none of an anchor.</param>
    /// <returns>The text without its secrets; null where it has none. Where it takes too long to tell, a mask and nothing of the text.</returns>
    internal static string? Hide(ReadOnlySpan<char> text, ReadOnlySpan<byte> narrow) => Hide(text, narrow, s_secret);

    /// <summary>Hides what a pattern calls "secret" in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="narrow">The same text, a byte for each character.</param>
    /// <param name="pattern">The pattern, which matches where it is tried and not further on.</param>
    /// <returns>The text without its secrets; null where it has none. Where it takes too long to tell, a mask and nothing of the text.</returns>
    internal static string? Hide(ReadOnlySpan<char> text, ReadOnlySpan<byte> narrow, Regex pattern)
    {
        string? whole = null;
        StringBuilder? clean = null;
        int copied = 0;
        int at = 0;
        try
        {
            for (int next; (next = SecretAnchors.IndexIn(narrow[at..])) >= 0;)
            {
                at += next;
                if (!pattern.IsMatch(text, at))
                {
                    at++;
                    continue;
                }

                // Only the group "secret" goes; what shows which secret it was stays, so that a line keeps its meaning.
                whole ??= text.ToString();
                Match match = pattern.Match(whole, at);
                Group secret = match.Groups["secret"];
                clean ??= new StringBuilder(whole.Length);
                clean.Append(text[copied..secret.Index]).Append(Mask);
                copied = secret.Index + secret.Length;
                at = Math.Max(match.Index + match.Length, at + 1);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }

        return clean?.Append(text[copied..]).ToString();
    }

    [GeneratedRegex(
        Pattern,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SecretHere();
}
