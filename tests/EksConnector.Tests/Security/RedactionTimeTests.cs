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
        "\\u005cu0022", "\u001b[31m", "\u001b", "\0", "a\0", "\u200b", "\uff1a", "[", "{", "'", ", ", "password=a,", "password=a\"", "\t", "mysql -p", "curl -u a:b", "login -p '", "identified by '", "sshpass -- ",
        "password=<<", "password=<<\n", "password (", "password('", "password%~", "password=${", "password=$('", "password=${a:-", "echo a1234567 | base64 ", "lookup a:", "address a:b@",
        "parse \"a:", "invalid port \":", "AKIA", "AKIAIOSFODNN7EXAMPLE:", "eyJhbGciOiJ9.eyJ\n", "token: eyJhbGciOiJ9.\n", "\"path\":\"/a/password/", "** ", "dXNlcj",
        "\"kind\":\"Secret\",\"data\":{", "kind: Secret data: ", "stringData:{", "stringData:{}", "stringData:\n  a: b\n", "stringData:\n", "stringData:map[", "stringData:{\"\\", "stringData:{'a\"",
        "value \"a\" for --token ", "value \"", "-----END PRIVATE KEY-----\n", "YWJjZGVmZ2hpamtsbW5vcHFyc3R1\n-----END PRIVATE KEY-----\n", "AKIAIOSFODNN7EXAMPLE ", "Fzc3dvcm", "YXNzd29y/", "^[[31m",
        "\u001b]8;;", "{\"cookies\":{\"", "cookies={\"a\":", "Authorization: Hawk a=", "Authorization: Bearer\n", "name: PROXY\n", "name: PROXY,", "base64 <<< ", "password --a ", "Password\n---\n",
        "password.The argument \"", "password. The argument \"", "data:\n", "data:", "data:\n  a: b\n", "name=\"password\">", "<password>\n", "password: Token:", "https://a:@", "connectorConfig ",
        "pat.a1", ".pat.a1", "hf_a1", "T3BlbkFJ", "0Q~", "_mmk", ":AA", "1:AA", "$6$", ".webhook.office.", "/api/webhooks/", "value: ", "value: a:b@", "\"value\":\"", "- value: a\n", "\"d\":\"", "\"d\":",
        "\"kty\":", "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4 ", "-4-4-4-4", "a is the password ", "(password", "x as activation code ", "password {{ ", "password={{ \"", "password: {{a|",
        "password={a}", "password={value=", "{value=password=", "password=\"a\" -> \"", "password = \"a\" -> \"b\"", "htpasswd -b ", "net user ", "net use \\\\a ", "sqlplus a/", "login ",
        ":thin:", ":thin:a/b@", ":5432:", ":*:*:", " -U ", " -U a:", "--proxy ", " -enc ", "| chpasswd", "-stdin", "| --with-token ", "kcredential(", "kcredential('a','", "creds ", "credentials: a:b ",
        "Private-Lines: ", "Private-Lines: \n", "Private-Lines: \nAAAA\n", "---- BEGIN SSH2 PRIVATE KEY ----", "----", "----END", "password\n===\n", "password [", "Unseal Key 1:", "password:                ",
        "\"name\":\"password\",\"a\":\"b\",", "type=password ", "machine a login b password ", "kind: Secret\n", "bearer.authorization.k8s.io.", "<td>Password</td><td>", "invalid value: \"",
        " s.", "=s.a", "AUTH ", "AUTH a1b2c3d4e5\n", "passwords:\n- a\n", "- a\n", "password:\n- ", "TOKEN=Basic ", "TOKEN=Basic", "auth=('a', ", "auth=('", "PASS: ", "PASS: a1b2c3d4 ", "contrase\u00f1a ", "pw=", "pw:a",
        "password: (string) (len=", "identified by a1b2c3d4", "sessionid=", "secretid 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4 ", "password has the literal value ",
    ];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Redacts_a_long_line_in_linear_time(string part)
    {
        RedactedIn(part, 25_000);
        double small = RedactedIn(part, 250_000);
        double large = RedactedIn(part, 2_000_000);

        // Eight times the length, with room for a busy machine; a quadratic reader would need 64 times as long.
        large.ShouldBeLessThan(Math.Max(32 * small, 500));
        large.ShouldBeLessThan(10_000);
    }

    // The shortest of three runs, as text and as bytes, in milliseconds.
    private static double RedactedIn(string part, int length)
    {
        string text = string.Concat(Enumerable.Repeat(part, length / part.Length));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        double best = double.MaxValue;
        for (int run = 0; run < 3 && best > 50; run++)
        {
            TimeSpan time = ProcessorTime.Of(() =>
            {
                Redactor.Redact(text).ShouldNotBeNull();
                new LineRedactor().Redact(bytes);
            });
            best = Math.Min(best, time.TotalMilliseconds);
        }

        return best;
    }
}
