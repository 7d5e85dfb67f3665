namespace EksConnector.PowerShell.Tests;

/// <summary>With more than one cluster, namespace or Pod in the output, every view shows which a row is about.</summary>
public sealed class WhichConnectorTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Views_name_the_cluster_and_a_namespace_other_than_the_default(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(pwsh, """
            function Text { $input | Out-String -Width 110 }
            $targets = foreach ($namespace in 'eks-connector', 'complete') { foreach ($context in 'admin', 'fleet-0001') { [pscustomobject]@{ Context = $context; Namespace = $namespace } } }
            $arn = 'arn:aws:iam::111122223333:role/x'
            $calls = [ordered]@{
                status = { $targets | Get-EksConnectorStatus -WarningAction SilentlyContinue }
                name = { $targets | Get-EksConnectorClusterName -WarningAction SilentlyContinue }
                test = { $targets | Test-EksConnector -SkipAws -WarningAction SilentlyContinue }
                finding = { $targets | Get-EksConnectorFinding -SkipAws -All -WarningAction SilentlyContinue }
                activation = { $targets | Test-EksConnectorActivation -SkipAws -WarningAction SilentlyContinue }
                endpoint = { $targets | Test-EksConnectorEndpoint -WarningAction SilentlyContinue }
                log = { $targets | Get-EksConnectorLog -Container init -Tail 1 -WarningAction SilentlyContinue }
                impersonation = { $targets | Get-EksConnectorImpersonation -WarningAction SilentlyContinue }
            }
            foreach ($name in $calls.Keys) {
                $rows = @(& $calls[$name])
                $seen = foreach ($view in ($rows | Text), ($rows | Format-Table | Text), ($rows | Format-List | Text)) {
                    ($view -match 'fleet-0001') -and ($view -match 'admin') -and ($view -match 'complete')
                }
                "${name}: $($rows.Count -ge 4) $($seen | Sort-Object -Unique)"
            }
            $one = Get-EksConnectorStatus admin -Namespace eks-connector
            "usual: $(($one | Text) -match '\(eks-connector\)')"
            """, fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "status: True True",
            "name: True True",
            "test: True True",
            "finding: True True",
            "activation: True True",
            "endpoint: True True",
            "log: True True",
            "impersonation: True True",
            "usual: False",
        ]);
    }
}
