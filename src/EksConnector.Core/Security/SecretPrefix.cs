using System.Text;

namespace EksConnector.Core.Security;

/// <summary>A prefix that identifies tokens, keys, and Base64 texts that can contain a secret.</summary>
/// <param name="Text">The prefix.</param>
/// <param name="MinimumLength">The minimum number of characters of the whole value.</param>
/// <param name="IsSecret">Whether the whole value is a secret; otherwise, it is decoded and its content is checked.</param>
/// <param name="Offset">The offset of the prefix within a Base64 group of four characters.</param>
internal sealed record SecretPrefix(string Text, int MinimumLength, bool IsSecret, int Offset)
{
    private static readonly SecretPrefix[] s_all =
    [
        // AWS session tokens.
        new("IQoJb3JpZ2lu", 28, true, 0),
        new("FwoGZXIvYXdz", 28, true, 0),
        new("FQoGZXIvYXdz", 28, true, 0),
        new("AQoDYXdz", 24, true, 0),

        // Private keys without their PEM header: PKCS #8, SEC 1, Ed25519, OpenSSH. RSA keys are recognized by their fields.
        new("MHcCAQEE", 48, true, 0),
        new("MIGHAgEAMBMG", 48, true, 0),
        new("MC4CAQAwBQYDK2V", 40, true, 0),
        new("b3BlbnNzaC1rZXkt", 40, true, 0),
        new("MHQCAQEE", 48, true, 0),
        new("MIG2AgEAMBAG", 48, true, 0),
        new("MIHuAgEAMBAG", 48, true, 0),
        new("MIGkAgEBBD", 48, true, 0),
        new("MIHcAgEBBE", 48, true, 0),
        new("MII", 48, false, 0),

        // Compressed text and Helm releases, which are Base64-encoded twice, can contain any secret.
        new("H4sIA", 40, true, 0),
        new("SDRzSUF", 40, true, 0),

        // Tokens of Docker, GitHub, GitLab, Slack, npm, Vault, Google and OpenShift.
        new("dckr_pat_", 24, true, 0),
        new("ghp_", 24, true, 0),
        new("gho_", 24, true, 0),
        new("ghu_", 24, true, 0),
        new("ghs_", 24, true, 0),
        new("ghr_", 24, true, 0),
        new("github_pat_", 30, true, 0),
        new("glpat-", 20, true, 0),
        new("gldt-", 20, true, 0),
        new("glrt-", 20, true, 0),
        new("glcbt-", 20, true, 0),
        new("glptt-", 20, true, 0),
        new("glagent-", 20, true, 0),
        new("gloas-", 20, true, 0),
        new("glft-", 20, true, 0),
        new("xoxb-", 20, true, 0),
        new("xoxp-", 20, true, 0),
        new("xoxa-", 20, true, 0),
        new("xoxs-", 20, true, 0),
        new("xoxe-", 20, true, 0),
        new("xoxe.xox", 20, true, 0),
        new("xoxr-", 20, true, 0),
        new("xoxc-", 20, true, 0),
        new("xoxd-", 20, true, 0),
        new("npm_", 36, true, 0),
        new("hvs.", 24, true, 0),
        new("xapp-", 20, true, 0),
        new("AIzaSy", 35, true, 0),
        new("GOCSPX-", 24, true, 0),
        new("ya29.", 40, true, 0),
        new("sha256~", 40, true, 0),

        // Tokens of PyPI, Stripe, SendGrid, OpenAI and Anthropic, and the addresses of Slack's webhooks.
        new("pypi-AgE", 24, true, 0),
        new("sk_live_", 24, true, 0),
        new("rk_live_", 24, true, 0),
        new("SG.", 48, true, 0),
        new("sk-proj-", 40, true, 0),
        new("sk-ant-", 40, true, 0),
        new("hooks.slack.com/", 40, true, 0),

        // The ID of an AWS access key, which the secret may follow.
        new("AKIA", 20, false, 0),
        new("ASIA", 20, false, 0),

        // user:password of users that are common, and of Amazon ECR.
        new("QVdTO", 16, false, 0),
        new("dXNlcj", 16, false, 0),
        new("YWRtaW46", 16, false, 0),
        new("cm9vdD", 16, false, 0),

        // JSON, and a JSON Web Token; a list; JSON on several lines.
        new("eyJ", 16, false, 0),
        new("W3si", 16, false, 0),
        new("WyJ", 16, false, 0),
        new("ewog", 16, false, 0),
        new("ZXlK", 24, false, 0),

        // PEM, at each of the three alignments.
        new("LS0tLS1CRUdJ", 16, false, 0),
        new("0tLS0tQkVHSU", 16, false, 2),
        new("tLS0tLUJFR0lO", 16, false, 3),

        // YAML and settings that start with apiVersion, kind: , users:, [default].
        new("YXBpVmVyc2lv", 16, false, 0),
        new("a2luZDog", 16, false, 0),
        new("dXNlcnM6", 16, false, 0),
        new("W2RlZmF1bHRd", 16, false, 0),

        // The names ctivation, CTIVATION, assword and ASSWORD, at each of the three alignments.
        new("Y3RpdmF0aW9u", 16, false, 0),
        new("N0aXZhdGlv", 16, false, 2),
        new("jdGl2YXRpb2", 16, false, 3),
        new("Q1RJVkFUSU9O", 16, false, 0),
        new("NUSVZBVElP", 16, false, 2),
        new("DVElWQVRJT0", 16, false, 3),
        new("YXNzd29y", 16, false, 0),
        new("Fzc3dvcm", 16, false, 2),
        new("hc3N3b3Jk", 16, false, 3),
        new("QVNTV09S", 16, false, 0),
        new("FTU1dPUk", 16, false, 2),
        new("BU1NXT1JE", 16, false, 3),
    ];

    /// <summary>Whether it is the name of a user in Base64, which a password follows.</summary>
    public bool IsUser => Text is "QVdTO" or "dXNlcj" or "YWRtaW46" or "cm9vdD";

    /// <summary>Whether it is a part of a name in Base64, which may start before it.</summary>
    public bool IsPartOfName => Text is "Y3RpdmF0aW9u" or "N0aXZhdGlv" or "jdGl2YXRpb2" or "Q1RJVkFUSU9O" or "NUSVZBVElP" or "DVElWQVRJT0" or "YXNzd29y" or "Fzc3dvcm"
        or "hc3N3b3Jk" or "QVNTV09S" or "FTU1dPUk" or "BU1NXT1JE";

    /// <summary>All prefixes.</summary>
    public static IReadOnlyList<SecretPrefix> All => s_all;

    /// <summary>Finds the prefix of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The prefix; null if there is none.</returns>
    public static SecretPrefix? Of(ReadOnlySpan<byte> text)
    {
        foreach (SecretPrefix prefix in s_all)
        {
            if (text.Length >= prefix.Text.Length && text[0] == prefix.Text[0] && Ascii.Equals(text[..prefix.Text.Length], prefix.Text))
            {
                return prefix;
            }
        }

        return null;
    }
}
