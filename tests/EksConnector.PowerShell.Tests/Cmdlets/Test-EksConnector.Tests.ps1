BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster
    $failure = 'ConnectorUnhealthy,EksConnector.Commands.TestEksConnectorCommand'
    function New-Target([string] $Context, [string] $Namespace) { [pscustomobject]@{ Context = $Context; Namespace = $Namespace } }
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Test-EksConnector' {
    Context 'Results' {
        It 'Reports a broken connector with its root cause first' {
            $diagnosis = Test-EksConnector admin -Namespace eks-connector -SkipAws
            "$($diagnosis.GetType().FullName) $($diagnosis.Context) $($diagnosis.Namespace) $($diagnosis.IsHealthy) $($diagnosis.RootCause) $($diagnosis.Time.Kind)" |
                Should -BeExactly 'EksConnector.Diagnosis admin eks-connector False InvalidActivation Local'
            "$($diagnosis.Findings[0].Code) $($diagnosis.Findings[0].IsRootCause)" | Should -BeExactly 'InvalidActivation True'
        }

        It 'Reports a healthy connector without a root cause' {
            $diagnosis = Test-EksConnector admin -Namespace complete
            $diagnosis.IsHealthy | Should -BeExactly $true
            $diagnosis.RootCause | Should -BeNullOrEmpty
            @($diagnosis.Findings | Where-Object Severity -eq Error).Count | Should -BeExactly 0
        }

        It 'Counts the warnings of a healthy connector' {
            $diagnosis = Test-EksConnector admin -Namespace healthy -SkipAws
            "$($diagnosis.IsHealthy) $($diagnosis.Summary)" | Should -MatchExactly '^True No errors and 1 warning were found in '
        }
    }

    Context 'Views' {
        It 'Shows problem, evidence, action and fix in 80 columns' {
            $diagnosis = Test-EksConnector admin -Namespace eks-connector -SkipAws
            $lines = $diagnosis | Get-ViewLine
            $lines[0] | Should -BeExactly 'admin (eks-connector, EKS cluster my-cluster): InvalidActivation'
            $text = $lines -join "`n"
            $text | Should -MatchExactly '(?m)^  Problem     Systems Manager '
            $text | Should -MatchExactly '(?m)^  Evidence    log of eks-connector-1: '
            $text | Should -MatchExactly '(?m)^  Action      '
            $text | Should -MatchExactly '(?m)^  Fix         kubectl --context admin -n eks-connector'
            $all = @($lines; $diagnosis | Format-List | Get-ViewLine; $diagnosis | Format-Table | Get-ViewLine)
            ($all | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        }

        It 'Has plain labels' {
            $labels = ((Test-EksConnector admin -Namespace eks-connector -SkipAws | Get-ViewLine 100) -match '^  [A-Z]').ForEach{ ($_ -replace '^  (\w+( found)?) .*$', '$1').Trim() } | Select-Object -Unique
            "$labels" | Should -MatchExactly '^Problem Evidence Cause Action Fix'
        }

        It 'Shows a healthy connector in two lines' {
            $lines = @(Test-EksConnector admin -Namespace complete | Get-ViewLine)
            $lines.Count | Should -BeExactly 2
            $lines[0] | Should -BeExactly 'admin (complete, EKS cluster my-cluster): healthy'
        }

        It 'Shows the number of warnings of a healthy connector' {
            $diagnosis = Test-EksConnector admin -Namespace healthy -SkipAws
            ($diagnosis | Get-ViewLine)[0] | Should -BeExactly 'admin (healthy, EKS cluster my-cluster): healthy, 1 warning'
            $diagnosis | Format-Table | Get-ViewLine | Where-Object { $_.StartsWith('admin (healthy)      True      1', 'Ordinal') } | Should -Not -BeNullOrEmpty
        }

        It 'Writes no texts of checks that passed into CSV' {
            (Test-EksConnector admin -Namespace eks-connector -SkipAws | ConvertTo-Csv | ConvertFrom-Csv).Findings | Should -Not -Match 'Passed|Skipped'
        }
    }

    Context 'Quiet' {
        It 'Returns <Expected> for <Name>' -ForEach @(
            @{ Name = 'a healthy connector'; Expected = $true; Call = { Test-EksConnector admin -Namespace complete -Quiet } }
            @{ Name = 'broken connectors'; Expected = $false; Call = { Test-EksConnector admin, fleet-0001 -Namespace eks-connector -SkipAws -Quiet } }
            @{ Name = 'a healthy and a broken connector'; Expected = $false; Call = { (New-Target admin complete), (New-Target fleet-0001 eks-connector) | Test-EksConnector -SkipAws -Quiet } }
            @{ Name = 'an unreachable cluster'; Expected = $false; Call = { Test-EksConnector offline -SkipAws -Quiet } }
            @{ Name = 'one of two clusters unreachable'; Expected = $false; Call = { (New-Target admin complete), (New-Target offline complete) | Test-EksConnector -SkipAws -Quiet } }
            @{ Name = 'an unknown context'; Expected = $false; Call = { Test-EksConnector nowhere -SkipAws -Quiet } }
            @{ Name = 'an empty pipeline'; Expected = $false; Call = { @() | Test-EksConnector -Quiet } }
            @{ Name = 'a connection that was not verified'; Expected = $false; Call = { Test-EksConnector admin -Namespace zero -SkipAws -Quiet } }
            @{ Name = 'a valid activation'; Expected = $true; Call = { Test-EksConnectorActivation admin -Namespace complete -Quiet } }
            @{ Name = 'invalid activations'; Expected = $false; Call = { Test-EksConnectorActivation admin, fleet-0001 -Namespace eks-connector -SkipAws -Quiet } }
            @{ Name = 'an activation in an unreachable cluster'; Expected = $false; Call = { (New-Target admin complete), (New-Target offline complete) | Test-EksConnectorActivation -SkipAws -Quiet } }
        ) {
            $ErrorActionPreference = 'SilentlyContinue'
            $found = @(& $Call)
            $found.Count | Should -BeExactly 1 -ErrorAction Stop
            $found[0] | Should -BeOfType [bool] -ErrorAction Stop
            $found[0] | Should -BeExactly $Expected -ErrorAction Stop
        }

        It 'Emits the error of an unreachable cluster in addition to the Boolean' {
            Test-EksConnector offline -SkipAws -Quiet -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeExactly $false
            $failed.Count | Should -BeExactly 1
            $failed[0].TargetObject | Should -BeExactly offline
        }
    }

    Context 'FailOn' {
        It 'Ends the script for <Word>' -ForEach @(@{ Word = 'error' }, @{ Word = 'ERROR' }, @{ Word = 'Warning' }, @{ Word = 'warning' }) {
            $ErrorActionPreference = 'Continue'
            (Get-ErrorRecord { Test-EksConnector admin -Namespace eks-connector -SkipAws -FailOn $Word }).FullyQualifiedErrorId | Should -BeExactly $failure -ErrorAction Stop
        }

        It 'Emits the results before it ends the script, and names the root causes' {
            $emitted = [Collections.Generic.List[object]]::new()
            $record = Get-ErrorRecord { Test-EksConnector admin -Namespace eks-connector -SkipAws -FailOn Error -Quiet | ForEach-Object { $emitted.Add($_) } }
            $emitted | Should -BeExactly @($false)
            $record.FullyQualifiedErrorId | Should -BeExactly $failure
            $record.Exception.Message | Should -BeExactly 'Findings of severity Error in 1 of 1 connectors: admin: InvalidActivation.'
        }

        It 'Counts a warning only when it is requested' {
            (Get-ErrorRecord { Test-EksConnector admin -Namespace healthy -SkipAws -FailOn Warning -Quiet }).Exception.Message |
                Should -BeExactly 'Findings of severity Warning or Error in 1 of 1 connectors: admin: ImpersonationNotConfigured.'
            @(Test-EksConnector admin -Namespace complete -FailOn Warning).Count | Should -BeExactly 1
            Test-EksConnector admin -Namespace complete -FailOn Error -Quiet | Should -BeExactly $true
        }

        It 'Counts clusters that failed with an error' {
            $record = Get-ErrorRecord { Test-EksConnector admin, offline -Namespace eks-connector -SkipAws -FailOn Warning -Quiet -ErrorAction SilentlyContinue }
            $record.CategoryInfo.Category | Should -BeExactly InvalidResult
            $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $record.Exception.Message | Should -MatchExactly '^Findings of severity Warning or Error in 1 of 1 connectors: admin: InvalidActivation.*1 test failed with an error\.$'
            (Get-ErrorRecord { Test-EksConnector offline -SkipAws -FailOn Error -ErrorAction SilentlyContinue }).Exception.Message | Should -BeExactly '1 test failed with an error.'
        }

        It 'Ends jobs and runbooks as failed' {
            $fail = [scriptblock]::Create("Import-Module '$module'; Test-EksConnector admin -Namespace eks-connector -SkipAws -FailOn error -Quiet; 'went on'")
            $job = Start-Job $fail
            $null = $job | Wait-Job
            $job.State | Should -BeExactly Failed
            $job | Receive-Job -ErrorAction SilentlyContinue | Should -BeExactly $false
            Remove-Job $job
            $runbook = [powershell]::Create().AddScript($fail)
            $record = try { $runbook.Invoke() } catch { $_.Exception.InnerException.ErrorRecord }
            $record.FullyQualifiedErrorId | Should -BeExactly $failure
            $runbook.InvocationStateInfo.State | Should -BeExactly Failed
            $runbook.Dispose()
        }

        It 'Rejects a severity that is not a failure' {
            (Get-ErrorRecord { Test-EksConnector admin -Namespace eks-connector -FailOn information }).FullyQualifiedErrorId |
                Should -BeExactly 'ParameterArgumentValidationError,EksConnector.Commands.TestEksConnectorCommand'
        }

        It 'Has enumerations as parameter types' {
            (Get-Command Test-EksConnector).Parameters.FailOn.ParameterType.GenericTypeArguments[0].IsEnum | Should -BeExactly $true
            (Get-Command Get-EksConnectorFinding).Parameters.Severity.ParameterType.GetElementType().IsEnum | Should -BeExactly $true
        }
    }

    Context 'Pipelines' {
        It 'Accepts contexts and rows of Get-EksConnectorStatus' {
            (New-Target admin complete | Test-EksConnector -SkipAws).IsHealthy | Should -BeExactly $true
            (Get-EksConnectorStatus admin -Namespace complete | Test-EksConnector -SkipAws).IsHealthy | Should -BeExactly @($true)
            ('admin' | Test-EksConnector -Namespace complete -SkipAws).Context | Should -BeExactly admin
            ('admin', 'fleet-0001' | Get-EksConnectorStatus -Namespace complete -ErrorAction SilentlyContinue).Context | Sort-Object -Unique | Should -BeExactly @('admin', 'fleet-0001')
        }

        It 'Runs in a job' {
            (Start-Job { Import-Module $using:module; Test-EksConnector admin -Namespace eks-connector -SkipAws } | Receive-Job -Wait -AutoRemoveJob).Findings[0].Code | Should -BeExactly InvalidActivation
        }
    }

    Context 'Parameters' {
        It 'Rejects an invalid ARN without a request' {
            Clear-FakeRequest $fake
            (Get-ErrorRecord { Test-EksConnector admin -Namespace eks-connector -SkipAws -PrincipalArn 'arn:aws:iam::1:role/x' }).Exception.ErrorId | Should -BeExactly InvalidPrincipalArn
            Get-FakeRequest $fake | Should -BeNullOrEmpty
        }

        It 'Completes severities' {
            Get-Offered 'Test-EksConnector -FailOn ' | Should -BeExactly @('Error', 'Warning')
        }
    }

    Context 'Without AWS credentials' {
        BeforeAll {
            $none = @{
                HOME = "$TestDrive"; USERPROFILE = "$TestDrive"; AWS_ACCESS_KEY_ID = $null; AWS_SECRET_ACCESS_KEY = $null; AWS_PROFILE = $null; AWS_REGION = $null
                AWS_CONFIG_FILE = $null; AWS_SHARED_CREDENTIALS_FILE = $null
            }
            $before = Set-Environment $none
        }

        AfterAll { [void](Set-Environment $before) }

        It 'Warns once and checks only the cluster: <Name>' -ForEach @(
            @{ Name = 'Test-EksConnector'; Call = { Test-EksConnector admin -Namespace complete -Quiet }; Expected = $true }
            @{ Name = 'Get-EksConnectorFinding'; Call = { (Get-EksConnectorFinding admin -Namespace complete -Severity Error).Count }; Expected = 0 }
            @{ Name = 'Test-EksConnectorActivation'; Call = { Test-EksConnectorActivation admin -Namespace complete -Quiet }; Expected = $true }
            @{ Name = 'Export-EksConnectorDiagnostic'; Call = { (Export-EksConnectorDiagnostic admin -Namespace complete -DestinationPath (Join-Path $TestDrive x.zip)).Name }; Expected = 'x.zip' }
            @{ Name = 'Repair-EksConnector'; Call = { "$(Repair-EksConnector admin -Namespace complete -Confirm:$false 6>&1)" }; Expected = "Context 'admin', namespace 'complete': there is nothing to repair." }
        ) {
            $WarningPreference = 'Continue'
            $warned, $found = @(& $Call 3>&1).Where({ $_ -is [System.Management.Automation.WarningRecord] }, 'Split')
            $warned.Count | Should -BeExactly 1
            $found | Should -BeExactly $Expected
        }

        It 'Does not fail two healthy clusters' {
            $found = (New-Target admin complete), (New-Target fleet-0001 complete) | Test-EksConnector -FailOn Error -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $found.IsHealthy | Should -BeExactly @($true, $true)
        }

        It 'Names what is missing in the warning' {
            $null = Test-EksConnector admin -Namespace complete -WarningVariable warned -WarningAction SilentlyContinue
            "$warned" | Should -MatchExactly '^The AWS checks were skipped: No AWS credentials were found'
        }

        It 'Reports an error when AWS was requested' {
            $WarningPreference = 'SilentlyContinue'
            Get-Failure { Test-EksConnector admin -Namespace complete -ClusterName my-cluster -Quiet } | Should -MatchExactly '^AwsCredentialMissing '
            Get-Failure { Test-EksConnector admin -Namespace complete -ProfileName x -Quiet } | Should -MatchExactly '^Aws'
            Get-Failure { Test-EksConnector admin -Namespace complete -Region us-west-2 -Quiet } | Should -MatchExactly '^AwsCredentialMissing '
            Get-Failure { Test-EksConnectorActivation -ClusterName my-cluster -SkipKubernetes -Region us-west-2 } | Should -MatchExactly '^AwsCredentialMissing '
        }
    }
}
