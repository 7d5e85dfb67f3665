namespace EksConnector.PowerShell.Tests;

/// <summary>What each way of calling a cmdlet takes.</summary>
public sealed class ParameterTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task No_parameter_set_has_a_parameter_without_effect(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(pwsh, """
            $common = [System.Management.Automation.Cmdlet]::CommonParameters
            foreach ($command in Get-Command -Module EksConnector) {
                foreach ($set in $command.ParameterSets) {
                    $names = @($set.Parameters.Name | Where-Object { $_ -notin $common })
                    # One server is one cluster.
                    if ($set.Name -eq 'Server') { $names | Where-Object { $_ -in 'Context', 'ThrottleLimit', 'AsCompleted' } | ForEach-Object { "$command $($set.Name) $_" } }
                    if ($set.Name -in 'Path', 'ListAvailable', 'InputObject', 'Message', 'Manifest', 'SkipKubernetes') { "$command $($set.Name): $(($names | Sort-Object) -join ' ')" }
                }
            }
            "other: $(@(Get-Command -Module EksConnector | Where-Object { $_.Parameters.ContainsKey('ThrottleLimit') -ne ($_.Parameters.ContainsKey('AsCompleted') -or $_.Name -in 'Get-EksConnectorLog', 'Export-EksConnectorDiagnostic', 'Reset-EksConnectorActivation') }).Name)"
            $all = Get-EksConnectorFinding -ListAvailable
            "list: $($all.Count -gt 100) $((Test-EksConnector admin -Namespace complete -SkipAws | Get-EksConnectorFinding -All).Count -gt 20)"
            """, fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "Get-EksConnectorFinding InputObject: All Code ExcludeCode InputObject Severity",
            "Get-EksConnectorFinding ListAvailable: Code ExcludeCode ListAvailable Severity",
            "Resolve-EksConnectorError Message: Message",
            "Resolve-EksConnectorError Path: Path",
            "Test-EksConnector Path: AllowUnverified FailOn Path Quiet",
            "Test-EksConnectorActivation SkipKubernetes: AsCompleted AwsCredential AwsSessionToken ClusterName EndpointUrl ExpiryWarning ProfileName Quiet Region RequestTimeout RoleArn SkipAws SkipKubernetes ThrottleLimit WebIdentityToken",
            "Test-EksConnectorActivation Manifest: AwsCredential AwsSessionToken ClusterName EndpointUrl ExpiryWarning ManifestPath ProfileName Quiet Region RequestTimeout RoleArn SkipAws WebIdentityToken",
            "other:",
            "list: True True",
        ], ignoreOrder: true);
    }
}
