using EksConnector.Core;

namespace EksConnector.Tests.Values;

/// <summary>Long texts are shortened in the middle.</summary>
public sealed class ShortTextTests
{
    [Theory]
    [InlineData("abcdefgh", "abcdefgh")]
    [InlineData("abcdefghijklmnop", "abc ... nop")]
    public void Keeps_the_beginning_and_the_end(string text, string expected) => ShortText.Of(text, 11).ShouldBe(expected);

    [Fact]
    public void Keeps_the_reason_of_a_Go_program()
    {
        string text = $"failed to initiate eks-connector: RequestError: send request failed caused by: Post \"https://{new string('x', 900)}\": dial tcp 10.0.0.1:443: connect: connection refused";

        string shown = ShortText.Of(text, 300);

        shown.Length.ShouldBe(300);
        shown.ShouldStartWith("failed to initiate eks-connector: RequestError");
        shown.ShouldEndWith("dial tcp 10.0.0.1:443: connect: connection refused");
    }

    [Fact]
    public void Does_not_split_a_character()
    {
        string text = string.Concat(Enumerable.Repeat("\U0001F600", 40));
        for (int longest = 8; longest < 40; longest++)
        {
            string shown = ShortText.Of(text, longest);
            shown.Length.ShouldBeLessThanOrEqualTo(longest);
            shown.Replace("\U0001F600", string.Empty, StringComparison.Ordinal).ShouldBe(" ... ");
        }
    }
}
