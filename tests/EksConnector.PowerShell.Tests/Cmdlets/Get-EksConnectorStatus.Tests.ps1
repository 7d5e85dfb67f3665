BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Get-EksConnectorStatus' {
    Context 'Views' {
        It 'Fits into 80 columns as a table' {
            $lines = Get-EksConnectorStatus admin -Namespace eks-connector | Get-ViewLine
            $lines[0] | Should -MatchExactly '^Pod +Ready +Status +Restarts +Age +Context$'
            $lines[2] | Should -MatchExactly '^eks-connector-0 +2/2 +Running +0 +\d+[smhd]\w* +admin$'
            $lines[3] | Should -MatchExactly '^eks-connector-1 +0/2 +Init:CrashLoopBackOff +\d+ \(\d+\w+ ago\) +\d+[smhd]\w* +admin$'
            ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        }

        It 'Shows the containers as a list' {
            $lines = Get-EksConnectorStatus admin -Namespace eks-connector | Format-List | Get-ViewLine
            $lines -join "`n" | Should -MatchExactly 'Message          : connector-init: CrashLoopBackOff; the last run ended with'
            $lines -join "`n" | Should -MatchExactly 'Containers       : connector-init \(Init\): Terminated, Completed, exit code 0'
            $lines -join "`n" | Should -MatchExactly 'InstalledBy      : Manifest'
            ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        }

        It 'Shows events as a table' {
            (Get-EksConnectorStatus admin -Namespace complete -Detailed)[0].Events | Out-String -Width 80 | Should -Match 'LastSeen +Type +Reason +Count +Message'
        }
    }

    Context 'Pipelines' {
        It 'Emits rows that can be filtered, sorted, and grouped' {
            $rows = Get-EksConnectorStatus admin -Namespace eks-connector
            ($rows | Where-Object IsReady -eq $false).Pod | Should -BeExactly eks-connector-1
            ($rows | Sort-Object Restarts -Descending)[0].Pod | Should -BeExactly eks-connector-1
            ($rows | Group-Object IsReady).ForEach{ "$($_.Name)=$($_.Count)" } | Should -BeExactly @('False=1', 'True=1')
        }

        It 'Emits rows that fit into CSV and JSON' {
            $rows = Get-EksConnectorStatus admin -Namespace eks-connector
            $csv = $rows | ConvertTo-Csv | ConvertFrom-Csv
            $csv[1].Status | Should -BeExactly Init:CrashLoopBackOff
            $csv[0].Images | Should -BeExactly 'public.ecr.aws/eks-connector/eks-connector:0.0.11, public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent:3.2.2303.0'
            $csv[1].Containers | Should -BeExactly 'connector-init: Waiting (CrashLoopBackOff), connector-agent: Waiting (PodInitializing), connector-proxy: Waiting (PodInitializing)'
            $csv[0].psobject.Properties.Name | Should -Not -Contain AgeText
            $json = $rows | ConvertTo-Json -Depth 4 | ConvertFrom-Json
            $json[1].Containers[0].Reason | Should -BeExactly CrashLoopBackOff
            $json[0].IsReady | Should -BeTrue
            $json[0].CreationTime.Kind | Should -BeExactly Local
        }

        It 'Emits rows that survive clixml and jobs and are still comparable' {
            $rows = Get-EksConnectorStatus admin -Namespace eks-connector
            $rows | Export-Clixml $TestDrive/rows.xml
            $job = Start-Job { Import-Module $using:module; Get-EksConnectorStatus admin -Namespace eks-connector } | Receive-Job -Wait -AutoRemoveJob
            foreach ($back in (Import-Clixml $TestDrive/rows.xml)[1], $job[1]) {
                $back.Pod | Should -BeExactly eks-connector-1
                $back.Status | Should -BeExactly Init:CrashLoopBackOff
                $back.Containers[0].Reason | Should -BeExactly CrashLoopBackOff
                $back.Containers[0].Restarts | Should -BeOfType [int]
                $back.CreationTime.Kind | Should -BeExactly Local
                $back.CreationTime | Should -Be $rows[1].CreationTime
                $back.Age | Should -BeGreaterThan ([timespan]::Zero)
                $back.Restarts | Should -BeExactly $rows[1].Restarts
            }
            $job | Format-Table | Out-String | Should -MatchExactly Init:CrashLoopBackOff
        }

        It 'Binds contexts from the pipeline' {
            [pscustomobject]@{ Context = 'admin' }, [pscustomobject]@{ Context = 'viewer' } | Get-EksConnectorStatus -Namespace healthy -WarningAction SilentlyContinue |
                Sort-Object Context, Pod | ForEach-Object { "$($_.Context)/$($_.Pod)" } |
                Should -BeExactly @('admin/eks-connector-0', 'admin/eks-connector-1', 'viewer/eks-connector-0', 'viewer/eks-connector-1')
            (Get-EksConnectorStatus admin -Namespace healthy | Get-EksConnectorStatus).Namespace | Should -BeExactly @('healthy', 'healthy')
        }

        It 'Reads each cluster once, and the current one by default' {
            (Get-EksConnectorStatus admin, ADMIN, adm* -Namespace healthy).Count | Should -BeExactly 2
            (Get-EksConnectorStatus -Namespace healthy)[0].Context | Should -BeExactly admin
            @(Get-EksConnectorStatus fleet-* -Namespace healthy | Group-Object Context).Length | Should -BeExactly 8
        }

        It 'Reads a relative kubeconfig from the current location' {
            $text = Get-Content $env:KUBECONFIG -Raw
            foreach ($name in 'one', 'two') {
                $null = New-Item $TestDrive/$name -ItemType Directory
                $text.Replace('current-context: admin', "current-context: $name").Replace('name: admin', "name: $name").Replace('user: admin', "user: $name") | Set-Content $TestDrive/$name/config
            }
            function Get-CurrentContext { (Get-EksConnectorStatus -Namespace healthy)[0].Context }
            Push-Location
            Use-Environment @{ KUBECONFIG = 'config' } {
                foreach ($name in 'one', 'two', 'one') {
                    Set-Location "$TestDrive/$name"
                    Get-CurrentContext | Should -BeExactly $name
                }
                # A drive with the same name can have another folder.
                foreach ($name in 'one', 'two') {
                    $null = New-PSDrive Place FileSystem "$TestDrive/$name" -Scope Global
                    Set-Location Place:/
                    Get-CurrentContext | Should -BeExactly $name
                    Set-Location $PSScriptRoot
                    Remove-PSDrive Place -Scope Global
                }
            }
            Pop-Location
        }

        It 'Sends no request for an empty pipeline' {
            Clear-FakeRequest $fake
            @() | Get-EksConnectorStatus | Should -BeNullOrEmpty
            Get-FakeRequest $fake | Should -BeNullOrEmpty
        }

        It 'Warns and emits no row when the connector is scaled to zero' {
            Get-EksConnectorStatus admin -Namespace zero -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            $warned.Count | Should -BeExactly 1
            $warned[0].Message | Should -MatchExactly 'scaled to 0'
        }
    }

    Context 'Connections' {
        It 'Connects without a kubeconfig file' {
            $authority = Join-Path $TestDrive ca.pem
            Set-Content -LiteralPath $authority $fake.certificateAuthority
            $file = $fake.kubeConfigPath
            Use-Environment @{ KUBECONFIG = $null } {
                $token = ConvertTo-SecureString $fake.viewerToken -AsPlainText -Force
                (Get-EksConnectorStatus -Server $fake.server -Token $token -CertificateAuthority $authority -Namespace healthy)[0].Context | Should -BeExactly 127.0.0.1
                (Get-EksConnectorStatus -Server $fake.server -Token $fake.viewerToken -CertificateAuthority $fake.certificateAuthority -Namespace healthy).Count | Should -BeExactly 2
                (Get-EksConnectorStatus viewer -KubeConfigText (Get-Content $file) -Namespace healthy).Count | Should -BeExactly 2
                (Get-EksConnectorStatus -KubeConfigText (Get-Content $file -Raw) -Namespace healthy).Count | Should -BeExactly 2
            }
        }

        It 'Accepts the alias KubeConfig' {
            (Get-EksConnectorStatus -KubeConfig $env:KUBECONFIG -Namespace complete)[0].Pod | Should -BeExactly eks-connector-0
        }

        It 'Finds a kubeconfig file by a relative path' {
            Push-Location (Split-Path $fake.kubeConfigPath)
            try {
                (Get-EksConnectorStatus -KubeConfigPath (Split-Path $fake.kubeConfigPath -Leaf) -Namespace healthy).Count | Should -BeExactly 2
            } finally {
                Pop-Location
            }
        }
    }

    Context 'Errors' {
        It 'Emits one error record for each failing cluster and continues with the others' {
            $rows = Get-EksConnectorStatus nobody, absent, stranger, admin, offline -Namespace healthy -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue
            $rows.Count | Should -BeExactly 2
            $failed | Sort-Object { $_.TargetObject } | ForEach-Object { "$($_.FullyQualifiedErrorId) | $($_.CategoryInfo.Category) | $($_.TargetObject) | $([bool]$_.ErrorDetails.RecommendedAction)" } | Should -BeExactly @(
                'ContextNotFound,EksConnector.Commands.GetEksConnectorStatusCommand | ObjectNotFound | absent | True'
                'AccessDenied,EksConnector.Commands.GetEksConnectorStatusCommand | PermissionDenied | nobody | True'
                'ConnectionRefused,EksConnector.Commands.GetEksConnectorStatusCommand | ConnectionError | offline | True'
                'Unauthorized,EksConnector.Commands.GetEksConnectorStatusCommand | AuthenticationError | stranger | True'
            )
        }

        It 'Ends the script for <Name>' -ForEach @(
            @{ Name = 'ErrorAction Stop'; Call = { Get-EksConnectorStatus nobody -ErrorAction Stop }; Id = 'AccessDenied' }
            @{ Name = 'a missing kubeconfig'; Call = { Get-EksConnectorStatus -KubeConfigPath /no/such/file -ErrorAction Continue }; Id = 'KubeConfigNotFound'; Category = 'ObjectNotFound' }
            @{ Name = 'a duration without a unit'; Call = { Get-EksConnectorStatus -RequestTimeout 5 -ErrorAction Continue }; Id = 'ParameterArgumentTransformationError' }
            @{ Name = 'an invalid kubeconfig'; Call = { Get-EksConnectorStatus -KubeConfigText 'nonsense: [' -ErrorAction Continue }; Id = 'KubeConfigInvalid' }
        ) {
            $record = Get-ErrorRecord $Call
            $record.FullyQualifiedErrorId | Should -BeExactly "$Id,EksConnector.Commands.GetEksConnectorStatusCommand"
            if ($Category) { $record.CategoryInfo.Category | Should -BeExactly $Category }
        }

        It 'Recommends KubeConfigText if there is no kubeconfig' {
            foreach ($path in $null, '/no/such/file') {
                $action = Use-Environment @{ KUBECONFIG = $path; HOME = "$TestDrive"; USERPROFILE = "$TestDrive" } { (Get-ErrorRecord { Get-EksConnectorStatus }).ErrorDetails.RecommendedAction }
                $action | Should -MatchExactly '-KubeConfigText'
                $action | Should -Not -Match '\[redacted\]'
            }
        }
    }

    Context 'Completion' {
        It 'Completes contexts and namespaces' {
            Get-Offered 'Get-EksConnectorStatus n' | Should -BeExactly nobody
            (Get-Offered 'Get-EksConnectorStatus fleet-').Count | Should -BeExactly 8
            Get-Offered 'Get-EksConnectorStatus admin -Namespace h' -Retry | Should -BeExactly healthy
        }

        It 'Completes nothing for a cluster that is offline' {
            Get-Offered 'Get-EksConnectorStatus offline -Namespace ' | Should -BeNullOrEmpty
        }

        It 'Does not block completion when the server does not respond' {
            $silent = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $silent.Start()
            try {
                foreach ($tab in 1..3) {
                    $watch = [Diagnostics.Stopwatch]::StartNew()
                    Get-Offered "Get-EksConnectorStatus -Server https://127.0.0.1:$($silent.LocalEndpoint.Port) -Token x -Namespace " | Should -BeNullOrEmpty
                    $watch.Elapsed | Should -BeLessThan ([timespan]::FromSeconds(10))
                }
            } finally {
                $silent.Stop()
            }
        }
    }
}

Describe 'Get-EksConnectorStatus of hostile objects' {
    BeforeAll {
        $hostile = Start-FakeCluster -Scenario @{ } -Clusters 0
        Set-FakeScenario $hostile -Namespace evil -Side Kubernetes -Text @"
extends: healthy
pods:
  eks-connector-0:
    status:
      reason: "\x1b[31mEvil\x07"
      message: "\x1b]0;title\x07text"
      conditions: []
"@
    }

    AfterAll { Stop-FakeCluster $hostile }

    It 'Shows no control characters' {
        $rows = Get-EksConnectorStatus admin -Namespace evil
        $text = ($rows | Out-String) + ($rows | Format-List | Out-String)
        $text | Should -MatchExactly '\[31mEvil'
        $text | Should -Not -Match '[\x1b\x07]'
    }
}
