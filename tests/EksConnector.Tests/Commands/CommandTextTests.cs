using System.Diagnostics;

namespace EksConnector.Tests.Commands;

/// <summary>Values from outside never become commands.</summary>
public sealed class CommandTextTests
{
    public static TheoryData<string> HostileWords =>
    [
        "plain-word_1.2/3:4", "two words", "it's", "$(touch /tmp/evil)", "`id`", "a;b", "a|b", "a&b", "\"quoted\"", "~", "*", "#comment", "", "$HOME",
        "--flag=$(id)", "a\\b", "‘smart’ ‚quotes‛", "%PATH%", "{a,b}", "a!b", "@args",
    ];

    [SkippableTheory]
    [MemberData(nameof(HostileWords))]
    public async Task A_shell_reads_exactly_the_argument(string word)
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no POSIX shell.");
        (await RunAsync("sh", "-c", FixCommand.Of("printf", "%s", word)!.Shell)).ShouldBe(word);
    }

    [Theory]
    [MemberData(nameof(HostileWords))]
    public void PowerShell_arguments_are_plain_words_or_one_quoted_literal(string word)
    {
        string quoted = FixCommand.Of("kubectl", word)!.PowerShell["kubectl ".Length..];
        if (quoted != word)
        {
            quoted[0].ShouldBe('\'');
            quoted[^1].ShouldBe('\'');
            string inner = quoted[1..^1];
            foreach (char quote in "'‘’‚‛")
            {
                inner = inner.Replace($"{quote}{quote}", "\u0001");
                inner.ShouldNotContain(quote);
            }
        }
        else
        {
            word.ShouldMatch("^[A-Za-z0-9_./:=+-]+$");
        }
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\u001b[31m")]
    public void Values_with_control_characters_are_in_no_command(string word) => FixCommand.Of("kubectl", word).ShouldBeNull();

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
