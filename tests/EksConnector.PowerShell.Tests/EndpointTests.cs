namespace EksConnector.PowerShell.Tests;

/// <summary>Test-EksConnectorEndpoint in a real PowerShell, against the fake cluster.</summary>
public sealed class EndpointTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Emits_an_object_for_each_Pod_and_endpoint(string pwsh)
    {
        Skip.IfNot(File.Exists("/bin/sh"), "the fake runs the test in this machine's shell");
        await fixture.Fake.EnterAsync("agent-offline", "offline");
        PwshResult result = await PwshRun.OfAsync(pwsh, """
            $rows = Test-EksConnectorEndpoint admin -Namespace offline
            $rows | ForEach-Object { "$($_.Pod) $($_.Endpoint) $($_.IsReachable) $($_.FailedStep) $($_.FindingCode) $($_.Addresses.Count)" }
            "type: $($rows[0].GetType().FullName) $($rows[0].TlsTime.TotalMilliseconds)"
            "null: $(@(@() | Test-EksConnectorEndpoint).Count)"
            "piped: $((Get-EksConnectorStatus admin -Namespace offline | Select-Object -First 1 | Test-EksConnectorEndpoint).Count)"
            "region: $((Test-EksConnectorEndpoint admin -Namespace offline -Region eu-west-1)[0].HostName)"
            "wide: $(($rows | Out-String -Width 80) -split "`n" | Where-Object { $_.TrimEnd().Length -gt 80 })"
            "seen: $(($rows | Out-String -Width 80) -match 'eks-connector-0' -and ($rows | Out-String -Width 80) -match 'offline')"
            $typed = 'Test-EksConnectorEndpoint -Region eu-w'
            "complete: $((TabExpansion2 $typed $typed.Length).CompletionMatches.CompletionText -contains 'eu-west-1')"
            """, fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "eks-connector-0 ssm True   1",
            "eks-connector-0 ssmmessages False Dns SsmMessagesDnsFailed 0",
            "eks-connector-1 ssm True   1",
            "eks-connector-1 ssmmessages False Dns SsmMessagesDnsFailed 0",
            "type: EksConnector.EndpointResult 47",
            "null: 0",
            "piped: 4",
            "region: ssm.eu-west-1.amazonaws.com",
            "wide:",
            "seen: True",
            "complete: True",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Invalid_input_and_clusters_without_an_agent_are_errors(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(pwsh, """
            foreach ($call in
                { Test-EksConnectorEndpoint admin -Namespace zero -ErrorAction Stop },
                { Test-EksConnectorEndpoint admin -Region 'evil.example/x' },
                { Test-EksConnectorEndpoint admin -StepTimeout 2h }) {
                try { & $call; 'no error' } catch { "$($_.FullyQualifiedErrorId -split ',' | Select-Object -First 1) $($null -ne $_.ErrorDetails.RecommendedAction)" }
            }
            """, fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.Take(2).ShouldBe(["EndpointNotTested True", "InvalidParameter True"]);
        result.Lines[2].ShouldNotContain("no error");
    }
}
