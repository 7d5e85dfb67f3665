# Objects from jobs, remote sessions, and files are displayed and accepted like live objects.
BeforeDiscovery { . $PSScriptRoot/Outputs.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Outputs.ps1
    $fake = Start-FakeCluster
    $outputs = Join-Path $PSScriptRoot Outputs.ps1
    $arn = 'arn:aws:iam::111122223333:role/travel'
    $file = Join-Path $TestDrive travel
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Deserialized objects' {
    It 'Are tested for every type of output' {
        $public = [EksConnector.Diagnosis].Assembly.GetExportedTypes().Where({ $_.Namespace -eq 'EksConnector' -and $_.IsClass -and -not ($_.IsAbstract -and $_.IsSealed) -and $_.GetConstructors() -and $_.Name -notmatch 'Exception|ValueList|SecretText|ResetResult' }).Name
        $public.Count | Should -BeGreaterThan 10
        $public.Where({ $_ -notin $make.Keys }) | Should -BeNullOrEmpty
    }

    It 'Have the views and properties of live ones: <_>' -ForEach @($make.Keys) {
        $live = @(& $make[$_])
        $live[0].GetType().Name | Should -BeExactly $_
        $live | Export-Clixml $file
        $back = @(Import-Clixml $file)
        Show $back | Should -BeExactly (Show $live)
        $difference = Compare-Object @($live[0].GetType().GetProperties().Name) @($back[0].psobject.Properties.Where({ $_.MemberType -in 'Property', 'NoteProperty' }).Name)
        "$($difference.InputObject)" | Should -BeExactly ($_ -eq 'LogEntry' ? 'PlaceText' : '')
    }

    It 'Are displayed as in their job' {
        $job = Start-Job {
            Import-Module $using:module
            . $using:outputs
            foreach ($name in $make.Keys) { $live = @(& $make[$name]); "text of $name"; Show $live; $live }
        } | Receive-Job -Wait -AutoRemoveJob
        $read = 0
        for ($i = 0; $i -lt $job.Count; $i = $end) {
            $end = $i + 2
            while ($end -lt $job.Count -and $job[$end] -isnot [string]) { $end++ }
            $read++
            Show $job[($i + 2)..($end - 1)] | Should -BeExactly $job[$i + 1] -Because $job[$i]
        }
        $read | Should -BeExactly $make.Count
    }

    It 'Are accepted by every cmdlet like live ones' {
        $WarningPreference = 'SilentlyContinue'
        $job = Start-Job {
            Import-Module $using:module
            . $using:outputs
            foreach ($name in $make.Keys) { & $make[$name] }
        } | Receive-Job -Wait -AutoRemoveJob
        $differences = [Collections.Generic.List[string]]::new()
        $compared = [Collections.Generic.List[string]]::new()
        function Compare-Way([string] $name, [scriptblock] $script) {
            $live = @(& $make[$name])
            $expected = "$($live | & $script)"
            $live | Export-Clixml $file
            $ways = [ordered]@{ Clixml = @(Import-Clixml $file); job = @($job | Where-Object { $_.pstypenames -contains "Deserialized.EksConnector.$name" }) }
            $live | Export-Csv $file
            $ways.csv = @(Import-Csv $file)
            foreach ($way in $ways.Keys) {
                $found = try { "$($ways[$way] | & $script)" } catch { "$_" }
                if ($found -cne $expected -or -not $expected) { $differences.Add("$name $way $script`: '$found' instead of '$expected'") }
                $compared.Add("$name $way")
            }
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
        Compare-Way Diagnosis { $rows = @($input); (Get-HostOutput { $rows | Reset-EksConnectorActivation -WhatIf }) -split "`n" -match '^(What if:|  )' }
        Compare-Way ActivationResult { $rows = @($input); (Get-HostOutput { $rows | Reset-EksConnectorActivation -WhatIf }) -split "`n" -match '^(What if:|  )' }
        if (-not $IsWindows) {
            Compare-Way Diagnosis { $input | Test-EksConnectorEndpoint | ForEach-Object { "$($_.Pod) $($_.Endpoint) $($_.IsReachable)" } }
            Compare-Way PodStatus { $input | Test-EksConnectorEndpoint | ForEach-Object { "$($_.Pod) $($_.Endpoint) $($_.IsReachable)" } }
            Compare-Way EndpointResult { $input | Test-EksConnector -SkipAws | ForEach-Object { "$($_.Context) $($_.Namespace) $($_.RootCause)" } }
            Compare-Way EndpointResult { $input | Select-Object -First 1 | Test-EksConnectorEndpoint | ForEach-Object { "$($_.Pod) $($_.Endpoint)" } }
        }
        Compare-Way PodStatus { $input | Get-EksConnectorLog -Container init | ForEach-Object { "$($_.Pod) $($_.Reason)" } }
        Compare-Way LogEntry { $input | Resolve-EksConnectorError | ForEach-Object Code }
        Compare-Way ImpersonatedUser { $input | Where-Object PrincipalArn -like arn:* | Grant-EksConnectorImpersonation | ForEach-Object KubernetesUser | Sort-Object }
        Compare-Way ImpersonationGrant { $input | Revoke-EksConnectorImpersonation -Confirm:$false | ForEach-Object KubernetesUser }
        $differences | Should -BeNullOrEmpty
        $compared.Count | Should -BeExactly ($IsWindows ? 75 : 87)

        # What takes no object of the module: a path, and the definitions of findings.
        $tested = [Collections.Generic.HashSet[string]] [regex]::Matches((Get-Content $PSCommandPath -Raw), '\w+-EksConnector\w*').Value
        (Get-Command -Module EksConnector).Name.Where({ -not $tested.Contains($_) }) | Should -BeNullOrEmpty
    }

    It 'Feed Grant-EksConnectorImpersonation as findings, from CSV too' {
        $findings = Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -PrincipalArn $arn
        $findings | Export-Csv $file
        ($findings | Grant-EksConnectorImpersonation -WarningAction SilentlyContinue).KubernetesUser | Should -BeExactly $arn
        (Import-Csv $file | Grant-EksConnectorImpersonation -WarningAction SilentlyContinue).KubernetesUser | Should -BeExactly $arn
    }

    It 'Must have the type of a parameter' {
        (Get-ErrorRecord { Get-EksConnectorFinding -InputObject ([pscustomobject]@{ a = 1 }) }).FullyQualifiedErrorId |
            Should -BeExactly 'ParameterArgumentTransformationError,EksConnector.Commands.GetEksConnectorFindingCommand'
    }
}

Describe 'Piped properties' {
    It 'Count as not specified when they are null or empty' {
        $WarningPreference = 'SilentlyContinue'
        $fixed = @{ 'Export-EksConnectorDiagnostic' = @{ DestinationPath = Join-Path $TestDrive "$(New-Guid).zip" }; 'Get-EksConnectorLog' = @{ Tail = 1 } }
        $tried = 0
        $refusals = foreach ($command in Get-Command -Module EksConnector) {
            $names = $command.Parameters.Values.Where({ $_.Attributes.Where({ $_ -is [Parameter] -and $_.ValueFromPipelineByPropertyName -and -not $_.Mandatory }) }).Name
            $given = $fixed[$command.Name] ?? @{}
            if ($command.Parameters.ContainsKey('SkipAws')) { $given.SkipAws = $true }
            if ($command.Parameters.ContainsKey('WhatIf')) { $given.WhatIf = $true }
            foreach ($name in $names) {
                foreach ($value in $null, '', @(), @(''), @($null)) {
                    $row = [pscustomobject]@{ Context = 'admin'; Namespace = 'complete'; Pod = 'eks-connector-0' }
                    if ($command.Name -match 'Impersonation') { $row | Add-Member NoteProperty PrincipalArn $arn }
                    $row | Add-Member NoteProperty $name $value -Force
                    $null = try { $row | & $command @given -ErrorAction SilentlyContinue -ErrorVariable failed } catch { $failed = @($_) }
                    $refused = $failed.Where({ "$($_.FullyQualifiedErrorId)" -match '^(Parameter|InputObject|InvalidParameter|InvalidPrincipalArn)' })
                    if ($refused) { "$command -$name refused $(ConvertTo-Json $value -Compress): $refused" }
                    $tried++
                }
            }
        }
        $refusals | Should -BeNullOrEmpty
        $tried | Should -BeGreaterThan 100
    }

    It 'Do not override the defaults' {
        $WarningPreference = 'SilentlyContinue'
        (Test-EksConnector admin -Namespace complete -SkipAws | Grant-EksConnectorImpersonation -CurrentCaller).Context | Should -BeExactly admin
        ([pscustomobject]@{ Context = ''; Namespace = 'complete' } | Test-EksConnector -SkipAws).Context | Should -BeExactly admin
        ([pscustomobject]@{ Context = 'admin'; Namespace = 'complete'; ClusterName = $null } | Test-EksConnector -SkipAws).ClusterName | Should -BeExactly my-cluster
        ('Context,Namespace,ClusterName,Region,Pod', 'admin,complete,,,' | ConvertFrom-Csv | Test-EksConnector -SkipAws).IsHealthy | Should -BeExactly $true
    }
}

Describe 'Empty arguments' {
    It 'Is an error without a request: <Call>' -ForEach @(
        @{ Call = { Test-EksConnector -Context $null -SkipAws }; Id = 'InvalidParameter' }
        @{ Call = { Test-EksConnector -Context '' -SkipAws }; Id = 'InvalidParameter' }
        @{ Call = { Get-EksConnectorStatus -Namespace '' }; Id = 'InvalidParameter' }
        @{ Call = { Get-EksConnectorStatus -Context admin, '' }; Id = 'ParameterArgumentTransformationError' }
        @{ Call = { Test-EksConnector admin -ClusterName @() }; Id = 'InvalidParameter' }
        @{ Call = { Repair-EksConnector admin -Region '' -Confirm:$false }; Id = 'InvalidParameter' }
        @{ Call = { Grant-EksConnectorImpersonation '' -Context admin }; Id = 'InvalidParameter' }
        @{ Call = { $null | Get-EksConnectorStatus }; Id = 'InvalidParameter' }
        @{ Call = { '' | Repair-EksConnector -SkipAws -Confirm:$false }; Id = 'InvalidParameter' }
        @{ Call = { [pscustomobject]@{ Context = @('admin', '') } | Get-EksConnectorStatus }; Id = 'ParameterArgumentTransformationError' }
    ) {
        Clear-FakeRequest $fake
        $found = & { $ErrorActionPreference = 'Continue'; try { & $Call 2>&1 } catch { $_ } }
        @($found).Count | Should -BeExactly 1
        $found.FullyQualifiedErrorId.Split(',')[0] | Should -BeExactly $Id
        Get-FakeRequest $fake | Should -BeNullOrEmpty
    }
}

Describe 'Forged objects' {
    BeforeAll { $bad = "A`e]0;evil`a`e[31mB`u{202e}C`u{9b}1mD" }

    It 'Cannot control the terminal: <_>' -ForEach @($make.Keys; 'ResetResult') {
        $Error.Clear()
        $hidden = 'StyleText', 'AgeText', 'RestartsText', 'ExpiresText', 'ConnectorText', 'PlaceText', 'DiagnosisText'
        foreach ($value in $bad, @($bad, $bad), [pscustomobject]@{ Name = $bad; Result = 'Failed'; Code = $bad }, $null) {
            foreach ($own in @(), $hidden) {
                $forged = [pscustomobject]@{}
                foreach ($property in @(("EksConnector.$_" -as [type]).GetProperties().Name) + $own) { $forged | Add-Member NoteProperty $property $value }
                $forged.pstypenames.Insert(0, "Deserialized.EksConnector.$_")
                (Show $forged) -replace '[\r\n]' | Should -Not -Match '\p{C}'
            }
        }
        $Error | Should -BeNullOrEmpty
    }

    It 'Give findings without control characters' {
        $forged = [pscustomobject]@{ Context = $bad; Summary = $bad; IsHealthy = 'x'; Time = $bad; Findings = @([pscustomobject]@{ Code = $bad; Result = 'Failed'; Severity = 'Error'; Summary = "token: AKIAIOSFODNN7EXAMPLE $bad" }, $null, 5) }
        $forged.pstypenames.Insert(0, 'Deserialized.EksConnector.Diagnosis')
        $findings = @($forged | Get-EksConnectorFinding)
        $findings.Count | Should -BeExactly 1
        $findings[0].Summary | Should -Not -Match '\p{C}'
    }
}
