using EksConnector.Core;

namespace EksConnector.Tests.Values;

/// <summary>Displayed text has no control characters and no invisible characters, and they cannot hide a secret.</summary>
public sealed class OutsideTextTests
{
    private const string Secret = "hunter2hunter2hunter2";

    [Fact]
    public void Replaces_every_hidden_character()
    {
        int[] hidden =
        [
            .. Enumerable.Range(0, 0x20).Except(['\t', '\n']), .. Enumerable.Range(0x7F, 0x21), 0xAD, 0x61C, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029,
            .. Enumerable.Range(0x202A, 5), .. Enumerable.Range(0x2060, 16).Except([0x2065]), 0xFEFF, 0xFFF9, 0xFE0F, 0x3164, 0xE0001, 0xE0041, 0xE007F, 0x1D173,
        ];
        foreach (int code in hidden)
        {
            string text = $"a{char.ConvertFromUtf32(code)}b";
            string shown = VisibleText.Of(text);
            shown.Length.ShouldBe(text.Length);
            VisibleText.IsVisible(shown).ShouldBeTrue($"U+{code:X4}");
            VisibleText.IsVisible(text).ShouldBeFalse($"U+{code:X4}");
            VisibleText.RemoveHidden(text).ShouldBe("ab");
        }

        VisibleText.Of("a\ud800").ShouldBe("a\uFFFD");
        VisibleText.Of("\udc00a").ShouldBe("\uFFFDa");
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a\tb\nc")]
    [InlineData("J\u00fcrgen, \u65e5\u672c\u8a9e, \u0627\u0644\u0639\u0631\u0628\u064a\u0629, \ud83d\ude80")]
    public void Returns_the_same_string_without_hidden_characters(string text) => VisibleText.Of(text).ShouldBeSameAs(text);

    [Theory]
    [InlineData("pass\u200bword: ")]
    [InlineData("password\u202e: ")]
    [InlineData("password: \u001b")]
    [InlineData("\u0007password: ")]
    [InlineData("pa\u00adss\u00adword=")]
    public void Redacts_a_secret_that_contains_hidden_characters(string before)
    {
        OutsideText.Clean(before + Secret).ShouldNotContain(Secret);
        OutsideText.Clean(before + Secret[..6] + "\u200b" + Secret[6..]).ShouldNotContain(Secret[6..]);
    }

    [Fact]
    public void A_line_has_no_line_breaks() => OutsideText.Line("a\r\nb\u2028c\u0085\td\n").ShouldBe("a b c d");

    [Fact]
    public void A_failure_has_no_control_characters()
    {
        var failure = new EksConnectorException("x", FailureCategory.NotSpecified, "a\u001b[31m", "b\u202e") { Target = "c\u0007", Reason = "d\u0085" };
        new[] { failure.Message, failure.RecommendedAction, failure.Target!, failure.Reason!, failure.ToString() }.ShouldAllBe(text => VisibleText.IsVisible(text));
    }
}
