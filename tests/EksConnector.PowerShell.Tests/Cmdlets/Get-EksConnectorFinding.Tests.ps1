BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster
    $principal = 'arn:aws:iam::111122223333:role/admin'
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Get-EksConnectorFinding' {
    It 'Emits findings, the root cause first' {
        $findings = Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -PrincipalArn $principal
        $findings.ForEach{ $_.GetType().Name } | Sort-Object -Unique | Should -BeExactly Finding
        $findings[0].Code | Should -BeExactly InvalidActivation
        @($findings | Where-Object IsRootCause).Count | Should -BeExactly 1
        ($findings | Select-Object Context, Code, Severity | ConvertTo-Csv)[1] | Should -BeExactly '"admin","InvalidActivation","Error"'
    }

    It 'Selects by severity and code, ignoring case' {
        (Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -Severity Error).Severity | Sort-Object -Unique | Should -BeExactly Error
        (Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -Severity eRRor).Severity | Sort-Object -Unique | Should -BeExactly Error
        (Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -Code State*).Code -join ' ' | Should -MatchExactly ^State
        Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -ExcludeCode * | Should -BeNullOrEmpty
    }

    It 'Accepts diagnoses from the pipeline' {
        (Test-EksConnector admin -Namespace eks-connector -SkipAws | Get-EksConnectorFinding -Severity Error).Code | Should -BeExactly InvalidActivation
        (Test-EksConnector admin -Namespace complete -SkipAws | Get-EksConnectorFinding -All).Count | Should -BeGreaterThan 20
    }

    It 'Accepts the alias Arn' {
        Get-EksConnectorFinding admin -Namespace complete -SkipAws -Arn arn:aws:iam::111122223333:role/x -All | Should -Not -BeNullOrEmpty
    }

    It 'Lists every finding' {
        (Get-EksConnectorFinding -ListAvailable).Count | Should -BeGreaterThan 100
        (Get-EksConnectorFinding -ListAvailable -Code ControlChannelDenied).Severity | Should -BeExactly Error
        Get-EksConnectorFinding -ListAvailable -Code Nothing* | Should -BeNullOrEmpty
    }

    It 'Accepts every code that it lists' {
        $all = (Get-EksConnectorFinding -ListAvailable).Code
        $rows = Get-EksConnectorFinding admin -Namespace complete -SkipAws -Code $all
        Compare-Object $all ($rows.Code | Sort-Object -Unique) | Should -BeNullOrEmpty
    }

    It 'Rejects a code that does not exist, and suggests the nearest' {
        foreach ($parameter in 'Code', 'ExcludeCode') {
            $with = @{ $parameter = 'InvalidActvation' }
            $record = Get-ErrorRecord { Get-EksConnectorFinding -ListAvailable @with }
            $record.FullyQualifiedErrorId.Split(',')[0] | Should -BeExactly InvalidParameter
            $record.ErrorDetails.RecommendedAction.Split(' ')[1] | Should -BeExactly 'InvalidActivation,'
            $with = @{ $parameter = 'nope' }
            Get-Failure { Get-EksConnectorFinding -ListAvailable @with } | Should -BeExactly 'InvalidParameter InvalidArgument'
        }
    }

    It 'Groups findings by connector' {
        $lines = Get-EksConnectorFinding admin, fleet-0001 -Namespace eks-connector -SkipAws | Format-Table | Get-ViewLine
        @($lines -match 'Connector: (admin|fleet-0001) \(eks-connector\)').Count | Should -BeExactly 2
    }

    It 'Feeds Grant-EksConnectorImpersonation' {
        $shown = Get-HostOutput {
            Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -PrincipalArn $principal | Where-Object Code -eq ImpersonationMissing | Grant-EksConnectorImpersonation -WhatIf
        }
        $shown | Should -MatchExactly "What if: Context admin: let the EKS Connector in namespace eks-connector impersonate $principal"
    }
}
