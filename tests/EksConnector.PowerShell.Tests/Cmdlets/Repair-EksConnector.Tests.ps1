BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster -Scenario @{ } -Aws '' -Clusters 0
    Set-FakeScenario $fake -Namespace unbound -Side Kubernetes -Text "extends: healthy`nremove: [RoleBinding/eks-connector-secret-access]"
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Repair-EksConnector' {
    It 'Names the parameter to pass when a repair cannot be confirmed' {
        $record = Get-ErrorRecord { Repair-EksConnector admin -Namespace unbound -SkipAws }
        $record.FullyQualifiedErrorId.Split(',')[0] | Should -BeExactly ConfirmationImpossible
        $record.ErrorDetails.RecommendedAction | Should -BeExactly 'To see the changes, use -WhatIf. To make them without confirmation, use -Confirm:$false.'
    }
}
