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
    private const string NoSecret = $$"""(?![\\"'\[]*\[redacted\]|{{Quote}}?(?:(?:\$\([a-z0-9_]+\)|\$\{[a-z0-9_]+\}|%[a-z0-9_]+%|null|nil|<nil>|true|false){{End}}|\{\{))""";

    // A value: in escaped quotes, in quotes (to the end of the text where they are not closed), or as far as it goes.
    private const string Value =
        $$"""{{NoSecret}}(?:\\+"(?<secret>(?:[^"\\\r\n]|\\+[^"\\\r\n])+)|"(?<secret>(?:[^"\\\r\n]|\\[^\r\n])+)|\\*'(?<secret>[^'\r\n]+)|(?!\\+["'])(?<secret>{{Plain}}+))""";

    // Between a name and its value.
    private const string Is = $"""{Quote}?[ \t]*[:=][ \t]*""";

    // The alternatives. None looks far ahead without being sure of a match, so that a long line takes no long time. Every one needs one of the texts in SecretAnchors to match; who adds one here adds its text there.
    private const string Pattern =
        $$"""
        # The activation code: as a field, an argument, an environment variable or a Helm value; as the value of an env entry;
        # as the agent's own argument; as a key of a Secret.
        activation[-_.\ ]?code{{Is}}{{Value}}
        |--activation\.code{{Quote}}?,?[ \t]+(?!string\b){{Value}}
        |EKS_ACTIVATION_CODE{{Quote}}?[,\x00-\x20]*{{Quote}}?value{{Is}}{{Value}}
        |(?<![a-z0-9_])--?code[=\ ]{{Quote}}?(?<secret>[a-z0-9+/_-]{20,})
        |(?<![a-z0-9_.-])code{{Quote}}?[ \t]*:[ \t]*{{Quote}}?(?=[a-z+/_-]*[0-9])(?<secret>[a-z0-9+/_-]{20,}={0,2})

        # Fields that are secret by their name.
        |(?:private[-_]?key|client[-_]?key[-_]?data|secret[-_]?access[-_]?key|aws_secret_key|client[-_]?secret|pass(?:word|wd|phrase)|web[-_]?identity[-_]?token|token[-_]?value){{Is}}{{Value}}
        |<(?:SecretAccessKey|SessionToken)>(?!\[redacted\])(?<secret>[^<]+)
        |(?<![a-z])(?:(?:session|security|access|bearer|refresh|id|auth|api)[-_]?token{{Is}}|token{{Quote}}?[ \t]*=[ \t]*){{Value}}

        # A token that is a field of YAML or JSON, stands in quotes, or looks like one: "token: expired" is not.
        |(?<![a-z])token(?<=(?:["']|(?:^|[\r\n{,])[ \t]*(?:-[ \t]+)?)token){{Quote}}?[ \t]*:[ \t]*{{Value}}
        |(?<![a-z])token{{Quote}}?[ \t]*:[ \t]*(?={{Quote}}){{Value}}
        |(?<![a-z])token{{Quote}}?[ \t]*:[ \t]*{{Quote}}?(?={{Plain}}{16})(?={{Plain}}{0,64}[0-9])(?<secret>{{Plain}}+)

        # Authorization headers, and what is left of one.
        |authorization{{Quote}}?[ \t]*[:=][\ \t\["'\\]*(?:Bearer|Basic|Negotiate|Digest)[ \t]+(?!\[redacted\])(?<secret>{{Plain}}+)
        |(?<![a-z0-9_])(?:Bearer|Basic)[ \t]+(?={{Plain}}{24}|(?-i:{{Plain}}{0,24}(?:[0-9=]|[a-z][A-Z])))(?<secret>{{Plain}}{8,})
        |(?<![a-z])Signature=(?<secret>[0-9a-f]{32,})

        # Tokens that are known by their beginning: JSON Web Tokens, session tokens of AWS, tokens of EKS.
        |(?<secret>(?-i:eyJ)[a-z0-9_-]{8,1024}\.[a-z0-9_-]{4,}(?:\.[a-z0-9_-]*)*)
        |(?<secret>(?-i:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz|AQoDYXdz)[a-z0-9+/=%_-]{16,})
        |k8s-aws-v1\.(?<secret>[a-z0-9_-]{16,})

        # Private keys: PEM (to the end of the text where its end is missing), PEM in base64 but for certificates, DER in base64.
        |-----BEGIN\ [A-Z0-9\ ]*PRIVATE\ KEY[A-Z\ ]*-----(?![\x00-\x20]*(?:\z|\[redacted\]))(?<secret>[\x00-\uFFFF]+?)(?:-----END|\z)
        |(?<secret>(?-i:LS0tLS1CRUdJTi(?!BDRVJUSU|BQVUJMSU))[a-z0-9+/=]+)
        |(?<secret>(?-i:MII[A-Za-z0-9+/]{2}[AQgw]IBA)[a-z0-9+/=]{40,})

        # The password in a URL, or all that stands before the @; the same without a scheme in the name of a proxy.
        |://[^\x00-\x20/:@"'<>?\#\[]*:(?!\[redacted\]@)(?<secret>[^\x00-\x20"'<>/?\#]+)@
        |://[^\x00-\x20/:@"'<>?\#\[]*:(?![0-9]{1,5}(?:[/?\#,;]|\z)|\[redacted\]@)(?<secret>(?:(?!://)[^\x00-\x20"'<>])+?)@
        |://(?!\[redacted\]@)(?<secret>[^\x00-\x20/:@"'<>?\#\[]+)@
        |proxy{{Quote}}?[:=][ \t]*{{Quote}}?[^\x00-\x20/:@"'<>]{0,256}:(?!//|\[redacted\]@)(?<secret>[^\x00-\x20"'<>/]{1,256})@

        # The secret parts of a presigned AWS URL and of a signed request.
        |X-Amz-(?:Signature|Security-Token|Credential){{Quote}}?[ \t]*(?:[:=]|%3D)[ \t]*(?![\["'\\]*\[redacted\])[\["'\\]*(?<secret>[^&\x00-\x20"'\]\\]+)
        """;

    /// <summary>Replaces the secrets in a text.</summary>
    /// <param name="text">Text from outside; null gives an empty string.</param>
    /// <returns>The text without its secrets.</returns>
    public static string Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        return SecretAnchors.MayBeIn(text) ? Judge(text) : text;
    }

    /// <summary>Replaces the secrets in a text that has an anchor. Where that takes too long, nothing of the text is given.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text without its secrets.</returns>
    internal static string Judge(string text) => Judge(text, SecretSpan());

    /// <summary>Replaces what a pattern calls "secret" in a text. Where that takes too long, nothing of the text is given.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <returns>The text without its secrets.</returns>
    internal static string Judge(string text, Regex pattern)
    {
        try
        {
            return pattern.Replace(text, Masked);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }
    }

    /// <summary>Tells whether there is a secret in a text that has an anchor.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether there is one, or it took too long to tell.</returns>
    internal static bool IsSecretIn(ReadOnlySpan<char> text)
    {
        try
        {
            return SecretSpan().IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    // Only the group "secret" goes; what shows which secret it was stays, so that a line keeps its meaning.
    private static string Masked(Match match)
    {
        Group secret = match.Groups["secret"];
        int start = secret.Index - match.Index;
        return string.Concat(match.Value.AsSpan(0, start), Mask, match.Value.AsSpan(start + secret.Length));
    }

    [GeneratedRegex(
        Pattern,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex SecretSpan();
}
