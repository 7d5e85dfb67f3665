using System.Text;
using EksConnector.Core.Security;

namespace EksConnector.Tests.Security;

/// <summary>The values of a Secret are hidden whatever their keys are.</summary>
public sealed class SecretObjectsTests
{
    [Theory]
    [InlineData("{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"data\":{\"foo\":\"UExBTlRFRA==\",\"b.c\":\"UExBTlRFRDI=\"},\"type\":\"Opaque\"}", "{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"data\":{\"foo\":\"[redacted]\",\"b.c\":\"[redacted]\"},\"type\":\"Opaque\"}")]
    [InlineData("{\"apiVersion\":\"v1\",\"data\":{\"foo\":\"UExBTlRFRA==\"},\"kind\":\"Secret\"}", "{\"apiVersion\":\"v1\",\"data\":{\"foo\":\"[redacted]\"},\"kind\":\"Secret\"}")]
    [InlineData("{\"stringData\": {\"foo\": \"PLANTED, PLANTED }\", \"x\": \"PLANTED \\\" PLANTED\"}, \"kind\": \"Secret\"}", "{\"stringData\": {\"foo\": \"[redacted]\", \"x\": \"[redacted]\"}, \"kind\": \"Secret\"}")]
    [InlineData("{\\\"kind\\\":\\\"Secret\\\",\\\"data\\\":{\\\"foo\\\":\\\"PLANTED\\\"},\\\"x\\\":1}", "{\\\"kind\\\":\\\"Secret\\\",\\\"data\\\":{\\\"foo\\\":\\\"[redacted]\\\"},\\\"x\\\":1}")]
    [InlineData("kind: Secret\nmetadata:\n  name: a\ndata:\n  foo: UExBTlRFRA==\n  bar: |\n    PLANTED\n    PLANTED\ntype: Opaque\n", "kind: Secret\nmetadata:\n  name: a\ndata:\n  foo: [redacted]\n  bar: [redacted]\n    [redacted]\n    [redacted]\ntype: Opaque\n")]
    [InlineData("apiVersion: v1\ndata:\n  foo: UExBTlRFRA==\nkind: Secret\n", "apiVersion: v1\ndata:\n  foo: [redacted]\nkind: Secret\n")]
    [InlineData("- kind: Secret\n  stringData:\n    foo: PLANTED\n  type: Opaque\n", "- kind: Secret\n  stringData:\n    foo: [redacted]\n  type: Opaque\n")]
    [InlineData("kind: Secret\r\ndata:\r\n  foo: PLANTED\r\ntype: x\r\n", "kind: Secret\r\ndata:\r\n  foo: [redacted]\r\ntype: x\r\n")]
    [InlineData("{kind: Secret, data: {foo: PLANTED, bar: PLANTED}, type: Opaque}", "{kind: Secret, data: {foo: [redacted], bar: [redacted]}, type: Opaque}")]
    [InlineData("{\"kind\":\"SecretList\",\"items\":[{\"data\":{\"foo\":\"PLANTED\"}},{\"data\":{\"bar\":\"PLANTED\"}}]}", "{\"kind\":\"SecretList\",\"items\":[{\"data\":{\"foo\":\"[redacted]\"}},{\"data\":{\"bar\":\"[redacted]\"}}]}")]
    [InlineData("map[apiVersion:v1 data:map[foo:PLANTED bar:[80 76]] kind:Secret]", "map[apiVersion:v1 data:map[[redacted]] kind:Secret]")]
    [InlineData("{\"kind\":\"Secret\",\"data\":{\"foo\":\"PLANTED", "{\"kind\":\"Secret\",\"data\":{\"foo\":\"[redacted]")]
    public void Hides_every_value(string text, string redacted) => Redactor.Redact(text).ShouldBe(redacted);

    [Theory]
    [InlineData("{\"kind\":\"ConfigMap\",\"data\":{\"foo\":\"bar\"},\"x\":\"Secret\"}")]
    [InlineData("kind: ConfigMap\ndata:\n  foo: the Secret bar\n")]
    [InlineData("kind: SecretStore\ndata:\n  foo: bar\n")]
    [InlineData("kind: Secret\nmetadata:\n  name: foo\ndata: {}\ntype: Opaque\n")]
    [InlineData("the kind: Secret has no metadata: foo")]
    [InlineData("Secret 'a' has no data: it is empty")]
    public void Keeps_everything_else(string text) => Redactor.Redact(text).ShouldBe(text);

    [Fact]
    public void Hides_the_values_of_a_Secret_in_a_line_of_a_log() =>
        Encoding.UTF8.GetString(new LineRedactor().Redact("2026-11-22 INFO applied {\"kind\":\"Secret\",\"data\":{\"foo\":\"PLANTED\"}}"u8))
            .ShouldBe("2026-11-22 INFO applied {\"kind\":\"Secret\",\"data\":{\"foo\":\"[redacted]\"}}");

    [Fact]
    public void Takes_linear_time()
    {
        string text = "kind: Secret " + string.Concat(Enumerable.Repeat("data: {a: ", 200_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Redactor.Redact(text).ShouldNotBeEmpty();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }
}
