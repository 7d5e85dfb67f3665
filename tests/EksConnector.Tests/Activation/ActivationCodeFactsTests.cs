using System.Text;
using EksConnector.Core.Connector;

namespace EksConnector.Tests.Activation;

public sealed class ActivationCodeFactsTests
{
    private const string Code = "dGtFdDlpn0tbdwhBw7Ml";

    [Fact]
    public void A_code_as_it_has_to_be_has_nothing_wrong()
    {
        foreach (ActivationCodeFacts facts in new[] { ActivationCodeFacts.OfBase64(Base64(Code)), ActivationCodeFacts.OfPlain(Code) })
        {
            (facts.IsThere, facts.IsNotEncoded, facts.IsDoubleEncoded, facts.HasWhiteSpace, facts.Length, facts.Placeholder)
                .ShouldBe((true, false, false, false, 20, null));
        }
    }

    [Fact]
    public void Twice_encoded_is_told_from_a_code_that_happens_to_be_base64()
    {
        ActivationCodeFacts.OfBase64(Base64(Base64(Code))).IsDoubleEncoded.ShouldBeTrue();
        ActivationCodeFacts.OfBase64(Base64(Base64(Code + "\n"))).IsDoubleEncoded.ShouldBeTrue();
        ActivationCodeFacts.OfPlain(Base64(Code)).IsDoubleEncoded.ShouldBeTrue();

        // Codes are twenty letters and digits, which are always base64 of something.
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
    public void White_space_is_seen(string code, bool endsWithLineBreak, bool hasWhiteSpace)
    {
        var facts = ActivationCodeFacts.OfBase64(Base64(code));
        (facts.EndsWithLineBreak, facts.HasWhiteSpace).ShouldBe((endsWithLineBreak, hasWhiteSpace));
        facts.IsDoubleEncoded.ShouldBeFalse();
    }

    [Theory]
    [InlineData("%EKS_ACTIVATION_CODE%", "%EKS_ACTIVATION_CODE%")]
    [InlineData("$EKS_ACTIVATION_CODE", "$EKS_ACTIVATION_CODE")]
    [InlineData("${CODE}", "${CODE}")]
    [InlineData("{{ .Values.eks.activationCode }}", "{{ .Values.eks.activationCode }}")]
    [InlineData("<activation-code>", "<activation-code>")]
    [InlineData(Code, null)]
    public void Placeholders_are_seen_encoded_or_not(string code, string? placeholder)
    {
        ActivationCodeFacts.OfPlain(code).Placeholder.ShouldBe(placeholder);
        ActivationCodeFacts.OfBase64(Base64(code)).Placeholder.ShouldBe(placeholder);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \n")]
    public void Nothing_is_no_code(string? nothing)
    {
        ActivationCodeFacts.OfPlain(nothing).IsThere.ShouldBeFalse();
        ActivationCodeFacts.OfBase64(nothing).IsThere.ShouldBeFalse();
        ActivationCodeFacts.OfBase64(Base64(nothing ?? string.Empty)).IsThere.ShouldBeFalse();
    }

    [Fact]
    public void The_code_is_not_in_what_is_known_of_it()
    {
        ActivationCodeFacts.OfPlain(Code).ToString().ShouldNotContain(Code);
        typeof(ActivationCodeFacts).GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => property.Name).ShouldBe(["Placeholder"]);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
