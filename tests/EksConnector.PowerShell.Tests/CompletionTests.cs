namespace EksConnector.PowerShell.Tests;

/// <summary>The time of tab completion.</summary>
[Collection(nameof(ClockGroup))]
[Trait("Group", "Clock")]
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
            // A busy machine can exceed the limit, so there are up to three sessions, each with its first Tab.
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

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_completed_context_is_one_argument_with_its_name(string pwsh)
    {
        // The kubeconfig can contain any name, including an empty one, which PowerShell cannot complete.
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            """
            $names = '$(calc)', 'a b', "it's", '--%', '-Force', '"q"', '@{a=1}', 'a;b', '[x]', '*', '#c', 'a,b', '1e3', "`u{2018}y`u{2019}", "`u{2013}dash", '&', '>out', '', ' ', "e`e[31m"
            $path = [IO.Path]::GetTempFileName()
            $contexts = $names | ForEach-Object { "- {name: $(ConvertTo-Json $_ -EscapeHandling EscapeNonAscii), context: {cluster: k, user: u}}" }
            [IO.File]::WriteAllText($path, "apiVersion: v1`nkind: Config`nclusters: [{name: k, cluster: {server: 'https://127.0.0.1:9'}}]`nusers: [{name: u, user: {token: t}}]`ncontexts:`n$($contexts -join "`n")`n")
            $line = "Get-EksConnectorStatus -KubeConfigPath $path -Context "
            $offered = (TabExpansion2 $line $line.Length).CompletionMatches.Where({ $_.ResultType -eq 'ParameterValue' })
            foreach ($match in $offered) {
                $errors = $null
                $command = [Management.Automation.Language.Parser]::ParseInput("x -Context $($match.CompletionText)", [ref]$null, [ref]$errors).EndBlock.Statements[0].PipelineElements[0]
                if ($errors -or $command.CommandElements.Count -ne 3 -or $command.CommandElements[2].Value -cne $match.ListItemText) { "wrong: $($match.CompletionText)" }
            }
            "$($offered.Count) of $($names.Count)"
            Remove-Item $path
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["17 of 20"]);
    }

    private Task<PwshResult> FirstTabAsync(string pwsh, string line) => PwshRun.OfAsync(
        pwsh, $"((TabExpansion2 '{line}').CompletionMatches.Where({{ $_.ResultType -eq 'ParameterValue' }}).CompletionText) -join ' '", fixture.Environment);
}
