using System.Text;
using EksConnector.Core.Security;
using EksConnector.Tests.Logs;

namespace EksConnector.Tests.Security;

public sealed class LineRedactorTests
{
    [Theory]
    [InlineData("nothing to hide")]
    [InlineData("no password was given; the basic idea")]
    [InlineData("")]
    public void Returns_a_line_without_secrets_without_copying_it(string line)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(line);
        (new LineRedactor().Redact(bytes) == bytes).ShouldBeTrue();
    }

    [Fact]
    public void Does_not_change_other_bytes()
    {
        byte[] all = Enumerable.Range(0, 256).Select(value => (byte)value).Where(value => value is not (byte)'\n').ToArray();
        byte[] line = [.. all, .. " password=PLANTED "u8, .. all, (byte)'\r'];
        byte[] hidden = [.. all, .. " password=[redacted] "u8, .. all, (byte)'\r'];
        new LineRedactor().Redact(line).ToArray().ShouldBe(hidden);
    }

    [Theory]
    [InlineData("password=PLäNTEDàé\u0085\u00a0漢字PLANTED x", "password=[redacted] x")]
    [InlineData("Authorization: Bearer PLäàNTED-1234567 x", "Authorization: Bearer [redacted] x")]
    [InlineData("http://u:PLàNTED@h", "http://u:[redacted]@h")]
    public void Redacts_a_secret_with_non_ASCII_characters(string line, string hidden) =>
        Encoding.UTF8.GetString(new LineRedactor().Redact(Encoding.UTF8.GetBytes(line))).ShouldBe(hidden);

    [Fact]
    public void Invalid_UTF_8_does_not_end_a_secret() =>
        new LineRedactor().Redact([.. "password=PLA"u8, 0xFF, 0xA0, 0x85, .. "NTED x"u8]).ToArray().ShouldBe("password=[redacted] x"u8.ToArray());

    public static TheoryData<string, string> Keys() => new()
    {
        {
            "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIPLANTED\nPLANTEDkQ==\n-----END RSA PRIVATE KEY-----\nb MIIPLANTED\n",
            "a\n-----BEGIN RSA PRIVATE KEY-----\n[redacted]\n[redacted]\n-----END RSA PRIVATE KEY-----\nb MIIPLANTED\n"
        },
        {
            "key: |\r\n  -----BEGIN PRIVATE KEY-----\r\n  MIIPLANTED\r\n  -----END PRIVATE KEY-----\r\nb\r\n",
            "key: |\r\n  -----BEGIN PRIVATE KEY-----\r\n[redacted]\r\n[redacted]-----END PRIVATE KEY-----\r\nb\r\n"
        },
        {
            "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,1\n\nPLANTED\n-----END EC PRIVATE KEY-----\nword\n",
            "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,1\n\n[redacted]\n-----END EC PRIVATE KEY-----\nword\n"
        },
        {
            // With the log API's times.
            "2024-01-01T00:00:00.1Z x -----BEGIN RSA PRIVATE KEY-----\n2024-01-01T00:00:00.2Z PLANTED\n2024-01-01T00:00:00.3Z -----END RSA PRIVATE KEY-----\n2024-01-01T00:00:00.4Z word\n",
            "2024-01-01T00:00:00.1Z x -----BEGIN RSA PRIVATE KEY-----\n2024-01-01T00:00:00.2Z [redacted]\n2024-01-01T00:00:00.3Z -----END RSA PRIVATE KEY-----\n2024-01-01T00:00:00.4Z word\n"
        },
        {
            // The key is truncated: the next line of the log ends it.
            "-----BEGIN RSA PRIVATE KEY-----\nPLANTED\nI0108 08:44:27.123456       1 init.go:43] text\nword\n",
            "-----BEGIN RSA PRIVATE KEY-----\n[redacted]\nI0108 08:44:27.123456       1 init.go:43] text\nword\n"
        },
        {
            // Each line of the key is a line of the log.
            "2021-01-08 08:44:27 INFO -----BEGIN RSA PRIVATE KEY-----\n2021-01-08 08:44:27 INFO PLANTEDPLANTEDPLANTEDPLANTEDPLANTEDPLANTED\n2021-01-08 08:44:27 INFO -----END RSA PRIVATE KEY-----\nword\n",
            "2021-01-08 08:44:27 INFO -----BEGIN RSA PRIVATE KEY-----\n2021-01-08 08:44:27 INFO [redacted]\n[redacted]-----END RSA PRIVATE KEY-----\nword\n"
        },
        {
            // All in one line, another begins in the line where one ends, another secret stands behind.
            "-----BEGIN PRIVATE KEY-----\\nPLANTED\\n-----END PRIVATE KEY-----\nword\n-----BEGIN PRIVATE KEY-----\nPLANTED\n-----END PRIVATE KEY----- -----BEGIN PRIVATE KEY-----\nPLANTED\n-----END PRIVATE KEY----- password=PLANTED\n",
            "-----BEGIN PRIVATE KEY-----[redacted]-----END PRIVATE KEY-----\nword\n-----BEGIN PRIVATE KEY-----\n[redacted]\n-----END PRIVATE KEY----- -----BEGIN PRIVATE KEY-----\n[redacted]\n-----END PRIVATE KEY----- password=[redacted]\n"
        },
        {
            // A certificate is not a secret.
            "-----BEGIN CERTIFICATE-----\nMIIDBTCCAe2gAwIBAgIIPLg\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\nMIIDBTCCAe2gAwIBAgIIPLg\n-----END CERTIFICATE-----\n"
        },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void Redacts_all_lines_of_a_private_key(string log, string hidden)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(log);
        Encoding.ASCII.GetString(LogText.SavedByLine(bytes)).ShouldBe(hidden);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            Encoding.ASCII.GetString(LogText.Saved(bytes, cut)).ShouldBe(hidden);
        }
    }

    [Theory]
    [InlineData("\"password\":|  \"PLANTED\"|", "\"password\":|  \"[redacted]\"|")]
    [InlineData("spec:|  password:|    PLANTED|  host: x", "spec:|  password:|    [redacted]|  host: x")]
    [InlineData("password:||  PLANTEDPW1|x", "password:||  [redacted]|x")]
    [InlineData("- name: DB_PASSWORD|  value: PLANTED|", "- name: DB_PASSWORD|  value: [redacted]|")]
    [InlineData("password:|  required|", "password:|  required|")]
    [InlineData("password:|host: x|", "password:|host: x|")]
    [InlineData("Enter password:|login ok", "Enter password:|login ok")]
    public void Redacts_a_value_on_the_next_line_between_log_timestamps(string log, string hidden)
    {
        foreach (string time in new[] { "", "2026-11-22T15:00:08.123456789Z " })
        {
            var redactor = new LineRedactor();
            string.Join('|', log.Split('|').Select(line => Encoding.ASCII.GetString(redactor.Redact(Encoding.ASCII.GetBytes(time + line)))))
                .ShouldBe(string.Join('|', hidden.Split('|').Select(line => time + line)));
        }
    }

    [Fact]
    public void Bounds_an_endless_private_key()
    {
        string log = "-----BEGIN RSA PRIVATE KEY-----\n" + string.Concat(Enumerable.Repeat("word\n", 1000));
        string saved = Encoding.ASCII.GetString(LogText.SavedByLine(Encoding.ASCII.GetBytes(log)));
        saved.Split('\n').Count(line => line == "word").ShouldBeInRange(500, 700);
    }

    [Fact]
    public void Redacts_a_secret_across_two_parts()
    {
        byte[] line = Encoding.ASCII.GetBytes(new string('.', 40) + " password: \"PLANTED-PLANTED-PLANTED\" and the rest");
        for (int cut = 1; cut < line.Length; cut++)
        {
            for (int second = cut; second < line.Length; second++)
            {
                var redactor = new LineRedactor();
                string hidden = Encoding.ASCII.GetString(redactor.Redact(line.AsSpan(0, cut), isContinued: true))
                    + Encoding.ASCII.GetString(redactor.Redact(line.AsSpan(cut, second - cut), isContinued: true))
                    + Encoding.ASCII.GetString(redactor.Redact(line.AsSpan(second), isContinued: false));
                hidden.ShouldNotContain("PLANTED", Case.Sensitive, $"{cut} {second}");
                Encoding.ASCII.GetString(redactor.Redact("next line"u8)).ShouldBe("next line");
            }
        }
    }

    [Fact]
    public void Does_not_change_the_parts_of_a_line_without_a_secret()
    {
        var redactor = new LineRedactor();
        byte[] piece = Encoding.ASCII.GetBytes(new string('x', 10_000));
        (redactor.Redact(piece, isContinued: true) == piece).ShouldBeTrue();
        (redactor.Redact(piece, isContinued: true) == piece).ShouldBeTrue();
        (redactor.Redact(piece, isContinued: false) == piece).ShouldBeTrue();
    }

    public static TheoryData<string, string> SecretsByLine() => new()
    {
        {
            "{0}apiVersion: v1\n{0}data:\n{0}  foo.bar: dXNlcg==\n{0}  foo: UExBTlRFRCBQTEFOVEVE\n{0}kind: Secret\n{0}metadata:\n{0}  name: foo\n",
            "{0}apiVersion: v1\n{0}data:\n{0}  foo.bar: [redacted]\n{0}  foo: [redacted]\n{0}kind: Secret\n{0}metadata:\n{0}  name: foo\n"
        },
        {
            "{0}kind: Secret\n{0}metadata:\n{0}  name: foo\n{0}stringData:\n{0}  foo: PLANTED word\n\n{0}  bar: |\n{0}    PLANTED\n{0}type: Opaque\n",
            "{0}kind: Secret\n{0}metadata:\n{0}  name: foo\n{0}stringData:\n{0}  foo: [redacted]\n\n{0}  bar: |\n{0}    [redacted]\n{0}type: Opaque\n"
        },
        {
            "{0}{{\n{0}  \"data\": {{\n{0}    \"foo\": \"UExBTlRFRA==\",\n{0}    \"bar\": \"UExBTlRFRA==\"\n{0}  }},\n{0}  \"kind\": \"Secret\"\n",
            "{0}{{\n{0}  \"data\": {{\n{0}    \"foo\": \"[redacted]\",\n{0}    \"bar\": \"[redacted]\"\n{0}  }},\n{0}  \"kind\": \"Secret\"\n"
        },
        {
            "{0}kind: ConfigMap\n{0}data:\n{0}  replicas: \"3\"\n{0}  level: info\n{0}  url: https://example.com/path\n{0}  conf: |\n{0}    a: b\n{0}metadata:\n{0}  uid: UExBTlRFRA==\n",
            "{0}kind: ConfigMap\n{0}data:\n{0}  replicas: \"3\"\n{0}  level: info\n{0}  url: https://example.com/path\n{0}  conf: |\n{0}    a: b\n{0}metadata:\n{0}  uid: UExBTlRFRA==\n"
        },
    };

    [Theory]
    [MemberData(nameof(SecretsByLine))]
    public void Redacts_the_values_of_a_Secret_that_was_logged_line_by_line(string format, string redacted)
    {
        foreach (string prefix in new[] { "", "| ", "2026-11-22 08:00:00 INFO ", "I1122 08:00:00.123456       1 init.go:43] ", "2026-11-22T08:00:00.123456789Z x " })
        {
            string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, prefix);
            string expected = string.Format(System.Globalization.CultureInfo.InvariantCulture, redacted, prefix);
            if (format == redacted)
            {
                Redactor.Redact(text).ShouldBe(text);
            }
            else
            {
                // In a text, more than the value may be replaced.
                Redactor.Redact(text).ShouldSatisfyAllConditions(shown => shown.ShouldNotContain("PLANTED"), shown => shown.ShouldNotContain("UExBTlRFR"));
            }

            Encoding.UTF8.GetString(LogText.SavedByLine(Encoding.UTF8.GetBytes(text))).ShouldBe(expected);
            for (int cut = 0; cut <= text.Length; cut += 5)
            {
                Encoding.UTF8.GetString(LogText.Saved(Encoding.UTF8.GetBytes(text), cut)).ShouldBe(expected);
            }
        }
    }

    // A line that contains a value of a Secret can contain other secrets, in its prefix or before the value.
    [Theory]
    [InlineData("stringData:\n  foo: PLANTED-VALUE\n", "stringData:\n  foo: [redacted]\n")]
    [InlineData("data:\n  pwd: PLANTED foo: UExBTlRFRA==\n", "data:\n  pwd: [redacted] foo: [redacted]\n")]
    [InlineData(
        "https://user:PLANTED-PASSWORD@proxy.test data:\nhttps://user:PLANTED-PASSWORD@proxy.test   foo: UExBTlRFRA==\n",
        "https://user:[redacted]@proxy.test data:\nhttps://user:[redacted]@proxy.test   foo: [redacted]\n")]
    public void Redacts_other_secrets_in_the_line_of_a_value(string text, string redacted)
    {
        byte[] log = Encoding.UTF8.GetBytes(text);
        Encoding.UTF8.GetString(LogText.SavedByLine(log)).ShouldBe(redacted);
        for (int cut = 0; cut <= log.Length; cut++)
        {
            Encoding.UTF8.GetString(LogText.Saved(log, cut)).ShouldBe(redacted);
        }
    }
}
