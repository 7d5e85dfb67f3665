BeforeAll {
    . $PSScriptRoot/Common.ps1
    Import-Module $module -Force
    $denied = 'users "arn:aws:iam::111122223333:role/admin" is forbidden: User "system:serviceaccount:eks-connector:eks-connector" cannot impersonate resource "users" in API group "" at the cluster scope'
    $refused = "F1116 20:30:47.261469       1 init.go:43] failed to initiate eks-connector: RequestError: send request failed`ncaused by: Post `"https://ssm.us-west-2.amazonaws.com/`": dial tcp: lookup ssm.us-west-2.amazonaws.com: no such host"
}

Describe 'Resolve-EksConnectorError' {
    BeforeAll {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive texts)
        Set-Content -LiteralPath (Join-Path $folder 'init[1].log') $refused
        Push-Location $folder
    }

    AfterAll { Pop-Location }

    It 'Accepts a text as an argument and from the pipeline' {
        (Resolve-EksConnectorError $denied).PrincipalArn | Should -BeExactly 'arn:aws:iam::111122223333:role/admin'
        ($denied | Resolve-EksConnectorError).Code | Should -BeExactly ImpersonationMissing
        ($denied, $refused | Resolve-EksConnectorError).Code | Should -BeExactly @('SsmDnsFailed', 'ImpersonationMissing')
        @() | Resolve-EksConnectorError | Should -BeNullOrEmpty
    }

    It 'Joins lines that a terminal wrapped' {
        (($denied -replace '(.{50})', "`$1`n") -split "`n" | Resolve-EksConnectorError).PrincipalArn | Should -BeExactly 'arn:aws:iam::111122223333:role/admin'
    }

    It 'Reads files and their lines' {
        (Get-Content -LiteralPath 'init[1].log' | Resolve-EksConnectorError).Code | Should -BeExactly SsmDnsFailed
        (Get-ChildItem | Resolve-EksConnectorError).Code | Should -BeExactly SsmDnsFailed
        (Resolve-EksConnectorError -Path 'init[1].log').Code | Should -BeExactly SsmDnsFailed
    }

    It 'Accepts error records and log entries' {
        $caught = try { throw $denied } catch { $_ }
        ($caught | Resolve-EksConnectorError).Code | Should -BeExactly ImpersonationMissing
        ($Error[0] | Resolve-EksConnectorError).Code | Should -BeExactly ImpersonationMissing
        ([pscustomobject]@{ Message = 'cut off'; Raw = $denied } | Resolve-EksConnectorError).Code | Should -BeExactly ImpersonationMissing
    }

    It 'Creates commands that PowerShell can read' {
        $errors = $null
        $command = (Resolve-EksConnectorError $denied).FixCommandPowerShell
        $command | Should -Not -BeNullOrEmpty
        $null = [Management.Automation.Language.Parser]::ParseInput($command, [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty
    }

    It 'Warns when no known error is in the text' {
        Resolve-EksConnectorError 'Hello' -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warned" | Should -BeExactly 'No known EKS Connector error was found in the text. Pass more of it: the whole message, or the log (Get-EksConnectorLog -Level Warning | Resolve-EksConnectorError). To diagnose the cluster itself, run Test-EksConnector.'
    }

    It 'Reports an error with a recommendation for unreadable input' {
        function Show($errors) { $errors.ForEach({ "$($_.Exception.ErrorId)/$($_.CategoryInfo.Category)/$($_.ErrorDetails.RecommendedAction.Length -gt 0)" }) }
        Resolve-EksConnectorError -Path nowhere.txt -ErrorVariable failed -ErrorAction SilentlyContinue
        Show $failed | Should -BeExactly TextNotReadable/ObjectNotFound/True
        $failed.TargetObject | Should -BeExactly nowhere.txt
        Resolve-EksConnectorError -Path ([IO.Path]::GetTempPath()) -ErrorVariable failed -ErrorAction SilentlyContinue
        Show $failed | Should -BeExactly TextNotReadable/InvalidData/True
        if (-not $IsWindows) {
            Resolve-EksConnectorError -Path /dev/zero -ErrorVariable failed -ErrorAction SilentlyContinue
            Show $failed | Should -BeExactly TextNotReadable/InvalidData/True
        }
        Resolve-EksConnectorError ' ' -ErrorVariable failed -ErrorAction SilentlyContinue
        Show $failed | Should -BeExactly InvalidParameter/InvalidArgument/True
    }
}
