BeforeAll {
    . $PSScriptRoot/Common.ps1
    $oldId = '6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4'
    $expired = @"
extends: init-crashloop
aws:
  clusters:
    my-cluster: {status: FAILED, connectorConfig: {activationExpiry: "`${now-1d}"}}
  activations:
    ${oldId}: {expirationDate: "`${now-1d}"}
"@
}

# Each test changes the cluster.
Describe 'Reset-EksConnectorActivation' {
    BeforeEach {
        $fake = Start-FakeCluster -Scenario @{ } -Aws '' -Clusters 0
        Set-FakeScenario $fake -Text $expired
        Connect-FakeAgent $fake
    }

    AfterEach { Stop-FakeCluster $fake }

    It 'Previews the changes and makes none with WhatIf' {
        $shown = Get-HostOutput { Reset-EksConnectorActivation -WhatIf }
        $shown | Should -MatchExactly "What if: Context admin, namespace eks-connector: Reset the activation of cluster 'my-cluster' in Region us-west-2:"
        $shown | Should -MatchExactly '  deregister the cluster from Amazon EKS'
        $shown | Should -Not -Match PLANTED
        (Test-EksConnectorActivation).ActivationId | Should -BeExactly $oldId
    }

    It 'Replaces an expired activation and shows no activation code' {
        $all = Reset-EksConnectorActivation -Confirm:$false -Verbose *>&1
        $result = $all | Where-Object { $_ -is [EksConnector.ResetResult] }
        "$($result.ClusterName) $($result.Region) $($result.IsConnected) $($result.EksStatus) $($result.AgentPing) $($result.Changed) $($result.PreviousActivationId) $($result.ActivationExpiry.Kind)" |
            Should -BeExactly "my-cluster us-west-2 True ACTIVE Online True $oldId Local"
        $all | ForEach-Object { $_ | Out-String -Width 500; $_ | Format-List * -Force | Out-String -Width 500 } | Select-String PLANTED | Should -BeNullOrEmpty
        @($result | Get-ViewLine) -cmatch '^ClusterName.*ActivationId$' | Should -Not -BeNullOrEmpty
        ($result | ConvertTo-Json | ConvertFrom-Json).ActivationId | Should -BeExactly $result.ActivationId
        $file = Join-Path $TestDrive reset
        $result | Export-Clixml $file
        $back = @(Import-Clixml $file) + @(Start-Job { param($x) $x } -ArgumentList $result | Receive-Job -Wait -AutoRemoveJob)
        foreach ($object in $back) {
            $object.pstypenames[0] | Should -BeExactly Deserialized.EksConnector.ResetResult
            foreach ($view in { $_ | Out-String -Width 80 }, { $_ | Format-List | Out-String -Width 80 }, { $_ | Format-Table | Out-String -Width 80 }) {
                $object | ForEach-Object $view | Should -BeExactly ($result | ForEach-Object $view)
            }
        }
        $result | Export-Csv $file
        foreach ($object in @($result) + $back + @(Import-Csv $file)) {
            $object | Test-EksConnectorActivation | ForEach-Object { "$($_.Context) $($_.ActivationId) $($_.IsValid)" } | Should -BeExactly "admin $($result.ActivationId) True"
        }
        (Test-EksConnectorActivation).IsValid | Should -BeExactly $true
        $record = Get-ErrorRecord { Reset-EksConnectorActivation -Confirm:$false -ErrorAction Stop }
        "$($record.FullyQualifiedErrorId.Split(',')[0]) $($record.CategoryInfo.Category) $($record.TargetObject) $($record.ErrorDetails.RecommendedAction)" |
            Should -BeExactly 'ResetNotRequired InvalidOperation admin To reset the activation nevertheless, use -Force.'
    }

    It 'Accepts an activation that was created elsewhere' {
        $id = '0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f51'
        $code = 'PLANTED-GIVEN-CODE-0123456789'
        Set-FakeScenario $fake -Side Aws -Text "aws: {clusters: {my-cluster: {region: us-west-2, status: PENDING, connectorConfig: {activationId: $id, activationCode: $code, provider: OTHER}}}}"
        function Get-Message([scriptblock] $Call) { $record = Get-ErrorRecord $Call; "$($record.FullyQualifiedErrorId.Split(',')[0]): $record" }
        Get-Message { Reset-EksConnectorActivation -ActivationId $id -Confirm:$false } | Should -BeExactly 'InvalidParameter: -CredentialOnly is required with -ActivationId.'
        Get-Message { Reset-EksConnectorActivation -ActivationCode $code -Confirm:$false } | Should -BeExactly 'InvalidParameter: -CredentialOnly is required with -ActivationCode.'
        Get-Message { Reset-EksConnectorActivation -CredentialOnly -Force -Confirm:$false } | Should -BeExactly 'InvalidParameter: -Force cannot be used with -CredentialOnly, which registers no cluster.'
        Get-Message { Reset-EksConnectorActivation -CredentialOnly -ActivationId $id -Confirm:$false } | Should -BeExactly 'InvalidParameter: -ActivationId and -ActivationCode are required with -CredentialOnly.'
        Get-Message { Reset-EksConnectorActivation a, b -CredentialOnly -ActivationId $id -ActivationCode $code -Confirm:$false } | Should -BeExactly 'InvalidParameter: -CredentialOnly writes one activation to one cluster.'
        $config = [pscustomobject]@{ ActivationId = $id; ActivationCode = ConvertTo-SecureString $code -AsPlainText; Provider = 'OTHER' }
        $result = $config | Reset-EksConnectorActivation -CredentialOnly -Confirm:$false
        "$($result.ActivationId) $($result.IsConnected) $($result.Region) [$($result.ClusterName)] [$($result.EksStatus)]" | Should -BeExactly "$id True us-west-2 [] []"
    }

    It 'Accepts the results of Test-EksConnectorActivation and Test-EksConnector' {
        $result = Test-EksConnectorActivation | Where-Object IsValid -EQ $false | Reset-EksConnectorActivation -Confirm:$false
        $result.IsConnected | Should -BeExactly $true
        $again = Test-EksConnector | Reset-EksConnectorActivation -Force -Confirm:$false
        $again.IsConnected | Should -BeExactly $true
        @() | Reset-EksConnectorActivation | Should -BeNullOrEmpty
    }

    It 'Completes providers' {
        (TabExpansion2 'Reset-EksConnectorActivation -Provider E').CompletionMatches.CompletionText | Should -BeExactly @('EC2', 'EKS_ANYWHERE')
    }
}
