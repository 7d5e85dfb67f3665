namespace EksConnector.PowerShell.Tests;

/// <summary>The views in a session in ConstrainedLanguage mode.</summary>
public sealed class ConstrainedSessionTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Views_render_in_a_constrained_session(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $d = Test-EksConnector admin -Namespace eks-connector -SkipAws
            $pods = Get-EksConnectorStatus admin -Namespace complete -Detailed
            $a = Test-EksConnectorActivation admin -Namespace complete
            $job = Start-Job { Import-Module $using:module; Test-EksConnector admin -SkipAws; Get-EksConnectorStatus admin -Namespace complete } | Receive-Job -Wait -AutoRemoveJob
            function Text { $input | Out-String -Width 80 }
            $full = $d, $pods, $a | ForEach-Object { $_ | Text; $_ | Format-List | Text; $_ | Format-Table | Text }
            $jobs = $job | ForEach-Object { $_ | Text }
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            $constrained = $d, $pods, $a | ForEach-Object { $_ | Text; $_ | Format-List | Text; $_ | Format-Table | Text }
            $constrainedJobs = $job | ForEach-Object { $_ | Text }
            "same: $("$full" -ceq "$constrained") $("$jobs" -ceq "$constrainedJobs") $("$constrained".Length -gt 1000)"
            "job: $("$constrainedJobs" -match 'Evidence ') $("$constrainedJobs" -match '2/2 +Running +0 +\d+[smh]')"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["same: True True True", "job: True True"]);
    }

    private Task<PwshResult> RunAsync(string pwsh, string script) => PwshRun.OfAsync(pwsh, $"$module = '{PwshRun.Module}'\n{script}", fixture.Environment);
}
