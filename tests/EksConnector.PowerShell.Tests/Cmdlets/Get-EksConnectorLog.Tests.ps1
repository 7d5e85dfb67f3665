BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Get-EksConnectorLog' {
    Context 'Output' {
        It 'Emits the entries of each container in turn' {
            $entries = Get-EksConnectorLog admin -Namespace healthy
            $entries | ForEach-Object { $_.GetType().FullName } | Select-Object -Unique | Should -BeExactly EksConnector.LogEntry
            $entries[0].psobject.Properties.Name -join ' ' | Should -BeExactly 'Context Namespace Pod Container Timestamp Level Source Message Reason Raw IsFromPreviousContainer'
            $entries | ForEach-Object { "$($_.Pod), $($_.Container)" } | Select-Object -Unique | Should -BeExactly @(
                'eks-connector-0, connector-init', 'eks-connector-0, connector-agent', 'eks-connector-0, connector-proxy'
                'eks-connector-1, connector-init', 'eks-connector-1, connector-agent', 'eks-connector-1, connector-proxy'
            )
        }

        It 'Reads level, source and message of a line' {
            $entry = Get-EksConnectorLog admin -Namespace healthy | Where-Object Source -eq registration.go:66 | Select-Object -First 1
            "$($entry.Context) $($entry.Namespace) $($entry.Pod) $($entry.Container) $($entry.Timestamp.Kind) $($entry.Level) $($entry.IsFromPreviousContainer) $($entry.Message)" |
                Should -BeExactly 'admin healthy eks-connector-0 connector-init Local Information False successfully registered at SSM with InstanceID eks_c:my-cluster_b5c81f52067a0041c'
        }

        It 'Emits unchanged lines with Raw' {
            $lines = Get-EksConnectorLog admin -Namespace healthy -Container connector-init -Pod *-0 -Raw
            $lines.Count | Should -BeExactly 4
            $lines[0] | Should -BeOfType [string]
            $lines[0] | Should -MatchExactly '\] initializing the connector$'
        }

        It 'Writes a file for each container' {
            $folder = Join-Path $TestDrive logs
            $files = Get-EksConnectorLog admin -Namespace healthy -DestinationPath $folder
            $files.Count | Should -BeExactly 6
            $files | ForEach-Object { $_.GetType().Name } | Select-Object -Unique | Should -BeExactly FileInfo
            $files[0].Name | Should -BeExactly admin.healthy.eks-connector-0.connector-init.log
            (Get-Content $files[0]).Count | Should -BeExactly 4
            Push-Location $TestDrive
            try {
                (Get-EksConnectorLog admin -Namespace healthy -Container connector-init -DestinationPath ./logs)[0].FullName | Should -BeExactly $files[0].FullName
            } finally {
                Pop-Location
            }
        }
    }

    Context 'Selection' {
        It 'Selects by level and warns about containers without levels' {
            $entries = Get-EksConnectorLog admin -Namespace eks-connector -Level Error -WarningVariable warned -WarningAction SilentlyContinue
            @($entries).Count | Should -BeExactly 1
            $entries[0].Level | Should -BeExactly Fatal
            $entries[0].Message.Split("`n")[0] | Should -BeExactly 'failed to initiate eks-connector: InvalidActivation:'
            $warned.Count | Should -BeExactly 1
        }

        It 'Compares levels and containers ignoring case' {
            (Get-EksConnectorLog admin -Namespace eks-connector -Level ERROR -Container CONNECTOR-INIT -WarningAction SilentlyContinue).Level | Sort-Object -Unique | Should -BeExactly Fatal
        }

        It 'Selects by pattern, number of lines, bytes, and time' {
            (Get-EksConnectorLog admin -Namespace healthy -Pattern 'CONTROL channel successfully$').Count | Should -BeExactly 2
            (Get-EksConnectorLog admin -Namespace healthy -Tail 1).Count | Should -BeExactly 6
            $line = Get-EksConnectorLog admin -Namespace healthy -Container connector-init -Pod *-0 -Raw -LimitBytes 10
            $line | Should -MatchExactly '^I'
            $line.Length | Should -BeExactly 10
            Get-EksConnectorLog admin -Namespace healthy -Since 1s | Should -BeNullOrEmpty
            (Get-EksConnectorLog admin -Namespace healthy -SinceTime (Get-Date).AddDays(-1)).Count | Should -BeGreaterThan 20
        }

        It 'Reads the previous run' {
            (Get-EksConnectorLog admin -Namespace eks-connector -Previous -Level Fatal)[0].IsFromPreviousContainer | Should -BeExactly $true
        }

        It 'Merges all lines by time' {
            $merged = Get-EksConnectorLog admin -Namespace healthy -Merge
            $merged.Count | Should -BeGreaterThan 20
            Compare-Object $merged.Timestamp ($merged.Timestamp | Sort-Object) -SyncWindow 0 | Should -BeNullOrEmpty
        }

        It 'Reads a fleet' {
            (Get-EksConnectorLog fleet-* -Namespace healthy -Container connector-init -Tail 1 | Group-Object Context).Count | Should -BeExactly 8
        }

        It 'Follows for a duration' {
            (Measure-Command { Get-EksConnectorLog admin -Namespace healthy -Follow -Duration 1s }).TotalSeconds | Should -BeLessThan 20
        }

        It 'Accepts the container name <Name>' -ForEach @(
            @{ Name = 'init'; Containers = 'connector-init' }
            @{ Name = 'AGENT'; Containers = 'connector-agent' }
            @{ Name = 'proxy'; Containers = 'connector-proxy' }
            @{ Name = 'connector-init'; Containers = 'connector-init' }
            @{ Name = 'connector-*'; Containers = 'connector-agent', 'connector-init', 'connector-proxy' }
        ) {
            (Get-EksConnectorLog admin -Namespace complete -Pod *-0 -Container $Name).Container | Sort-Object -Unique | Should -BeExactly $Containers
        }
    }

    Context 'Pipelines' {
        It 'Emits entries that survive CSV, JSON, clixml, and jobs' {
            $entry = @(Get-EksConnectorLog admin -Namespace eks-connector -Level Error -WarningAction SilentlyContinue)[0]
            $file = Join-Path $TestDrive entries
            $entry | Export-Csv $file
            $csv = Import-Csv $file
            $csv.Level | Should -BeExactly Fatal
            $csv.Source | Should -BeExactly init.go:43
            $csv.Message | Should -BeExactly $entry.Message.ReplaceLineEndings("`n")
            $entry | Export-Clixml $file
            $job = Start-Job { Import-Module $using:module; Get-EksConnectorLog admin -Namespace eks-connector -Level Error -WarningAction SilentlyContinue } | Receive-Job -Wait -AutoRemoveJob
            foreach ($back in (Import-Clixml $file), $job, ($entry | ConvertTo-Json | ConvertFrom-Json)) {
                $back.Timestamp | Should -BeOfType [datetime]
                $back.Timestamp.Kind | Should -BeExactly Local
                $back.Timestamp | Should -Be $entry.Timestamp
                $back.Level | Should -BeExactly Fatal
                $back.IsFromPreviousContainer | Should -BeExactly $false
                $back.Raw | Should -BeExactly $entry.Raw
            }
        }

        It 'Accepts the rows of Get-EksConnectorStatus' {
            # The contexts admin and viewer are the same cluster.
            $rows = Get-EksConnectorStatus admin, viewer -Namespace healthy -WarningAction SilentlyContinue | Where-Object { $_.Context -eq 'admin' -xor $_.Pod -eq 'eks-connector-0' }
            $rows | ForEach-Object { "$($_.Context)/$($_.Pod)" } | Sort-Object | Should -BeExactly @('admin/eks-connector-1', 'viewer/eks-connector-0')
            $rows | Get-EksConnectorLog -Container connector-init -WarningAction SilentlyContinue | ForEach-Object { "$($_.Context)/$($_.Pod)" } | Sort-Object -Unique |
                Should -BeExactly @('admin/eks-connector-1', 'viewer/eks-connector-0')
            $broken = Get-EksConnectorStatus admin -Namespace eks-connector | Where-Object IsReady -eq $false | Get-EksConnectorLog -WarningAction SilentlyContinue
            $broken.Pod | Select-Object -Unique | Should -BeExactly eks-connector-1
            @() | Get-EksConnectorLog | Should -BeNullOrEmpty
        }
    }

    Context 'Errors' {
        It 'Rejects <Call> with a recommendation' -ForEach @(
            @{ Call = { Get-EksConnectorLog admin -Follow -Previous } }
            @{ Call = { Get-EksConnectorLog admin -Follow -Merge } }
            @{ Call = { Get-EksConnectorLog admin -Tail 1 -LimitBytes 1 } }
            @{ Call = { Get-EksConnectorLog admin -DestinationPath x -Raw } }
            @{ Call = { Get-EksConnectorLog admin -DestinationPath x -Follow } }
            @{ Call = { Get-EksConnectorLog admin -DestinationPath x -Level Error } }
            @{ Call = { Get-EksConnectorLog admin -Since 5m -SinceTime (Get-Date) } }
            @{ Call = { Get-EksConnectorLog admin -Pattern '(' } }
        ) {
            $record = Get-ErrorRecord ([scriptblock]::Create("`$ErrorActionPreference = 'Continue'; $Call"))
            $record.FullyQualifiedErrorId.Split(',')[0] | Should -BeExactly InvalidParameter
            $record.CategoryInfo.Category | Should -BeExactly InvalidArgument
            $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Test-Path x | Should -BeExactly $false
        }

        It 'Rejects invalid parameter values' {
            Get-Failure { Get-EksConnectorLog admin -Since 5 } | Should -BeExactly 'ParameterArgumentTransformationError InvalidData'
            Get-Failure { Get-EksConnectorLog admin -Follow -Duration 5 } | Should -BeExactly 'ParameterArgumentTransformationError InvalidData'
            Get-Failure { Get-EksConnectorLog admin -Tail -1 } | Should -BeExactly 'ParameterArgumentValidationError InvalidData'
            Get-Failure { Get-EksConnectorLog admin -Level Loud } | Should -BeExactly 'CannotConvertArgumentNoMessage InvalidArgument'
        }

        It 'Reports a Pod that does not exist' {
            Get-EksConnectorLog admin -Namespace eks-connector -Pod absent -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId.Split(',')[0] | Should -BeExactly PodNotFound
            $failed[0].TargetObject | Should -BeExactly admin
            $failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'Names the namespaces of connectors when there is none in the namespace' {
            Get-EksConnectorLog admin -Namespace default -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].ErrorDetails.RecommendedAction | Should -BeExactly 'The connector is in: eks-connector, complete, healthy, zero. Specify that namespace with -Namespace.'
        }
    }

    Context 'Views and completion' {
        It 'Names the cluster of a line only if there are several' {
            $several = Get-EksConnectorLog admin, fleet-0001 -Namespace eks-connector -Container init -Tail 1 -WarningAction SilentlyContinue
            $several | Out-String -Width 80 | Should -Match 'fleet-0001/'
            Get-EksConnectorLog admin -Namespace complete -Pod *-0 -Container init -Tail 1 | Out-String -Width 80 | Should -Not -Match 'admin/'
        }

        It 'Completes containers, Pods, and levels' {
            Get-Offered 'Get-EksConnectorLog admin -Namespace healthy -Pod ' -Retry | Should -BeExactly @('eks-connector-0', 'eks-connector-1')
            Get-Offered 'Get-EksConnectorLog -Container ' | Should -BeExactly @('connector-init', 'connector-agent', 'connector-proxy')
            Get-Offered 'Get-EksConnectorLog -Container connector-p' | Should -BeExactly connector-proxy
            Get-Offered 'Get-EksConnectorLog -Level ' | Should -BeExactly @('Debug', 'Error', 'Fatal', 'Information', 'Trace', 'Warning')
        }

        It 'Has complete help' {
            Test-HelpOf Get-EksConnectorLog
        }
    }
}

