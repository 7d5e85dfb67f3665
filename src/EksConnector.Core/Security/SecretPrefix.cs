using System.Text;

namespace EksConnector.Core.Security;

/// <summary>A prefix that identifies tokens, keys, and Base64 texts that can contain a secret.</summary>
/// <param name="Text">The prefix.</param>
/// <param name="MinimumLength">The minimum number of characters of the whole value.</param>
/// <param name="IsSecret">Whether the whole value is a secret; otherwise, it is decoded and its content is checked.</param>
/// <param name="Offset">The offset of the prefix within a Base64 group of four characters.</param>
/// <param name="Form">What the characters around the prefix of a token must be.</param>
internal sealed record SecretPrefix(string Text, int MinimumLength, bool IsSecret, int Offset, TokenForm Form = TokenForm.Any)
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
        new(" s.", 27, true, 0, TokenForm.Exact),
        new("\"s.", 27, true, 0, TokenForm.Exact),
        new("=s.", 27, true, 0, TokenForm.Exact),
        new("AIza", 39, true, 0),
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

        // Tokens of other services, with the shortest length that they issue.
        new("hf_", 37, true, 0, TokenForm.Word),
        new("api_org_", 40, true, 0, TokenForm.Word),
        new("dckr_oat_", 24, true, 0),
        new("xoxo-", 20, true, 0),
        new("glimt-", 20, true, 0),
        new("glffct-", 20, true, 0),
        new("glsoat-", 20, true, 0),
        new("GR1348941", 25, true, 0),
        new("_gitlab_session=", 40, true, 0),
        new("sk-svcacct-", 40, true, 0),
        new("sk-admin-", 40, true, 0),
        new("T3BlbkFJ", 40, true, 0, TokenForm.Inside),
        new("ops_eyJ", 100, true, 0),
        new("A3-", 34, true, 0, TokenForm.Word),
        new("p8e-", 36, true, 0, TokenForm.Word),
        new("AGE-SECRET-KEY-1", 60, true, 0),
        new("AKCp", 60, true, 0, TokenForm.Word),
        new("cmVmd", 60, true, 0, TokenForm.Word),
        new("ATATT3", 60, true, 0),
        new("ABSK", 100, true, 0, TokenForm.Word),
        new("YmVkcm9jay5hbWF6", 40, true, 0),
        new("4b1d", 42, true, 0, TokenForm.Letters),
        new("CLOJARS_", 60, true, 0),
        new("v1.0-", 100, true, 0),
        new("dapi", 36, true, 0, TokenForm.Word),
        new("doo_v1_", 60, true, 0),
        new("dop_v1_", 60, true, 0),
        new("dor_v1_", 60, true, 0),
        new("dp.pt.", 40, true, 0),
        new("duffel_", 40, true, 0),
        new("dt0c01.", 60, true, 0),
        new("EZAK", 54, true, 0, TokenForm.Word),
        new("EZTK", 54, true, 0, TokenForm.Word),
        new("FLWSECK", 24, true, 0),
        new("fm2_", 60, true, 0, TokenForm.Word),
        new("fm1r_", 60, true, 0, TokenForm.Word),
        new("fm1a_", 60, true, 0, TokenForm.Word),
        new("fo1_", 40, true, 0, TokenForm.Word),
        new("fio-u-", 60, true, 0),
        new("glc_", 36, true, 0, TokenForm.Word),
        new("glsa_", 36, true, 0),
        new("pat.", 60, true, 0, TokenForm.Word),
        new("sat.", 60, true, 0, TokenForm.Word),
        new(".atlasv1.", 60, true, 0, TokenForm.Inside),
        new("HRKU-AA", 40, true, 0),
        new("ico-", 36, true, 0, TokenForm.Word),
        new("s-s4t2", 60, true, 0),
        new("lin_api_", 40, true, 0),
        new("_mmk", 36, true, 0, TokenForm.Inside),
        new("NRAK-", 30, true, 0),
        new("NRII-", 30, true, 0),
        new("NRJS-", 22, true, 0),
        new("ntn_", 40, true, 0, TokenForm.Word),
        new("API-", 30, true, 0, TokenForm.Word),
        new("pplx-", 40, true, 0),
        new("pscale_", 40, true, 0),
        new("PMAK-", 40, true, 0),
        new("pnu_", 36, true, 0, TokenForm.Word),
        new("pul-", 40, true, 0, TokenForm.Word),
        new("rdme_", 60, true, 0),
        new("rubygems_", 40, true, 0),
        new("tk-us-", 50, true, 0, TokenForm.Word),
        new("xkeysib-", 60, true, 0),
        new("sntrys_", 60, true, 0),
        new("sntryu_", 60, true, 0),
        new("sm_aat_", 20, true, 0),
        new("sm_pat_", 20, true, 0),
        new("sm_sat_", 20, true, 0),
        new("shippo_", 40, true, 0),
        new("shpat_", 36, true, 0),
        new("shpca_", 36, true, 0),
        new("shppa_", 36, true, 0),
        new("shpss_", 36, true, 0),
        new("sgp_", 40, true, 0, TokenForm.Word),
        new("sq0atp-", 24, true, 0),
        new("sq0csp-", 24, true, 0),
        new("EAAA", 50, true, 0, TokenForm.Word),
        new("EAAC", 100, true, 0, TokenForm.Word),
        new("EAAM", 100, true, 0, TokenForm.Word),
        new("sk_test_", 24, true, 0),
        new("sk_prod_", 24, true, 0),
        new("rk_test_", 24, true, 0),
        new("rk_prod_", 24, true, 0),
        new("tfp_", 40, true, 0, TokenForm.Word),
        new("hvb.", 60, true, 0),
        new("squ_", 40, true, 0, TokenForm.Word),
        new("sqp_", 40, true, 0, TokenForm.Word),
        new("sqa_", 40, true, 0, TokenForm.Word),
        new("sk.eyJ", 40, true, 0),
        new(":AA", 43, true, 0, TokenForm.Bot),
        .. Enumerable.Range(0, 10).Select(digit => new SecretPrefix($"{digit}Q~", 37, true, 0, TokenForm.Inside)),

        // The addresses of other webhooks.
        new("/api/webhooks/", 60, true, 0),
        new(".webhook.office.", 60, true, 0, TokenForm.Address),

        // Hashes of passwords.
        new("$6$", 24, true, 0, TokenForm.Hash),
        new("$5$", 24, true, 0, TokenForm.Hash),
        new("$y$", 24, true, 0, TokenForm.Hash),
        new("$apr1$", 24, true, 0, TokenForm.Hash),
        new("$2a$", 40, true, 0, TokenForm.Hash),
        new("$2b$", 40, true, 0, TokenForm.Hash),
        new("$2y$", 40, true, 0, TokenForm.Hash),
        new("$argon2", 40, true, 0, TokenForm.Hash),

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
