using System.Text;
using EksConnector.Core.Connector;

namespace EksConnector.Tests.Activation;

public sealed class ActivationCodeFactsTests
{
    private const string Code = "dGtFdDlpn0tbdwhBw7Ml";

    [Fact]
    public void A_valid_activation_code_has_no_problems()
    {
        foreach (ActivationCodeFacts facts in new[] { ActivationCodeFacts.OfBase64(Base64(Code)), ActivationCodeFacts.OfPlain(Code) })
        {
            (facts.IsThere, facts.IsNotEncoded, facts.IsDoubleEncoded, facts.HasWhiteSpace, facts.Length, facts.Placeholder)
                .ShouldBe((true, false, false, false, 20, null));
        }
    }

    [Fact]
    public void Distinguishes_double_encoding_from_a_code_that_is_valid_base64()
    {
        ActivationCodeFacts.OfBase64(Base64(Base64(Code))).IsDoubleEncoded.ShouldBeTrue();
        ActivationCodeFacts.OfBase64(Base64(Base64(Code + "\n"))).IsDoubleEncoded.ShouldBeTrue();
        ActivationCodeFacts.OfPlain(Base64(Code)).IsDoubleEncoded.ShouldBeTrue();

        // Codes consist of twenty letters and digits, which is always valid base64.
        var random = new Random(20211112);
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        for (int i = 0; i < 20_000; i++)
        {
            string code = new([.. Enumerable.Range(0, 20 + (4 * (i % 4))).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            ActivationCodeFacts.OfBase64(Base64(code)).IsDoubleEncoded.ShouldBeFalse(code);
            ActivationCodeFacts.OfBase64(code).IsNotEncoded.ShouldBeTrue(code);
        }
    }

    [Theory]
    [InlineData("dGtFdDlpn0tbdwhBw7Ml\n", true, true)]
    [InlineData("dGtFdDlpn0tbdwhBw7Ml\r\n", true, true)]
    [InlineData(" dGtFdDlpn0tbdwhBw7Ml", false, true)]
    [InlineData("dGtFdDlpn0 tbdwhBw7Ml", false, true)]
    public void Detects_white_space(string code, bool endsWithLineBreak, bool hasWhiteSpace)
    {
        var facts = ActivationCodeFacts.OfBase64(Base64(code));
        (facts.EndsWithLineBreak, facts.HasWhiteSpace).ShouldBe((endsWithLineBreak, hasWhiteSpace));
        facts.IsDoubleEncoded.ShouldBeFalse();
    }

    [Theory]
    [InlineData("\"" + Code + "\"", true)]
    [InlineData("'" + Code + "'", true)]
    [InlineData("\"" + Code + "\"\n", true)]
    [InlineData(Code, false)]
    public void Detects_encoded_and_plain_quotes(string code, bool isQuoted)
    {
        foreach (ActivationCodeFacts facts in new[] { ActivationCodeFacts.OfBase64(Base64(code)), ActivationCodeFacts.OfPlain(code) })
        {
            (facts.IsQuoted, facts.Length, facts.IsNotEncoded, facts.IsDoubleEncoded).ShouldBe((isQuoted, 20, false, false));
        }
    }

    [Theory]
    [InlineData("utf-16", false, "UTF-16")]
    [InlineData("utf-16", true, "UTF-16")]
    [InlineData("utf-16BE", false, "UTF-16")]
    [InlineData("utf-16BE", true, "UTF-16")]
    [InlineData("utf-8", true, "UTF-8 with a byte order mark")]
    [InlineData("utf-8", false, null)]
    public void Names_another_encoding(string name, bool hasMark, string? expected)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Code + "\r\n")];
        ActivationCodeFacts facts = ActivationCodeFacts.OfBase64(Convert.ToBase64String(bytes));
        (facts.WrongEncoding, facts.IsNotEncoded).ShouldBe((expected, false));
    }

    [Theory]
    [InlineData("%EKS_ACTIVATION_CODE%", "%EKS_ACTIVATION_CODE%")]
    [InlineData("$EKS_ACTIVATION_CODE", "$EKS_ACTIVATION_CODE")]
    [InlineData("${CODE}", "${CODE}")]
    [InlineData("{{ .Values.eks.activationCode }}", "{{ .Values.eks.activationCode }}")]
    [InlineData("<activation-code>", "<activation-code>")]
    [InlineData(Code, null)]
    public void Detects_encoded_and_plain_placeholders(string code, string? placeholder)
    {
        ActivationCodeFacts.OfPlain(code).Placeholder.ShouldBe(placeholder);
        ActivationCodeFacts.OfBase64(Base64(code)).Placeholder.ShouldBe(placeholder);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \n")]
    public void An_empty_code_is_not_a_code(string? nothing)
    {
        ActivationCodeFacts.OfPlain(nothing).IsThere.ShouldBeFalse();
        ActivationCodeFacts.OfBase64(nothing).IsThere.ShouldBeFalse();
        ActivationCodeFacts.OfBase64(Base64(nothing ?? string.Empty)).IsThere.ShouldBeFalse();
    }

    [Fact]
    public void The_facts_about_a_code_do_not_contain_it()
    {
        ActivationCodeFacts.OfPlain(Code).ToString().ShouldNotContain(Code);
        typeof(ActivationCodeFacts).GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => property.Name)
            .ShouldBe(["Placeholder", "WrongEncoding"], ignoreOrder: true);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
