BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Export-EksConnectorReport' {
    Context 'Diagnoses from all sources' {
        BeforeAll {
            Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive sources))
            $live = Test-EksConnector admin -Namespace complete -SkipAws
            $job = Start-Job { Import-Module $using:module; Test-EksConnector fleet-0001 -Namespace eks-connector -SkipAws } | Receive-Job -Wait -AutoRemoveJob
            Test-EksConnector fleet-0002 -Namespace eks-connector -SkipAws | Export-Clixml c.xml
            Test-EksConnector fleet-0003 -Namespace eks-connector -SkipAws | ConvertTo-Json -Depth 4 | Set-Content c.json
            Test-EksConnector fleet-0004 -Namespace eks-connector -SkipAws | Export-Csv c.csv
            $null = Export-EksConnectorDiagnostic fleet-0005 -Namespace eks-connector -SkipAws -DestinationPath c.zip
            $all = @($live; $job; Import-Clixml c.xml; Get-Content c.json -Raw | ConvertFrom-Json; Import-Csv c.csv; Test-EksConnector -Path c.zip)
        }

        AfterAll { Pop-Location }

        It 'Are one report' {
            $file = $all | Export-EksConnectorReport report.html
            $file | Should -BeOfType [IO.FileInfo]
            $file.Name | Should -BeExactly report.html
            $page = [xml]((Get-Content -Raw report.html) -replace '<!DOCTYPE html>')
            $page.SelectNodes('//article/h3').InnerText | Should -BeExactly @('admin (complete)', 'fleet-0001', 'fleet-0002', 'fleet-0003', 'fleet-0004', 'fleet-0005')
            $page.SelectNodes('//article/p/span').InnerText | Should -BeExactly @("`u{2713} Healthy"; @("`u{2717} Unhealthy: InvalidActivation") * 5)
            $page.SelectNodes('//pre').Count | Should -BeExactly 10
            $page.SelectNodes('//figure').Count | Should -BeExactly 5
            $page.SelectSingleNode('//li[@class="good"]/b').InnerText | Should -BeExactly 1
            $page.SelectSingleNode('//ul[@class="tiles"]/li/b').InnerText | Should -BeExactly 6
        }

        It 'Are test suites as JUnit XML' {
            Export-EksConnectorReport -InputObject $all[0], $all[1] -Path two.xml -AsJUnit | Out-Null
            $suites = ([xml](Get-Content -Raw two.xml)).testsuites
            $suites.testsuite.Count | Should -BeExactly 2
            $suites.testsuite.failures | Should -BeExactly @('0', '1')
        }
    }

    Context 'Files' {
        BeforeAll { $diagnosis = Test-EksConnector admin -Namespace complete -SkipAws }

        BeforeEach { Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive (New-Guid))) }

        AfterEach { Pop-Location }

        It 'Writes none with WhatIf' {
            $diagnosis | Export-EksConnectorReport x.html -WhatIf | Should -BeNullOrEmpty
            Get-ChildItem -Force | Should -BeNullOrEmpty
        }

        It 'Writes none without a diagnosis, and warns' {
            @() | Export-EksConnectorReport x.html -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            "$warned" | Should -BeExactly 'No report was written, because there is no diagnosis.'
            Get-ChildItem -Force | Should -BeNullOrEmpty
        }

        It 'Replaces a file only with Force, and reports the error before the pipeline runs' {
            ($diagnosis | Export-EksConnectorReport x.html).Name | Should -BeExactly x.html
            foreach ($call in { $diagnosis | Export-EksConnectorReport x.html }, { & { 'started'; throw 'the pipeline ran' } | Export-EksConnectorReport x.html }) {
                $record = Get-ErrorRecord $call
                "$($record.FullyQualifiedErrorId.Split(',')[0]) $($record.CategoryInfo.Category)" | Should -BeExactly 'DestinationExists WriteError'
                $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            }
            ($diagnosis | Export-EksConnectorReport x.html -Force).Name | Should -BeExactly x.html
            (Get-ChildItem -Force).Name | Should -BeExactly x.html
        }

        It 'Cannot write to <Path>' -ForEach @(@{ Path = '.' }, @{ Path = 'no/x.html' }, @{ Path = $IsWindows ? 'NUL' : '/dev/null' }) {
            $record = Get-ErrorRecord { $diagnosis | Export-EksConnectorReport $Path -Force }
            "$($record.FullyQualifiedErrorId.Split(',')[0]) $($record.CategoryInfo.Category)" | Should -BeExactly 'DestinationNotWritable WriteError'
            $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Get-ChildItem -Force | Should -BeNullOrEmpty
        }

        It 'Accepts only diagnoses' {
            Get-Failure { [pscustomobject]@{ Context = 'a' } | Export-EksConnectorReport y.html -ErrorAction Stop } | Should -BeExactly 'InputObjectNotBound InvalidArgument'
            Get-Failure { 'admin' | Export-EksConnectorReport y.html -ErrorAction Stop } | Should -BeExactly 'InputObjectNotBound InvalidArgument'
            Get-Failure { $null | Export-EksConnectorReport y.html -ErrorAction Stop } | Should -BeExactly 'ParameterArgumentValidationError InvalidData'
            Get-ChildItem -Force | Should -BeNullOrEmpty
        }
    }
}
