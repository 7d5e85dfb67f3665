using System.Text.RegularExpressions;

namespace EksConnector;

/// <summary>
/// The one place that all text from outside passes before a person or a file gets it. It replaces the spans
/// that are secrets and nothing else: text without a secret comes back as the same string.
/// </summary>
public static partial class Redactor
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Mask = "[redacted]";

    /// <summary>Replaces the secrets in a text.</summary>
    /// <param name="text">Text from outside; null gives an empty string.</param>
    /// <returns>The text without its secrets.</returns>
    public static string Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        return SecretSpan().Replace(text, Masked);
    }

    // Only the group "secret" goes; what shows which secret it was stays, so that a line keeps its meaning.
    private static string Masked(Match match)
    {
        Group secret = match.Groups["secret"];
        int start = secret.Index - match.Index;
        return string.Concat(match.Value.AsSpan(0, start), Mask, match.Value.AsSpan(start + secret.Length));
    }

    // The alternatives, in their order:
    // 1. the activation code as an argument, an environment variable or a Helm value;
    // 2. "name: value" and "name=value" of fields that are secret by their name, quoted or not;
    // 3. the credentials of an Authorization header; 4. a JSON Web Token anywhere;
    // 5. a PEM private key; 6. the password in a URL; 7. the secret parts of a presigned AWS URL.
    [GeneratedRegex(
        """
        (?:--activation\.code[= ]|EKS_ACTIVATION_CODE["']?\s*[:=]\s*["']?|activationCode["']?\s*[:=]\s*["']?)(?!\$\()(?<secret>[^\s"',;}\]]+)
        |(?<![A-Za-z])(?:privateKey|private_key|client-key-data|clientKeyData|aws_secret_access_key|SecretAccessKey|aws_session_token|SessionToken|password|id-token|refresh-token|access_token|bearer_?token)["']?\s*[:=]\s*["']?(?!\[redacted\])(?<secret>[^\s"',;}\]]+)
        |\b(?:Bearer|Basic)\s+(?<secret>[A-Za-z0-9\-._~+/]{8,}=*)
        |(?<secret>\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*)
        |-----BEGIN\ [A-Z ]*PRIVATE\ KEY-----(?<secret>[^-]+)(?:-----END|$)
        |://[^\s/:@"']*:(?<secret>[^\s/@"']+)@
        |X-Amz-(?:Signature|Security-Token|Credential)=(?<secret>[^&\s"']+)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex SecretSpan();
}
