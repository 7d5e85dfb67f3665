namespace EksConnector.PowerShell.Tests;

/// <summary>Objects that come back from jobs, remote sessions, and files are shown and taken like those that a cmdlet has just made.</summary>
public sealed class TravelTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    // Each kind of output, and how it is made.
    private const string Outputs = """
        $make = [ordered]@{
            Diagnosis = { Test-EksConnector admin -Namespace eks-connector -SkipAws }
            Finding = { Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws }
            FindingDefinition = { Get-EksConnectorFinding -ListAvailable -Code Activation* }
            PodStatus = { Get-EksConnectorStatus admin -Namespace eks-connector -Detailed }
            ContainerStatus = { (Get-EksConnectorStatus admin -Namespace eks-connector).Containers }
            PodEvent = { (Get-EksConnectorStatus admin -Namespace eks-connector -Detailed).Events }
            PodNode = { (Get-EksConnectorStatus admin -Namespace eks-connector -Detailed).Node }
            DiagnosedPod = { (Test-EksConnector admin -Namespace eks-connector -SkipAws).Pods }
            ConnectionEvent = { (Test-EksConnector admin -Namespace eks-connector -SkipAws).Events }
            LogEntry = { Get-EksConnectorLog admin -Namespace eks-connector -Level Error -WarningAction SilentlyContinue }
            ClusterIdentity = { Get-EksConnectorClusterName admin -Namespace complete }
            ActivationResult = { Test-EksConnectorActivation admin -Namespace eks-connector -SkipAws }
            ImpersonationGrant = { Grant-EksConnectorImpersonation admin -Namespace complete -PrincipalArn arn:aws:iam::111122223333:role/travel -WarningAction SilentlyContinue }
            ImpersonatedUser = { Get-EksConnectorImpersonation admin -Namespace complete }
            RepairResult = { Repair-EksConnector admin -Namespace eks-connector -SkipAws -Confirm:$false }
            EndpointResult = { Test-EksConnectorEndpoint admin -Namespace healthy }
        }
        function Show($objects) {
            ($objects | Out-String -Width 100) + ($objects | Format-List | Out-String -Width 100) + ($objects | Format-Table | Out-String -Width 100)
        }

        """;

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Deserialized_objects_have_the_same_views_and_properties(string pwsh)
    {
        // ResetTests sends a ResetResult through a job, because it needs an AWS of its own.
        PwshResult result = await RunAsync(pwsh, Outputs + """
            $file = Join-Path ([IO.Path]::GetTempPath()) "$(New-Guid).xml"
            $public = [EksConnector.Diagnosis].Assembly.GetExportedTypes().Where({ $_.Namespace -eq 'EksConnector' -and $_.IsClass -and -not ($_.IsAbstract -and $_.IsSealed) -and $_.GetConstructors() -and $_.Name -notmatch 'Exception|ValueList|SecretText|ResetResult' }).Name
            "not covered: $($public.Where({ $_ -notin $make.Keys }))"
            foreach ($name in $make.Keys) {
                $live = @(& $make[$name])
                if ($live[0].GetType().Name -ne $name) { "$name is $($live[0].GetType().Name)" }
                $live | Export-Clixml $file
                $back = @(Import-Clixml $file)
                if ((Show $live) -cne (Show $back)) { "Clixml shows $name otherwise: $(Show $back)" }
                $difference = Compare-Object @($live[0].GetType().GetProperties().Name) @($back[0].psobject.Properties.Where({ $_.MemberType -in 'Property', 'NoteProperty' }).Name)
                "$name`: $($difference.InputObject)"
            }
            Remove-Item $file
            $job = Start-Job {
                Import-Module $using:module
                . ([scriptblock]::Create($using:Outputs))
                foreach ($name in $make.Keys) { $live = @(& $make[$name]); "text of $name"; Show $live; $live }
            } -ArgumentList $null | Receive-Job -Wait -AutoRemoveJob
            $read = 0
            for ($i = 0; $i -lt $job.Count; $i = $end) {
                $end = $i + 2
                while ($end -lt $job.Count -and $job[$end] -isnot [string]) { $end++ }
                $read++
                if ((Show $job[($i + 2)..($end - 1)]) -cne $job[$i + 1]) { "a job shows otherwise: $($job[$i]): $(Show $job[($i + 2)..($end - 1)])" }
            }
            "read from the job: $($read -eq $make.Count)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "not covered:", "Diagnosis:", "Finding:", "FindingDefinition:", "PodStatus:", "ContainerStatus:", "PodEvent:", "PodNode:", "DiagnosedPod:", "ConnectionEvent:",
            "LogEntry: PlaceText", "ClusterIdentity:", "ActivationResult:", "ImpersonationGrant:", "ImpersonatedUser:", "RepairResult:", "EndpointResult:", "read from the job: True",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Every_cmdlet_accepts_deserialized_objects_like_live_ones(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, Outputs + """
            $WarningPreference = 'SilentlyContinue'
            $file = Join-Path ([IO.Path]::GetTempPath()) "$(New-Guid)"
            $arn = 'arn:aws:iam::111122223333:role/travel'
            $job = Start-Job {
                Import-Module $using:module
                . ([scriptblock]::Create($using:Outputs))
                foreach ($name in $make.Keys) { & $make[$name] }
            } | Receive-Job -Wait -AutoRemoveJob
            function Compare-Way([string] $name, [scriptblock] $script) {
                $live = @(& $make[$name])
                $expected = "$($live | & $script)"
                $live | Export-Clixml $file
                $ways = [ordered]@{ Clixml = @(Import-Clixml $file); job = @($job | Where-Object { $_.pstypenames -contains "Deserialized.EksConnector.$name" }) }
                $live | Export-Csv $file
                $ways.csv = @(Import-Csv $file)
                foreach ($way in $ways.Keys) {
                    $found = try { "$($ways[$way] | & $script)" } catch { "$_" }
                    if ($found -cne $expected -or -not $expected) { "$name $way $script`: '$found' instead of '$expected'" }
                }
                $script:compared += $ways.Count
            }
            foreach ($name in 'Diagnosis', 'Finding', 'PodStatus', 'ClusterIdentity', 'ActivationResult', 'RepairResult', 'ImpersonatedUser', 'ImpersonationGrant') {
                Compare-Way $name { process { @($_)[0] | Test-EksConnector -SkipAws | ForEach-Object RootCause; "$($_.Context)" } }
            }
            Compare-Way Diagnosis { $input | Get-EksConnectorFinding -SkipAws -Severity Error | ForEach-Object Code }
            Compare-Way Diagnosis { $input | Get-EksConnectorStatus | ForEach-Object Pod }
            Compare-Way Diagnosis { $input | Get-EksConnectorLog -Container init | ForEach-Object Reason }
            Compare-Way Diagnosis { $input | Get-EksConnectorClusterName | ForEach-Object ClusterName }
            Compare-Way Diagnosis { $input | Get-EksConnectorImpersonation | ForEach-Object Access }
            Compare-Way Diagnosis { $input | Test-EksConnectorActivation -SkipAws | ForEach-Object Reason }
            Compare-Way Diagnosis { $input | Repair-EksConnector -SkipAws -Confirm:$false | ForEach-Object Code }
            Compare-Way Diagnosis { $input | Grant-EksConnectorImpersonation -PrincipalArn $arn | ForEach-Object KubernetesUser }
            Compare-Way Diagnosis { $input | Revoke-EksConnectorImpersonation -PrincipalArn $arn -Confirm:$false | ForEach-Object KubernetesUser }
            Compare-Way Diagnosis { $input | Export-EksConnectorDiagnostic -SkipAws -DestinationPath "$file.zip" -Force | ForEach-Object Name }
            Compare-Way Diagnosis { $input | Export-EksConnectorReport "$file.html" -Force | ForEach-Object Name }
            Compare-Way PodStatus { $input | Get-EksConnectorLog -Container init | ForEach-Object { "$($_.Pod) $($_.Reason)" } }
            Compare-Way LogEntry { $input | Resolve-EksConnectorError | ForEach-Object Code }
            Compare-Way ImpersonatedUser { $input | Where-Object PrincipalArn -like arn:* | Grant-EksConnectorImpersonation | ForEach-Object KubernetesUser | Sort-Object }
            Compare-Way ImpersonationGrant { $input | Revoke-EksConnectorImpersonation -Confirm:$false | ForEach-Object KubernetesUser }
            $findings = Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -PrincipalArn $arn
            $findings | Export-Csv $file
            "findings: $(($findings | Grant-EksConnectorImpersonation).KubernetesUser) $((Import-Csv $file | Grant-EksConnectorImpersonation).KubernetesUser)"
            "other type: $(try { Get-EksConnectorFinding -InputObject ([pscustomobject]@{ a = 1 }) } catch { $_.FullyQualifiedErrorId })"
            "compared: $compared"
            Remove-Item $file, "$file.zip", "$file.html"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "findings: arn:aws:iam::111122223333:role/travel arn:aws:iam::111122223333:role/travel",
            "other type: ParameterArgumentTransformationError,EksConnector.Commands.GetEksConnectorFindingCommand",
            "compared: 69",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_null_or_empty_property_means_not_specified(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $WarningPreference = 'SilentlyContinue'
            $fixed = @{ 'Export-EksConnectorDiagnostic' = @{ DestinationPath = (Join-Path ([IO.Path]::GetTempPath()) "$(New-Guid).zip") }; 'Get-EksConnectorLog' = @{ Tail = 1 } }
            $tried = 0
            foreach ($command in Get-Command -Module EksConnector) {
                $names = $command.Parameters.Values.Where({ $_.Attributes.Where({ $_ -is [Parameter] -and $_.ValueFromPipelineByPropertyName -and -not $_.Mandatory }) }).Name
                $given = $fixed[$command.Name] ?? @{}
                if ($command.Parameters.ContainsKey('SkipAws')) { $given.SkipAws = $true }
                if ($command.Parameters.ContainsKey('WhatIf')) { $given.WhatIf = $true }
                foreach ($name in $names) {
                    foreach ($value in $null, '', @(), @(''), @($null)) {
                        $row = [pscustomobject]@{ Context = 'admin'; Namespace = 'complete'; Pod = 'eks-connector-0' }
                        if ($command.Name -match 'Impersonation') { $row | Add-Member NoteProperty PrincipalArn arn:aws:iam::111122223333:role/travel }
                        $row | Add-Member NoteProperty $name $value -Force
                        $null = try { $row | & $command @given -ErrorAction SilentlyContinue -ErrorVariable failed } catch { $failed = @($_) }
                        $refused = $failed.Where({ "$($_.FullyQualifiedErrorId)" -match '^(Parameter|InputObject|InvalidParameter|InvalidPrincipalArn)' })
                        if ($refused) { "$command -$name refused $(ConvertTo-Json $value -Compress): $refused" }
                        $tried++
                    }
                }
            }
            "tried: $($tried -gt 100)"
            "caller: $((Test-EksConnector admin -Namespace complete -SkipAws | Grant-EksConnectorImpersonation -CurrentCaller).Context)"
            "context: $(([pscustomobject]@{ Context = ''; Namespace = 'complete' } | Test-EksConnector -SkipAws).Context)"
            "name: $(([pscustomobject]@{ Context = 'admin'; Namespace = 'complete'; ClusterName = $null } | Test-EksConnector -SkipAws).ClusterName)"
            "csv: $(('Context,Namespace,ClusterName,Region,Pod', 'admin,complete,,,' | ConvertFrom-Csv | Test-EksConnector -SkipAws).IsHealthy)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines[^5..].ShouldBe(["tried: True", "caller: admin", "context: admin", "name: my-cluster", "csv: True"]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task An_empty_argument_is_an_error(string pwsh)
    {
        fixture.Fake.Requests.Clear();
        PwshResult result = await RunAsync(pwsh, """
            $unset = $null
            function Show([scriptblock] $script) { $found = try { & $script 2>&1 } catch { $_ }; "$($found.Count) $($found[0].FullyQualifiedErrorId.Split(',')[0])" }
            Show { Test-EksConnector -Context $unset -SkipAws }
            Show { Test-EksConnector -Context '' -SkipAws }
            Show { Get-EksConnectorStatus -Namespace '' }
            Show { Get-EksConnectorStatus -Context admin, '' }
            Show { Test-EksConnector admin -ClusterName @() }
            Show { Repair-EksConnector admin -Region '' -Confirm:$false }
            Show { Grant-EksConnectorImpersonation '' -Context admin }
            Show { $unset | Get-EksConnectorStatus }
            Show { '' | Repair-EksConnector -SkipAws -Confirm:$false }
            Show { [pscustomobject]@{ Context = @('admin', '') } | Get-EksConnectorStatus }
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "1 InvalidParameter",
            "1 InvalidParameter",
            "1 InvalidParameter",
            "1 ParameterArgumentTransformationError",
            "1 InvalidParameter",
            "1 InvalidParameter",
            "1 InvalidParameter",
            "1 InvalidParameter",
            "1 InvalidParameter",
            "1 ParameterArgumentTransformationError",
        ]);
        fixture.Fake.Requests.All.ShouldBeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_forged_object_cannot_control_the_terminal(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, Outputs + """
            $bad = "A`e]0;evil`a`e[31mB`u{202e}C`u{9b}1mD"
            $hidden = 'StyleText', 'AgeText', 'RestartsText', 'ExpiresText', 'ConnectorText', 'PlaceText', 'DiagnosisText'
            foreach ($name in $make.Keys) {
                foreach ($value in $bad, @($bad, $bad), [pscustomobject]@{ Name = $bad; Result = 'Failed'; Code = $bad }, $null) {
                    foreach ($own in @(), $hidden) {
                        $forged = [pscustomobject]@{}
                        foreach ($property in @(("EksConnector.$name" -as [type]).GetProperties().Name) + $own) { $forged | Add-Member NoteProperty $property $value }
                        $forged.pstypenames.Insert(0, "Deserialized.EksConnector.$name")
                        $shown = (Show $forged) -replace '[\r\n]'
                        if ($shown -match '\p{C}') { "$name`: U+$('{0:X4}' -f [int]$Matches[0][0])" }
                    }
                }
            }
            $forged = [pscustomobject]@{ Context = $bad; Summary = $bad; IsHealthy = 'x'; Time = $bad; Findings = @([pscustomobject]@{ Code = $bad; Result = 'Failed'; Severity = 'Error'; Summary = "token: AKIAIOSFODNN7EXAMPLE $bad" }, $null, 5) }
            $forged.pstypenames.Insert(0, 'Deserialized.EksConnector.Diagnosis')
            "findings: $(@($forged | Get-EksConnectorFinding).Count) $(($forged | Get-EksConnectorFinding).Summary -match '\p{C}')"
            "errors: $($Error.Count) $Error"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["findings: 1 False", "errors: 0"]);
    }

    private Task<PwshResult> RunAsync(string pwsh, string script) =>
        PwshRun.OfAsync(pwsh, $"$module = '{PwshRun.Module}'\n$Outputs = @'\n{Outputs}\n'@\n{script}", fixture.Environment);
}
