using System.Text.RegularExpressions;

namespace EksConnector.PowerShell.Tests;

/// <summary>The Pester tests in the folder Cmdlets. One PowerShell process runs all of them, and each is reported as a separate test.</summary>
public sealed partial class CmdletTests(PesterRuns runs) : IClassFixture<PesterRuns>
{
    /// <summary>Every <c>It</c> of every file for every PowerShell. They are read from the text of the files, because listing tests must not start PowerShell.</summary>
    public static TheoryData<string, PesterTest> Tests()
    {
        var data = new TheoryData<string, PesterTest>();
        foreach (string pwsh in Pwsh.All)
        {
            foreach (PesterTest test in Listed())
            {
                data.Add(pwsh, test);
            }
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Tests))]
    public async Task Passes(string pwsh, PesterTest test)
    {
        PesterReport report = await runs.OfAsync(pwsh);
        string problems = string.Join('\n', report.Problems);
        PesterResult[] results = [.. report.Tests.Where(result => result.Test == test)];
        results.ShouldNotBeEmpty($"Pester did not run this test.\n{problems}");
        Skip.If(OperatingSystem.IsWindows() && results.All(result => result.Result == "Skipped"), "The test is not for Windows.");
        PesterResult[] others = [.. results.Where(result => result.Result != "Passed")];
        others.ShouldBeEmpty(string.Join('\n', others.Select(result => $"{result.Result}: {result.Message}").Append(problems)));
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Pester_runs_each_test_that_is_listed_and_no_other(string pwsh)
    {
        PesterReport report = await runs.OfAsync(pwsh);
        report.Problems.ShouldBeEmpty();
        PesterTest[] listed = [.. Listed()];
        listed.ShouldNotBeEmpty();
        listed.ShouldBeUnique();
        report.Tests.Select(result => result.Test).Distinct().ShouldBe(listed, ignoreOrder: true);
    }

    private static IEnumerable<PesterTest> Listed()
    {
        foreach (string file in Directory.EnumerateFiles(PesterRuns.Folder, "*.Tests.ps1").Order(StringComparer.Ordinal))
        {
            string block = string.Empty;
            foreach (Match match in Heads().Matches(File.ReadAllText(file)))
            {
                string name = match.Groups["name"].Value.Replace("''", "'", StringComparison.Ordinal);
                if (match.Groups["kind"].Value == "It")
                {
                    yield return new PesterTest(Path.GetFileName(file), $"{block}: {name}");
                }
                else
                {
                    block = name;
                }
            }
        }
    }

    [GeneratedRegex(@"^((?<kind>Describe)|\s*(?<kind>It)) '(?<name>([^'\n]|'')+)'", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heads();
}
