namespace EksConnector.PowerShell.Tests;

/// <summary>How soon Tab answers.</summary>
[Collection(nameof(ClockGroup))]
public sealed class CompletionTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Completes_on_the_first_Tab_of_a_session(string pwsh)
    {
        (string Line, string Offered)[] cases =
        [
            ("Get-EksConnectorStatus n", "nobody"),
            ("Get-EksConnectorStatus admin -Namespace h", "healthy"),
            ("Get-EksConnectorLog admin -Namespace healthy -Pod ", "eks-connector-0 eks-connector-1"),
            ("Test-EksConnectorActivation -ClusterName my", "my-cluster"),
        ];
        foreach ((string line, string offered) in cases)
        {
            // A machine that is busy can need longer than the limit, so there are three sessions, each with its first Tab.
            PwshResult result = await FirstTabAsync(pwsh, line);
            for (int session = 1; session < 3 && result.Lines.Length == 0; session++)
            {
                result = await FirstTabAsync(pwsh, line);
            }

            result.Errors.ShouldBeEmpty();
            result.Lines.ShouldBe([offered], line);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task An_offline_cluster_does_not_block_tab_completion(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            """
            $line = 'Get-EksConnectorStatus offline -Namespace '
            [void](TabExpansion2 $line)
            $watch = [Diagnostics.Stopwatch]::StartNew()
            [void](TabExpansion2 $line)
            "soon: $($watch.ElapsedMilliseconds -lt 1000)"
            """,
            fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["soon: True"]);
    }

    private Task<PwshResult> FirstTabAsync(string pwsh, string line) => PwshRun.OfAsync(
        pwsh, $"((TabExpansion2 '{line}').CompletionMatches.Where({{ $_.ResultType -eq 'ParameterValue' }}).CompletionText) -join ' '", fixture.Environment);
}
