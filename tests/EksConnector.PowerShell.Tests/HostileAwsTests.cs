using EksConnector.FakeCluster.Aws;

namespace EksConnector.PowerShell.Tests;

/// <summary>What AWS answers reaches no stream with escape sequences or invisible characters.</summary>
public sealed class HostileAwsTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    private const string Hidden = "\u001b[31m\u0007\r\u0085\u202e\u2028\u200b";

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task No_stream_shows_hidden_characters_from_AWS(string pwsh)
    {
        foreach ((string name, FakeEksCluster cluster) in fixture.Aws.Clusters.ToArray())
        {
            fixture.Aws.Clusters[name] = cluster with { Provider = Hidden + "OTHER", RoleArn = cluster.RoleArn + Hidden, Status = cluster.Status + Hidden };
            fixture.Aws.Clusters["evil" + Hidden] = cluster;
        }

        foreach ((string id, FakeSsmInstance instance) in fixture.Aws.Instances.ToArray())
        {
            fixture.Aws.Instances[id] = instance with { PingStatus = "Online" + Hidden, AgentVersion = Hidden + "3" };
        }

        PwshResult result = await PwshRun.OfAsync(pwsh, """
            $texts = [Collections.Generic.List[string]]::new()
            function Look($what, $run) {
                $objects = @(& $run *>&1)
                foreach ($each in $objects) {
                    $texts.Add("$what " + ($each | Out-String) + ($each | Format-List * | Out-String))
                    if ($each -is [System.Management.Automation.ErrorRecord]) { $texts.Add("$what $($each.TargetObject) $($each.ErrorDetails.RecommendedAction) $($each.Exception.Reason)") }
                }
                "$what $($objects.Count)"
            }
            Look name { Get-EksConnectorClusterName admin -Namespace healthy -All -Verbose }
            Look test { Test-EksConnector admin -Namespace healthy -Verbose }
            Look activation { Test-EksConnectorActivation admin -Namespace healthy -Verbose }
            Look named { Test-EksConnectorActivation admin -Namespace healthy -ClusterName "no`e[31m" }
            (TabExpansion2 'Test-EksConnectorActivation -ClusterName ' 41).CompletionMatches | ForEach-Object { $texts.Add("tab $($_.CompletionText)|$($_.ListItemText)|$($_.ToolTip)") }
            $bad = $texts | Where-Object { ($_ -replace "`r`n", "`n") -match '[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]' }
            "bad: $(@($bad).Count)"
            $bad | Select-Object -First 5 | ForEach-Object { [uri]::EscapeDataString($_.Substring(0, [Math]::Min(400, $_.Length))) }
            """, fixture.Environment);
        result.Output.ShouldContain("bad: 0", customMessage: result.Output + result.Errors);
        result.Lines.Count(line => line.StartsWith("name ", StringComparison.Ordinal) || line.StartsWith("test ", StringComparison.Ordinal) || line.StartsWith("activation ", StringComparison.Ordinal)).ShouldBe(3);
        result.Output.ShouldNotContain("UnexpectedError");
    }
}
