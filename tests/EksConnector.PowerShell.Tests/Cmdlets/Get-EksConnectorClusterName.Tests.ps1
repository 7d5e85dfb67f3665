BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Get-EksConnectorClusterName' {
    It 'Emits one object that reads as the name' {
        $name = Get-EksConnectorStatus admin -Namespace healthy | Get-EksConnectorClusterName
        @($name).Count | Should -BeExactly 1
        "$name" | Should -BeExactly my-cluster
        $name.GetType().FullName | Should -BeExactly EksConnector.ClusterIdentity
        $name.psobject.Properties.Name -join ' ' | Should -BeExactly 'Context Namespace ClusterName Region ActivationId InstanceId Pod Source Agreement'
        "$($name.Context) $($name.Namespace) $($name.Region) $($name.ActivationId) $($name.InstanceId) $($name.Pod) $($name.Source) [$($name.Agreement)]" |
            Should -BeExactly 'admin healthy us-west-2 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4 eks_c:my-cluster_b5c81f52067a0041c eks-connector-0 InitLog []'
        $csv = $name | ConvertTo-Csv | ConvertFrom-Csv
        $csv.ClusterName | Should -BeExactly my-cluster
        $csv.InstanceId | Should -BeExactly eks_c:my-cluster_b5c81f52067a0041c
    }

    It 'Shows with All whether the sources agree' {
        Get-EksConnectorClusterName admin -Namespace healthy -All | ForEach-Object { "$($_.Source)=$($_.Agreement)" } | Select-Object -Unique |
            Should -BeExactly @('InitLog=True', 'AgentLog=True', 'StateSecret=True')
    }

    It 'Reads a fleet, and nothing for an empty pipeline' {
        (Get-EksConnectorClusterName fleet-* -Namespace healthy | Group-Object Context).Count | Should -BeExactly 8
        @() | Get-EksConnectorClusterName | Should -BeNullOrEmpty
    }

    It 'Reports one error for each cluster' {
        Get-EksConnectorClusterName lister, nobody, offline -Namespace healthy -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $failed | Sort-Object TargetObject | ForEach-Object { "$($_.FullyQualifiedErrorId.Split(',')[0]) $($_.CategoryInfo.Category) $($_.TargetObject)" } | Should -BeExactly @(
            'ClusterNameNotFound ObjectNotFound lister'
            'AccessDenied PermissionDenied nobody'
            'ConnectionRefused ConnectionError offline'
        )
    }

    It 'Completes contexts' {
        Get-Offered 'Get-EksConnectorClusterName n' | Should -BeExactly nobody
    }

    It 'Has complete help' {
        Test-HelpOf Get-EksConnectorClusterName
    }
}
