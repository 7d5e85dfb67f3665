BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster
    Set-FakeScenario $fake agent-offline -Namespace offline -Side Kubernetes
}

AfterAll { Stop-FakeCluster $fake }

# The fake cluster runs the test in the shell of this machine.
Describe 'Test-EksConnectorEndpoint' {
    It 'Emits an object for each Pod and endpoint' -Skip:$IsWindows {
        $rows = Test-EksConnectorEndpoint admin -Namespace offline
        $rows | ForEach-Object { "$($_.Pod) $($_.Endpoint) $($_.IsReachable) $($_.FailedStep) $($_.FindingCode) $($_.Addresses.Count)" } | Should -BeExactly @(
            'eks-connector-0 ssm True   1'
            'eks-connector-0 ssmmessages False Dns SsmMessagesDnsFailed 0'
            'eks-connector-1 ssm True   1'
            'eks-connector-1 ssmmessages False Dns SsmMessagesDnsFailed 0'
        )
        $rows[0].GetType().FullName | Should -BeExactly EksConnector.EndpointResult
        $rows[0].TlsTime.TotalMilliseconds | Should -BeExactly 47
    }

    It 'Fits into 80 columns and shows the Pod and what is unreachable' -Skip:$IsWindows {
        $lines = Test-EksConnectorEndpoint admin -Namespace offline | Get-ViewLine
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        $lines -join "`n" | Should -Match 'eks-connector-0'
        $lines -join "`n" | Should -Match 'offline'
    }

    It 'Accepts rows from the pipeline and another Region' -Skip:$IsWindows {
        @() | Test-EksConnectorEndpoint | Should -BeNullOrEmpty
        (Get-EksConnectorStatus admin -Namespace offline | Select-Object -First 1 | Test-EksConnectorEndpoint).Count | Should -BeExactly 4
        (Test-EksConnectorEndpoint admin -Namespace offline -Region eu-west-1)[0].HostName | Should -BeExactly ssm.eu-west-1.amazonaws.com
    }

    It 'Completes Regions' {
        Get-Offered 'Test-EksConnectorEndpoint -Region eu-w' | Should -Contain eu-west-1
    }

    It 'Reports invalid input and a missing namespace' {
        foreach ($call in
            { Test-EksConnectorEndpoint admin -Namespace none -Region us-west-2 -ErrorAction Stop },
            { Test-EksConnectorEndpoint admin -Region 'evil.example/x' -ErrorAction Continue },
            { Test-EksConnectorEndpoint admin -Image 'x; rm' -ErrorAction Continue },
            { Test-EksConnectorEndpoint admin -Node 'a', '../b' -ErrorAction Continue }) {
            $record = Get-ErrorRecord $call
            $record.FullyQualifiedErrorId.Split(',')[0] | Should -BeExactly ("$call" -match 'none' ? 'EndpointNotTested' : 'InvalidParameter')
            $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
        Get-Failure { Test-EksConnectorEndpoint admin -StepTimeout 2h -ErrorAction Continue } | Should -Not -BeExactly none
    }
}

Describe 'The documented role for endpoint tests' {
    BeforeAll { $role = Start-RoleCluster endpoint.yaml init-slow }

    AfterAll { Stop-FakeCluster $role }

    It 'Permits the test from a temporary Pod' -Skip:$IsWindows {
        $rows = Test-EksConnectorEndpoint admin -Namespace eks-connector
        $rows.Endpoint | Should -BeExactly @('ssm', 'ssmmessages')
        $rows.IsTemporaryPod | Should -Not -Contain $false
    }

    It 'Permits nothing in another namespace' {
        (Get-ErrorRecord { Test-EksConnectorEndpoint admin -Namespace other -Region us-west-2 }).Exception.ErrorId | Should -BeExactly AccessDenied
    }
}
