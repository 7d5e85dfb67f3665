using System.Text.RegularExpressions;

namespace EksConnector.PowerShell.Tests;

/// <summary>The Pester tests in the folder Cmdlets. One PowerShell runs all of them, and each is reported as a test of its own.</summary>
public sealed partial class CmdletTests(PesterRuns runs) : IClassFixture<PesterRuns>
{
    /// <summary>Every <c>It</c> of every file for every PowerShell, read from the text of the files, since a list of tests must not start a PowerShell.</summary>
    public static TheoryData<string, string, string> Tests()
    {
        var data = new TheoryData<string, string, string>();
        foreach (string pwsh in Pwsh.All)
        {
            foreach (PesterTest test in Listed())
            {
                data.Add(pwsh, test.File, test.Name);
            }
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Tests))]
    public async Task Passes(string pwsh, string file, string test)
    {
        PesterResult[] results = [.. (await runs.OfAsync(pwsh)).Tests.Where(result => result.Test == new PesterTest(file, test))];
        results.ShouldNotBeEmpty($"Pester did not run this test.\n{await runs.ProblemsAsync(pwsh)}");
        Skip.If(OperatingSystem.IsWindows() && results.All(result => result.Result == "Skipped"), "The test is not for Windows.");
        results.Where(result => result.Result != "Passed").Select(result => $"{result.Result}: {result.Message}").ShouldBeEmpty();
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

    private static IEnumerable<PesterTest> Listed() =>
        from file in Directory.EnumerateFiles(PesterRuns.Folder, "*.Tests.ps1").Order(StringComparer.Ordinal)
        from Match match in It().Matches(File.ReadAllText(file))
        select new PesterTest(Path.GetFileName(file), match.Groups["name"].Value.Replace("''", "'", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*It '(?<name>([^'\n]|'')+)'", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex It();
}
