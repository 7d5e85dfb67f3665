using System.Text;
using System.Text.RegularExpressions;
using EksConnector.Core.Logs;

namespace EksConnector.Tests.Logs;

public sealed class EntryPatternTests
{
    [Fact]
    public void Agrees_with_the_regular_expression()
    {
        string[] patterns = ["k", "needle", "Needle", "n", "e n", "kelvin", "#", "a#b", "-", "@`", "needle|x", "^needle", "n.edle", "ä", "\ufffd"];
        string[] texts =
        [
            "", "k", "K", "\u212a", "\u212aelvin", "needle", "NEEDLE", "a neEdle in a long, long haystack of text", "a long, long haystack with needl",
            "xxxxxxxxxxxxxxxneedle", "xxxxxxxxxxxxxxxxneedle", "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnneedl", "NeEdLe\u00e4", "\u00c4", "a#b c#d", "e  n e n", "@`", "@@", "`@", "\ufffd",
        ];
        RegexOptions[] options =
        [
            RegexOptions.None, RegexOptions.IgnoreCase, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, RegexOptions.RightToLeft,
            RegexOptions.IgnorePatternWhitespace, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase,
        ];
        int matches = 0;
        foreach (string pattern in patterns)
        {
            foreach (RegexOptions option in options)
            {
                var regex = new Regex(pattern, option, TimeSpan.FromSeconds(10));
                var entryPattern = new EntryPattern(regex);
                foreach (string text in texts)
                {
                    bool matched = entryPattern.IsMatch(Encoding.UTF8.GetBytes(text));
                    matched.ShouldBe(regex.IsMatch(text), $"{pattern} in {text} with {option}");
                    matches += matched ? 1 : 0;
                }
            }
        }

        matches.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Finds_plain_text_at_every_position()
    {
        for (int length = 1; length < 40; length++)
        {
            byte[] needle = Encoding.ASCII.GetBytes(new string('n', length - 1) + "Z");
            for (int at = 0; at < 70; at++)
            {
                byte[] text = Encoding.ASCII.GetBytes(new string('N', at) + new string('N', length - 1) + "z" + new string('n', 5));
                AsciiSearch.Contains(text, needle).ShouldBeTrue();
                AsciiSearch.Contains(text.AsSpan(0, at + length - 1), needle).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void A_slow_pattern_is_an_error_that_names_the_pattern_and_no_log_text()
    {
        var regex = new Regex("(x+x+)+y", RegexOptions.None, TimeSpan.FromMilliseconds(20));
        string log = "2021-01-08 08:44:27 INFO secret-content " + new string('x', 60);
        var exception = Should.Throw<EksConnectorException>(() => LogText.Entries(log, new() { Pattern = regex }));
        exception.ErrorId.ShouldBe(ErrorIds.InvalidParameter);
        exception.Message.ShouldContain("(x+x+)+y");
        exception.ToString().ShouldNotContain("secret-content");
    }
}
