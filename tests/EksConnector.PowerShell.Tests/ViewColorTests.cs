namespace EksConnector.PowerShell.Tests;

/// <summary>The views have colors only if the output renders them, and the text is otherwise the same.</summary>
public sealed class ViewColorTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    private const string Views = """
        $log = Get-EksConnectorLog admin -Namespace eks-connector -Container init -Level Error -Tail 50 -WarningAction SilentlyContinue | Select-Object -Last 1
        $d = Test-EksConnector admin -Namespace eks-connector -SkipAws
        $healthy = Test-EksConnector admin -Namespace complete
        $objects = [ordered]@{
            diagnosis = $d; healthy = $healthy; finding = $d.Findings[0]; definition = @(Get-EksConnectorFinding -ListAvailable)[0]
            status = Get-EksConnectorStatus admin -Namespace complete; activation = Test-EksConnectorActivation admin -Namespace eks-connector -SkipAws; log = $log
        }
        function Text { $input | Out-String -Width 100 }
        function All { foreach ($each in $objects.Values) { $each | Text; $each | Format-List | Text; $each | Format-Table | Text } }
        function Colored { @($objects.Keys | Where-Object { ($objects[$_] | Text) -match '\x1B\[38;5;' }) -join ' ' }

        """;

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Colors_are_shown_only_where_the_output_renders_them(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            "plain: [$(Colored)]"
            $plain = "$(All)"
            $PSStyle.OutputRendering = 'Host'
            "redirected: [$(Colored)]"
            $PSStyle.OutputRendering = 'Ansi'
            "colored: $(Colored)"
            $ansi = "$(All)"
            $shown = $d | Text
            $verdict = $shown.Contains("`e[38;5;160mInvalidActivation`e[0m")
            $lines = @($shown -split '\n' -like "*`e*").Count
            "verdict: $verdict $lines"
            $isGreen = ($healthy | Text).Contains("`e[38;5;28mhealthy`e[0m")
            $isSame = ($ansi -replace '\x1B\[[0-9;]*m') -ceq $plain
            $isExported = ($d | ConvertTo-Json -Depth 5) -match '38;5;' -or "$($d | ConvertTo-Csv)" -match '38;5;'
            "healthy: $isGreen, same text: $isSame, exported: $isExported"
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            "constrained: $("$(All)" -ceq $ansi)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "plain: []",
            "redirected: []",
            "colored: diagnosis healthy finding definition status activation log",
            "verdict: True 1",
            "healthy: True, same text: True, exported: False",
            "constrained: True",
        ]);
    }

    private Task<PwshResult> RunAsync(string pwsh, string script) => PwshRun.OfAsync(pwsh, Views + script, fixture.Environment);
}