Describe 'Get-EksConnectorLog and secrets' {
    BeforeAll {
        $sown = Start-FakeCluster -Scenario @{ }
        Set-FakeScenario $sown -Namespace sown -Side Kubernetes -Text @'
extends: healthy
logs:
  eks-connector-0/connector-proxy: |
    E0108 08:44:27.123456       1 proxy.go:1] dial http://user:PLANTED-IN-A-LOG@proxy:3128 failed
files:
  eks-connector-0/connector-agent/var/log/amazon/ssm/amazon-ssm-agent.log: |
    2026-01-08 08:44:27 ERROR [amazon-ssm-agent] cannot register: --activation.code=PLANTED-IN-A-FILE
'@
    }

    AfterAll { Stop-FakeCluster $sown }

    It 'Writes no secret to a stream or a file' {
        $folder = Join-Path $TestDrive sown
        $Error.Clear()
        $shown = & {
            $common = @{ Namespace = 'sown'; Verbose = $true; Debug = $true; ErrorAction = 'Continue'; WarningAction = 'Continue' }
            foreach ($context in 'admin', 'viewer', 'lister', 'nobody') {
                Get-EksConnectorLog $context @common | Format-List * -Force | Out-String -Width 4000
                Get-EksConnectorLog $context @common -Raw
                Get-EksConnectorLog $context @common -Merge | ConvertTo-Json
                Get-EksConnectorLog $context @common -Follow -Duration 1s | Format-Table | Out-String -Width 4000
                Get-EksConnectorLog $context @common -DestinationPath $folder
                Get-EksConnectorClusterName $context @common -All | Format-List * -Force | Out-String -Width 4000
            }
            $Error | ForEach-Object { $_ | Format-List * -Force | Out-String -Width 4000; $_.Exception.ToString() }
        } *>&1 | Out-String -Width 4000
        $all = $shown + (Get-ChildItem $folder | Get-Content -Raw)
        $all | Should -MatchExactly 'activation\.code=\[redacted\]'
        $all | Should -MatchExactly 'dial http://user:\[redacted\]@proxy:3128 failed'
        $all | Should -MatchExactly 'AccessDenied,EksConnector\.Commands\.GetEksConnectorLogCommand'
        # The operator -match ignores case.
        $all | Should -Not -Match 'PLANTED'
    }
}
