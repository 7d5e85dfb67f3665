namespace EksConnector.PowerShell.Tests;

/// <summary>A namespace that does not exist is said to be that, with the namespaces where connectors are, in every cmdlet.</summary>
public sealed class NamespaceTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Reports_a_missing_namespace_and_does_not_recommend_registration(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(pwsh, """
            $common = @{ Context = 'admin'; Namespace = 'typo' }
            $arn = 'arn:aws:iam::111122223333:role/x'
            $file = Join-Path ([IO.Path]::GetTempPath()) "$(New-Guid).zip"
            $calls = [ordered]@{
                status = { Get-EksConnectorStatus @common }
                wait = { Get-EksConnectorStatus @common -Wait }
                detailed = { Get-EksConnectorStatus @common -Detailed }
                log = { Get-EksConnectorLog @common }
                merge = { Get-EksConnectorLog @common -Merge }
                follow = { Get-EksConnectorLog @common -Follow -Duration 2s }
                name = { Get-EksConnectorClusterName @common }
                test = { Test-EksConnector @common -SkipAws }
                aws = { Test-EksConnector @common }
                finding = { Get-EksConnectorFinding @common -SkipAws }
                activation = { Test-EksConnectorActivation @common -SkipAws }
                repair = { Repair-EksConnector @common -SkipAws -Confirm:$false }
                reset = { Reset-EksConnectorActivation @common -Confirm:$false }
                export = { $null = Export-EksConnectorDiagnostic @common -SkipAws -DestinationPath $file; Test-EksConnector -Path $file; Remove-Item $file }
                impersonation = { Get-EksConnectorImpersonation @common }
                grant = { Grant-EksConnectorImpersonation @common -PrincipalArn $arn -Confirm:$false }
                revoke = { Revoke-EksConnectorImpersonation @common -PrincipalArn $arn -Confirm:$false }
            }
            foreach ($name in $calls.Keys) {
                $all = @(& $calls[$name] *>&1)
                $said = ($all | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { "$_ $($_.ErrorDetails.RecommendedAction)" } else { $_ | Out-String -Width 500; $_ | Format-List * | Out-String -Width 500 } }) -join "`n"
                "${name}: $($said -match "[Nn]amespace 'typo' does not exist") $($said -match 'The connector is in: (?=.*\beks-connector\b)(?=.*\bcomplete\b)(?=.*\bhealthy\b).*\bzero\b') $($said -match 'register|[Aa]pply the manifest|Install the connector')"
            }
            """, fixture.Environment);
        result.Errors.ShouldBeEmpty();
        string[] names = ["status", "wait", "detailed", "log", "merge", "follow", "name", "test", "aws", "finding", "activation", "repair", "reset", "export", "impersonation", "grant", "revoke"];
        result.Lines.ShouldBe(names.Select(name => $"{name}: True True False"));
    }
}
