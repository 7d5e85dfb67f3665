BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster -Scenario @{ 'eks-connector' = 'healthy' } -Aws '' -Clusters 0
    $admin = 'arn:aws:iam::111122223333:role/admin'
    [void](Grant-EksConnectorImpersonation -PrincipalArn $admin -WarningAction SilentlyContinue)
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Revoke-EksConnectorImpersonation' {
    It 'Completes the principals of the cluster' {
        [void](Get-EksConnectorImpersonation)
        Get-Offered 'Revoke-EksConnectorImpersonation -PrincipalArn a' -Retry | Should -BeExactly $admin
    }
}
