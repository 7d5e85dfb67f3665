using System.Text;
using EksConnector.Core.Security;

namespace EksConnector.Tests.Security;

public sealed class SecretAnchorsTests
{
    /// <summary>A text for each way in which a secret can stand somewhere; {0} is the secret.</summary>
    public static TheoryData<string> Texts()
    {
        string[] names =
        [
            "activationCode", "activation-code", "activation_code", "activation.code", "activation code", "eks.activationCode", "EKS_ACTIVATION_CODE",
            "privateKey", "private_key", "private-key", "client-key-data", "clientKeyData", "client_key_data", "aws_secret_access_key", "SecretAccessKey",
            "secret-access-key", "aws_secret_key", "clientSecret", "client-secret", "client_secret", "password", "passwd", "passphrase", "DB_PASSWORD",
            "webIdentityToken", "TokenValue", "token_value", "sessionToken", "aws_session_token", "security-token", "access_token", "bearerToken",
            "refresh-token", "id-token", "id_token", "auth_token", "api-token",
        ];
        string[] isValue = ["={0}", ": {0}", ":{0}", " = {0}", "\": \"{0}\"", "\":\"{0}\"", "\\\":\\\"{0}\\\"", "': '{0}'", "=\"{0}", " : \"{0} {0}\""];
        var texts = new TheoryData<string>();
        foreach (string name in names)
        {
            foreach (string value in isValue)
            {
                texts.Add(name + value);
            }
        }

        foreach (string text in new[]
        {
            "--activation.code={0}", "--activation.code {0}", "\"--activation.code\", \"{0}\"", "{{\"name\":\"EKS_ACTIVATION_CODE\",\"value\":\"{0}\"}}",
            "EKS_ACTIVATION_CODE, value: {0}", "-code {0}", "--code={0}", "code: {0}", "\"code\":\"{0}\"", "'code':'{0}'", "\\\"code\\\":\\\"{0}\\\"", "code\t: {0}",
            "<SecretAccessKey>{0}</SecretAccessKey>", "<SessionToken>{0}", "token={0}", "token = \"{0}\"", "\"token\":\"{0}\"", "token: {0}", "- token: {0}",
            "{{x: 1, token: {0}}}", "a token: {0}", "Authorization: Bearer {0}", "\"authorization\": \"Basic {0}\"", "Authorization:[Negotiate {0}]",
            "Bearer {0}", "Basic\t{0}", "k8s-aws-v1.{0}",
            "-----BEGIN RSA PRIVATE KEY-----{0}", "-----BEGIN PRIVATE KEY-----\\n{0}\\n-----END PRIVATE KEY-----", "-----BEGIN PGP PRIVATE KEY BLOCK-----{0}",
            "http://{0}@h", "http://u:{0}@h", "https://:{0}@h:1/", "wss://u:{0}@{0}@h", "http://u:{0}/{0}@h", "https_proxy=u:{0}@h", "PROXY: u:{0}@h",
            "\"proxy\":\"u:{0}@h\"", "'proxy':'u:{0}@h'", "\\\"proxy\\\":\\\"u:{0}@h\\\"",
            "X-Amz-Signature={0}&x", "X-Amz-Credential={0}", "X-Amz-Security-Token={0}", "X-Amz-Security-Token: {0}", "X-Amz-Security-Token:[{0}]",
            "X-Amz-Signature%3D{0}", "\"x-amz-security-token\":\"{0}\"",
        })
        {
            texts.Add(text);
        }

        return texts;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Redacts_every_secret_at_every_position_in_any_case(string text)
    {
        const string Secret = "PlantedPlanted1234567890PlantedPlanted/1";
        string name = Secret.Replace('/', '_');
        foreach (string cased in new[] { text, text.ToUpperInvariant(), text.ToLowerInvariant() })
        {
            if (cased != text && text.Contains("{{", StringComparison.Ordinal))
            {
                continue;
            }

            string value = text.Contains("k8s", StringComparison.Ordinal) || text.Contains("@h", StringComparison.Ordinal) ? name : Secret;
            string line = string.Format(System.Globalization.CultureInfo.InvariantCulture, cased, value);
            for (int before = 0; before < 70; before++)
            {
                string padded = new string('.', before) + " " + line;
                byte[] bytes = Encoding.Latin1.GetBytes(padded);
                SecretAnchors.IndexIn(bytes).ShouldBeGreaterThanOrEqualTo(0, padded);
                string hidden = Encoding.Latin1.GetString(new LineRedactor().Redact(bytes));
                hidden.ShouldNotContain("Planted", Case.Insensitive);
                hidden.ShouldStartWith(new string('.', before) + " ");
            }

            Redactor.Redact(line).ShouldNotContain("Planted", Case.Insensitive);
        }
    }

    [Theory]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrdWJl.PLANTED_sig")]
    [InlineData("IQoJb3JpZ2luX2VjPLANTED1234567")]
    [InlineData("FwoGZXIvYXdzPLANTED12345678901")]
    [InlineData("FQoGZXIvYXdzPLANTED12345678901")]
    [InlineData("AQoDYXdzPLANTED12345678901")]
    [InlineData("LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLPLANTED")]
    [InlineData("MIIEpAIBAAKCAQEAwJkPLANTEDPLANTEDPLANTEDPLANTEDPLANTEDPLANTED==")]
    [InlineData("MIIJKgIBAAKCAgEAwJkPLANTEDPLANTEDPLANTEDPLANTEDPLANTEDPLANTED==")]
    [InlineData("Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void Redacts_every_token_with_a_known_prefix_at_every_position(string secret)
    {
        for (int before = 0; before < 70; before++)
        {
            string padded = new string('.', before) + secret + " x";
            string hidden = Encoding.Latin1.GetString(new LineRedactor().Redact(Encoding.Latin1.GetBytes(padded)));
            hidden.ShouldBe(new string('.', before) + (secret.StartsWith("Sig", StringComparison.Ordinal) ? "Signature=" : "") + "[redacted] x");
            Redactor.Redact(padded).ShouldBe(hidden);
        }
    }

    [Fact]
    public void Finds_an_anchor_at_every_position_in_any_case()
    {
        foreach ((string anchor, AnchorKind kind) in SecretAnchors.All.Where(item => item.Kind != AnchorKind.Identifier))
        {
            anchor.Length.ShouldBeInRange(3, SecretAnchors.MaxLength);
            foreach (string cased in kind == AnchorKind.Prefix ? [anchor] : new[] { anchor, anchor.ToUpperInvariant() })
            {
                for (int before = 0; before < 100; before++)
                {
                    byte[] text = Encoding.ASCII.GetBytes(new string('~', before) + cased + "~");
                    SecretAnchors.IndexIn(text).ShouldBe(before);
                    SecretAnchors.IndexOneByOne(text, out _).ShouldBe(before);
                    text = Encoding.ASCII.GetBytes(new string('~', before) + cased + new string('~', 100));
                    SecretAnchors.IndexIn(text).ShouldBe(before);
                }
            }
        }
    }

    [Fact]
    public void Every_prefix_is_an_anchor_in_one_group() =>
        SecretAnchors.All.Where(item => item.Kind == AnchorKind.Prefix).Select(item => item.Text).ShouldBe(SecretPrefix.All.Select(prefix => prefix.Text), ignoreOrder: true);

    [Theory]
    [InlineData("6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4 q7ZtR4mWx9KdT3bLq8ZV", true)]
    [InlineData("q7ZtR4mWx9KdT3bLq8ZV, 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4", true)]
    [InlineData("11111111-2222-3333-4444-555555555555:Fjz3/sZfSvv78gTq0aLw", true)]
    [InlineData("6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4 DescribeInstanceInformation2", false)]
    [InlineData("6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4 0123456789abcdef0123", false)]
    [InlineData("x-4abc q7ZtR4mWx9KdT3bLq8ZV", false)]
    public void Finds_an_activation_code_beside_a_guid_at_every_position(string text, bool isAnchor)
    {
        for (int before = 0; before < 70; before++)
        {
            byte[] padded = Encoding.ASCII.GetBytes(new string('~', before) + " " + text + " " + new string('~', 40));
            (SecretAnchors.IndexIn(padded) >= 0).ShouldBe(isAnchor);
            (SecretAnchors.IndexOneByOne(padded, out _) >= 0).ShouldBe(isAnchor);
        }
    }

    [Fact]
    public void Finds_the_same_with_and_without_vector_instructions()
    {
        var random = new Random(4);
        byte[] letters = Encoding.ASCII.GetBytes(string.Concat(SecretAnchors.All.Select(anchor => anchor.Text)) + "://TOKEN");
        int found = 0;
        for (int i = 0; i < 50_000; i++)
        {
            byte[] text = new byte[random.Next(120)];
            for (int at = 0; at < text.Length; at++)
            {
                text[at] = random.Next(40) == 0 ? (byte)random.Next(256) : letters[random.Next(letters.Length)];
            }

            if (text.Length > 20 && random.Next(3) == 0)
            {
                letters.AsSpan(random.Next(letters.Length - 8), 8).CopyTo(text.AsSpan(random.Next(text.Length - 8)));
            }

            int index = SecretAnchors.IndexIn(text);
            index.ShouldBe(SecretAnchors.IndexOneByOne(text, out _));
            found += index >= 0 ? 1 : 0;
        }

        found.ShouldBeInRange(1000, 49_000);
    }

    [Fact]
    public void Usual_connector_output_contains_no_anchor()
    {
        foreach (string text in new[]
        {
            "2021-01-08 08:44:27 INFO [ssm-agent-worker] [HealthCheck] HealthCheck reporting agent health.",
            "2021-01-08 08:44:27 INFO [ssm-agent-worker] [MessageService] [MGSInteractor] Setting up websocket for controlchannel for instance: eks_c:my-cluster_b5c81f52067a0041c, requestId: 4f1c2d6e-0000-4000-8000-000000000001",
            "I0108 08:44:27.123456       1 fsnotify.go:34] watching /var/lib/amazon/ssm/Vault for changes",
            "I0108 08:44:27.123456       1 proxy.go:52] GET /api/v1/nodes for \"arn:aws:iam::111122223333:role/admin\"",
        })
        {
            SecretAnchors.IndexIn(Encoding.ASCII.GetBytes(text)).ShouldBe(-1);
        }
    }
}
