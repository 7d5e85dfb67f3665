BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster -Scenario @{ 'eks-connector' = 'healthy' } -Aws '' -Clusters 0
    $admin = 'arn:aws:iam::111122223333:role/admin'
    [void](Grant-EksConnectorImpersonation -PrincipalArn $admin -Access ConsoleNamespace -AccessNamespace default, eks-connector -WarningAction SilentlyContinue)
    $users = Get-EksConnectorImpersonation
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Get-EksConnectorImpersonation' {
    It 'Fits into 80 columns' {
        $lines = @($users | Get-ViewLine) + @($users | Format-List | Get-ViewLine)
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        "$lines" | Should -Not -Match "`u{2026}"
    }

    It 'Fits into CSV' {
        $row = $users | ConvertTo-Csv | ConvertFrom-Csv
        "$($row.PrincipalArn) $($row.Access) '$($row.Flags)' $($row.Reads) $($row.GrantOwners)" | Should -BeExactly "$admin ConsoleNamespace '' nodes, namespaces EksConnector"
    }
}
