namespace EksConnector.PowerShell.Tests;

/// <summary>What Tab offers.</summary>
public sealed class CompletionTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Contexts_and_namespaces_are_offered(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            """
            function Get-Offered([string]$line) { ((TabExpansion2 $line).CompletionMatches.Where({ $_.ResultType -eq 'ParameterValue' }).CompletionText) -join ' ' }

            # The first Tab may come too late for its 300 ms, and says nothing then.
            [void](Get-EksConnectorStatus admin -Namespace healthy); [void](Get-Offered 'Get-EksConnectorStatus a')
            "contexts: $(Get-Offered 'Get-EksConnectorStatus n')"
            "all: $((Get-Offered 'Get-EksConnectorStatus fleet-').Split(' ').Count)"
            "namespaces: $(Get-Offered 'Get-EksConnectorStatus admin -Namespace h')"
            "offline: $(Get-Offered 'Get-EksConnectorStatus offline -Namespace ')"
            $watch = [Diagnostics.Stopwatch]::StartNew()
            [void](Get-Offered 'Get-EksConnectorStatus offline -Namespace ')
            "soon: $($watch.ElapsedMilliseconds -lt 1000)"
            """,
            fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["contexts: nobody", "all: 8", "namespaces: healthy", "offline:", "soon: True"]);
    }
}
