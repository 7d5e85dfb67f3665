using System.Diagnostics;
using System.Text;
using EksConnector.Core.Security;

namespace EksConnector.Tests.Security;

/// <summary>The time of redaction is linear in the length of the text, whatever the text is.</summary>
public sealed class RedactionTimeTests
{
    public static TheoryData<string> Parts =>
    [
        "eyJ", "eyJhbGciOiJ", "a:", "://", "://a:b", "://a:b@", "http://u:p", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY_", "\"", "\\\"", "\\\\\\",
        "password", "password ", "password=\"", "password:[", "password: {", "password\\\\", "password:\n", "name: password ", "\"name\":\"password\",",
        "value password ", "token:", "x token:", "token    ", "code:", "code='", "-code ", "EKS_ACTIVATION_CODE,,,", "key", "key.key-key_", "secret:", "auth:x",
        "sig=", "bearer ", "Basic a", "proxy:", "proxy=a:", "cookie: a ", "authorization: x ", "Authorization: Digest ", "<password>", "activation code ",
        "secret access key ", "--from-literal=a=", "...|a|", "LS0tLS1CRUdJ", "0tLS0tQkVHSU", "H4sIA", "MII", "ghp_", "%25", "%3A", "&quot;", "\\u0022",
        "\\u005cu0022", "\u001b[31m", "\u001b", "\0", "a\0", "\u200b", "\uff1a", "[", "{", "'", ", ", "password=a,", "password=a\"", "\t",
    ];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_long_line_takes_time_in_proportion_to_its_length(string part)
    {
        RedactedIn(part, 50_000);
        double small = RedactedIn(part, 500_000);
        double large = RedactedIn(part, 4_000_000);

        // Eight times the length, with room for a busy machine; a quadratic reader would need 64 times as long.
        large.ShouldBeLessThan(Math.Max(32 * small, 1000));
        large.ShouldBeLessThan(20_000);
    }

    // The shortest of three runs, as text and as bytes, in milliseconds.
    private static double RedactedIn(string part, int length)
    {
        string text = string.Concat(Enumerable.Repeat(part, length / part.Length));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        double best = double.MaxValue;
        for (int run = 0; run < 3 && best > 50; run++)
        {
            var watch = Stopwatch.StartNew();
            Redactor.Redact(text).ShouldNotBeNull();
            new LineRedactor().Redact(bytes);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return best;
    }
}
