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

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_repair_that_cannot_be_confirmed_names_the_parameter_to_pass(string pwsh)
    {
        await fixture.Fake.EnterAsync("healthy", "unbound");
        fixture.Fake.Store.Delete("rolebindings", "unbound", "eks-connector-secret-access");
        PwshResult result = await PwshRun.OfAsync(pwsh, """
            try { Repair-EksConnector admin -Namespace unbound -SkipAws; 'went on' } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]): $($_.ErrorDetails.RecommendedAction)" }
            """, fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["ConfirmationImpossible: To see the changes, use -WhatIf. To make them without confirmation, use -Confirm:$false."]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Without_a_kubeconfig_the_recommendation_names_KubeConfigText(string pwsh)
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory();
        var environment = new Dictionary<string, string?> { ["KUBECONFIG"] = null, ["HOME"] = home.FullName, ["USERPROFILE"] = home.FullName };
        PwshResult result = await PwshRun.OfAsync(pwsh, """
            try { Get-EksConnectorStatus } catch { $_.ErrorDetails.RecommendedAction }
            $env:KUBECONFIG = '/no/such/file'
            try { Get-EksConnectorStatus } catch { $_.ErrorDetails.RecommendedAction }
            """, environment);
        home.Delete(recursive: true);
        result.Errors.ShouldBeEmpty();
        result.Lines.Length.ShouldBe(2);
        result.Lines.ShouldAllBe(line => line.Contains("-KubeConfigText") && !line.Contains("[redacted]"));
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Ignores_piped_properties_that_the_parameter_set_does_not_have(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(pwsh, """
            $d = Test-EksConnector admin -Namespace eks-connector -SkipAws
            "finding: $(($d | Get-EksConnectorFinding -Severity Error).Code)"
            $file = Join-Path ([IO.Path]::GetTempPath()) "$(New-Guid).zip"
            $bundle = Export-EksConnectorDiagnostic admin -Namespace eks-connector -SkipAws -DestinationPath $file
            "file: $(($bundle | Test-EksConnector).RootCause) $((Get-Item $file | Test-EksConnector -Quiet))"
            Remove-Item $file
            "name: $(([pscustomobject]@{ ClusterName = 'my-cluster'; Region = 'us-west-2'; Context = 'admin'; Namespace = 'complete' } | Test-EksConnectorActivation -SkipKubernetes).ClusterName)"
            """, fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["finding: InvalidActivation", "file: InvalidActivation False", "name: my-cluster"]);
    }
}
