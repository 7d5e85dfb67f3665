# The common behavior of all cmdlets.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster
    $arn = 'arn:aws:iam::111122223333:role/x'
}

AfterAll { Stop-FakeCluster $fake }

Describe 'The module' {
    It 'Has a manifest without warnings that exports what it lists' {
        $cmdlets = @(
            'Export-EksConnectorDiagnostic', 'Export-EksConnectorReport', 'Get-EksConnectorClusterName', 'Get-EksConnectorFinding', 'Get-EksConnectorImpersonation'
            'Get-EksConnectorLog', 'Get-EksConnectorStatus', 'Grant-EksConnectorImpersonation', 'Repair-EksConnector', 'Reset-EksConnectorActivation'
            'Resolve-EksConnectorError', 'Revoke-EksConnectorImpersonation', 'Test-EksConnector', 'Test-EksConnectorActivation', 'Test-EksConnectorEndpoint'
        )
        (Test-ModuleManifest "$module/EksConnector.psd1").ExportedCmdlets.Keys | Sort-Object | Should -BeExactly $cmdlets
        (Get-Command -Module EksConnector | Sort-Object Name).Name | Should -BeExactly $cmdlets
    }

    It 'Has approved verbs and output types' {
        Get-Command -Module EksConnector | Where-Object Verb -notin (Get-Verb).Verb | Should -BeNullOrEmpty
        Get-Command -Module EksConnector | Where-Object { -not $_.OutputType } | Should -BeNullOrEmpty
    }
}

Describe 'Parameter sets' {
    It 'Have no parameter without effect' {
        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        $found = foreach ($command in Get-Command -Module EksConnector) {
            foreach ($set in $command.ParameterSets) {
                $names = @($set.Parameters.Name | Where-Object { $_ -notin $common })
                # A parameter for a server selects one cluster.
                if ($set.Name -eq 'Server') { $names | Where-Object { $_ -in 'Context', 'ThrottleLimit', 'AsCompleted' } | ForEach-Object { "$command $($set.Name) $_" } }
                if ($set.Name -in 'Path', 'ListAvailable', 'InputObject', 'Message', 'Manifest', 'SkipKubernetes') { "$command $($set.Name): $(($names | Sort-Object) -join ' ')" }
            }
        }
        $found | Sort-Object | Should -BeExactly (@(
            'Get-EksConnectorFinding InputObject: All Code ExcludeCode InputObject Severity'
            'Get-EksConnectorFinding ListAvailable: Code ExcludeCode ListAvailable Severity'
            'Resolve-EksConnectorError Message: Message'
            'Resolve-EksConnectorError Path: Path'
            'Test-EksConnector Path: AllowUnverified FailOn Path Quiet'
            'Test-EksConnectorActivation Manifest: AwsCredential AwsSessionToken ClusterName EndpointUrl ExpiryWarning ManifestPath ProfileName Quiet Region RequestTimeout RoleArn SkipAws WebIdentityToken'
            'Test-EksConnectorActivation SkipKubernetes: AsCompleted AwsCredential AwsSessionToken ClusterName EndpointUrl ExpiryWarning ProfileName Quiet Region RequestTimeout RoleArn SkipAws SkipKubernetes ThrottleLimit WebIdentityToken'
        ) | Sort-Object)
    }

    It 'Have ThrottleLimit together with AsCompleted' {
        Get-Command -Module EksConnector | Where-Object {
            $_.Parameters.ContainsKey('ThrottleLimit') -ne ($_.Parameters.ContainsKey('AsCompleted') -or $_.Name -in 'Get-EksConnectorLog', 'Export-EksConnectorDiagnostic', 'Reset-EksConnectorActivation')
        } | Should -BeNullOrEmpty
    }

    It 'Complete no file names: <Line>' -ForEach @(
        @{ Line = 'Get-EksConnectorLog -Since '; Offered = @('30s', '5m', '15m', '1h', '12h', '3d') }
        @{ Line = 'Get-EksConnectorStatus -WaitTimeout 1'; Offered = @('15m', '1h', '12h') }
        @{ Line = 'Get-EksConnectorLog -Pattern '; Offered = @() }
        @{ Line = 'Test-EksConnector -RoleArn '; Offered = @() }
        @{ Line = 'Grant-EksConnectorImpersonation -Context offline -PrincipalArn x'; Offered = @() }
        @{ Line = 'Get-EksConnectorStatus -Context nothing'; Offered = @() }
        @{ Line = 'Get-EksConnectorLog -Container ag'; Offered = @('agent') }
        @{ Line = 'Test-EksConnector -FailOn '; Offered = @('Error', 'Warning') }
    ) {
        Push-Location $module
        try { $found = @([System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches.CompletionText) } finally { Pop-Location }
        $found -join ' ' | Should -BeExactly ($Offered -join ' ')
    }
}

Describe 'AWS parameters' {
    BeforeAll {
        # A cmdlet with only the common parameters. A class is compiled before the module is imported, so it is in a separate script.
        $AwsProbe = . ([scriptblock]::Create('class AwsProbe : EksConnector.Commands.AwsCmdlet { [object] Ask() { return $this.AwsSource() } }; [AwsProbe]'))
        $transform = { param($name, $value) $AwsProbe.GetProperty($name).GetCustomAttributes($true).Where({ $_ -is [EksConnector.Parameters.SecretTransformationAttribute] })[0].Transform($null, $value) }
    }

    It 'Become the source of the connection, whose text has no secret' {
        $probe = $AwsProbe::new()
        $probe.Ask().psobject.Properties.Where({ $null -ne $_.Value }).Name | Should -BeExactly RequestTimeout
        $probe.Region = 'eu-west-1'; $probe.ProfileName = 'reader'; $probe.RoleArn = 'arn:aws:iam::111122223333:role/reader'
        $probe.EndpointUrl = 'http://127.0.0.1:4566'; $probe.RequestTimeout = '00:00:07'
        $probe.AwsCredential = [pscredential]::new('AKIATEST', (ConvertTo-SecureString 'PLANTED-secret' -AsPlainText -Force))
        $probe.AwsSessionToken = & $transform AwsSessionToken 'PLANTED-token'
        $probe.WebIdentityToken = & $transform WebIdentityToken (ConvertTo-SecureString 'PLANTED-jwt' -AsPlainText -Force)
        $source = $probe.Ask()
        "$($source.Region) $($source.ProfileName) $($source.AccessKeyId) $($source.RoleArn) $($source.EndpointUrl) $($source.RequestTimeout)" |
            Should -BeExactly 'eu-west-1 reader AKIATEST arn:aws:iam::111122223333:role/reader http://127.0.0.1:4566 00:00:07'
        $source.SecretAccessKey.Reveal() | Should -BeExactly 'PLANTED-secret'
        $source.SessionToken.Reveal() | Should -BeExactly 'PLANTED-token'
        $source.WebIdentityToken.Reveal() | Should -BeExactly 'PLANTED-jwt'
        "$source" | Should -Not -Match PLANTED
    }
}

Describe 'A namespace that does not exist' {
    It 'Is named with the namespaces of connectors by <Name>, which does not recommend a registration' -ForEach @(
        @{ Name = 'status'; Call = { Get-EksConnectorStatus @common } }
        @{ Name = 'status that waits'; Call = { Get-EksConnectorStatus @common -Wait } }
        @{ Name = 'detailed status'; Call = { Get-EksConnectorStatus @common -Detailed } }
        @{ Name = 'log'; Call = { Get-EksConnectorLog @common } }
        @{ Name = 'merged log'; Call = { Get-EksConnectorLog @common -Merge } }
        @{ Name = 'followed log'; Call = { Get-EksConnectorLog @common -Follow -Duration 2s } }
        @{ Name = 'name'; Call = { Get-EksConnectorClusterName @common } }
        @{ Name = 'diagnosis'; Call = { Test-EksConnector @common -SkipAws } }
        @{ Name = 'diagnosis with AWS'; Call = { Test-EksConnector @common } }
        @{ Name = 'finding'; Call = { Get-EksConnectorFinding @common -SkipAws } }
        @{ Name = 'activation'; Call = { Test-EksConnectorActivation @common -SkipAws } }
        @{ Name = 'repair'; Call = { Repair-EksConnector @common -SkipAws -Confirm:$false } }
        @{ Name = 'reset'; Call = { Reset-EksConnectorActivation @common -Confirm:$false } }
        @{ Name = 'bundle'; Call = { $null = Export-EksConnectorDiagnostic @common -SkipAws -DestinationPath "$TestDrive/typo.zip"; Test-EksConnector -Path "$TestDrive/typo.zip" } }
        @{ Name = 'impersonation'; Call = { Get-EksConnectorImpersonation @common } }
        @{ Name = 'grant'; Call = { Grant-EksConnectorImpersonation @common -PrincipalArn $arn -Confirm:$false } }
        @{ Name = 'revocation'; Call = { Revoke-EksConnectorImpersonation @common -PrincipalArn $arn -Confirm:$false } }
    ) {
        $common = @{ Context = 'admin'; Namespace = 'typo'; ErrorAction = 'Continue'; WarningAction = 'Continue' }
        $shown = @(& $Call *>&1) | ForEach-Object {
            if ($_ -is [System.Management.Automation.ErrorRecord]) { "$_ $($_.ErrorDetails.RecommendedAction)" } else { $_ | Out-String -Width 500; $_ | Format-List * | Out-String -Width 500 }
        }
        $text = $shown -join "`n"
        $text | Should -Match "[Nn]amespace 'typo' does not exist"
        $text | Should -Match 'The connector is in: (?=.*\beks-connector\b)(?=.*\bcomplete\b)(?=.*\bhealthy\b).*\bzero\b'
        $text | Should -Not -Match 'register|[Aa]pply the manifest|Install the connector'
    }

    It 'Is named with the order of the installations' {
        Get-EksConnectorStatus admin -Namespace typo -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0].Exception.Message) $($failed[0].ErrorDetails.RecommendedAction)" |
            Should -BeExactly "Context 'admin': the namespace 'typo' does not exist. The connector is in: eks-connector, complete, healthy, zero. Specify that namespace with -Namespace."
    }
}

Describe 'Views of several connectors' {
    BeforeAll {
        $targets = foreach ($namespace in 'eks-connector', 'complete') { foreach ($context in 'admin', 'fleet-0001') { [pscustomobject]@{ Context = $context; Namespace = $namespace } } }
    }

    It 'Name the cluster and the namespace: <Name>' -ForEach @(
        @{ Name = 'status'; Call = { $targets | Get-EksConnectorStatus -WarningAction SilentlyContinue } }
        @{ Name = 'name'; Call = { $targets | Get-EksConnectorClusterName -WarningAction SilentlyContinue } }
        @{ Name = 'diagnosis'; Call = { $targets | Test-EksConnector -SkipAws -WarningAction SilentlyContinue } }
        @{ Name = 'finding'; Call = { $targets | Get-EksConnectorFinding -SkipAws -All -WarningAction SilentlyContinue } }
        @{ Name = 'activation'; Call = { $targets | Test-EksConnectorActivation -SkipAws -WarningAction SilentlyContinue } }
        @{ Name = 'endpoint'; Call = { $targets | Test-EksConnectorEndpoint -WarningAction SilentlyContinue } }
        @{ Name = 'log'; Call = { $targets | Get-EksConnectorLog -Container init -Tail 1 -WarningAction SilentlyContinue } }
        @{ Name = 'impersonation'; Call = { $targets | Get-EksConnectorImpersonation -WarningAction SilentlyContinue } }
    ) {
        $rows = @(& $Call)
        $rows.Count | Should -BeGreaterOrEqual 4
        foreach ($view in ($rows | Out-String -Width 110), ($rows | Format-Table | Out-String -Width 110), ($rows | Format-List | Out-String -Width 110)) {
            $view | Should -Match fleet-0001
            $view | Should -Match admin
            $view | Should -Match complete
        }
    }

    It 'Do not name the usual namespace of one connector' {
        Get-EksConnectorStatus admin -Namespace eks-connector | Out-String -Width 110 | Should -Not -Match '\(eks-connector\)'
    }
}

Describe 'Paths and names' {
    BeforeAll { Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive invalid)) }

    AfterAll { Pop-Location }

    It 'Rejects a path with <Name>, with a recommendation' -ForEach @(
        @{ Name = 'a null character'; Path = "a`0b" }
        @{ Name = 'a drive without files'; Path = 'env:' }
        @{ Name = 'a variable of the environment'; Path = 'env:PATH' }
        @{ Name = 'an unknown provider'; Path = 'nowhere::y' }
        @{ Name = 'an unknown drive'; Path = 'nodrive:x' }
        @{ Name = 'a variable'; Path = 'variable:x' }
        @{ Name = 'a function'; Path = 'function:\prompt' }
    ) {
        foreach ($call in
            { Get-EksConnectorLog admin -DestinationPath $path },
            { Export-EksConnectorDiagnostic admin -SkipAws -DestinationPath $path },
            { Test-EksConnector -Path $path },
            { Test-EksConnectorActivation -SkipAws -ManifestPath $path },
            { Get-EksConnectorStatus -KubeConfigPath $path },
            { Get-EksConnectorStatus -Server https://127.0.0.1:1 -Token x -CertificateAuthority $path }) {
            $record = Get-ErrorRecord $call
            $record.Exception.ErrorId | Should -BeExactly InvalidParameter -Because $call
            $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
        $record = Get-ErrorRecord { Resolve-EksConnectorError -Path $path }
        $record.Exception.ErrorId | Should -BeExactly TextNotReadable
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-ChildItem -Force | Should -BeNullOrEmpty
    }

    It 'Accepts a very long name: <Name>' -ForEach @(@{ Name = 'many letters'; Value = 'p' * 100000 }, @{ Name = 'many wildcards'; Value = '*a' * 5000 }) {
        foreach ($call in
            { Get-EksConnectorStatus "$Value*" },
            { Get-EksConnectorLog admin -Namespace eks-connector -Pod $Value },
            { Get-EksConnectorLog admin -Namespace eks-connector -Container $Value },
            { Get-EksConnectorImpersonation admin -Namespace eks-connector -PrincipalArn $Value -WarningAction SilentlyContinue }) {
            Get-Failure $call | Should -Not -MatchExactly '^UnexpectedError'
        }
    }
}

Describe 'Warnings' {
    BeforeAll {
        # The calls that read, in the specified namespace or in all.
        $calls = [ordered]@{
            status = { Get-EksConnectorStatus @args }
            detailed = { Get-EksConnectorStatus @args -Detailed }
            wait = { Get-EksConnectorStatus @args -Wait -WaitTimeout 5s }
            log = { Get-EksConnectorLog @args -Tail 1 }
            merge = { Get-EksConnectorLog @args -Tail 1 -Merge }
            follow = { Get-EksConnectorLog @args -Tail 1 -Follow -Duration 2s }
            raw = { Get-EksConnectorLog @args -Tail 1 -Raw }
            saved = { Get-EksConnectorLog @args -DestinationPath "$TestDrive/noise" }
            name = { Get-EksConnectorClusterName @args -All }
            test = { Test-EksConnector @args }
            finding = { Get-EksConnectorFinding @args }
            activation = { Test-EksConnectorActivation @args }
            export = { Export-EksConnectorDiagnostic @args -DestinationPath "$TestDrive/noise.zip" -Force }
            impersonation = { Get-EksConnectorImpersonation @args }
        }
    }

    It 'Are one per missing permission and cluster, and none with all permissions: <Name>' -ForEach @(
        @{ Name = 'status'; Counts = '0 0 0' }
        @{ Name = 'detailed'; Counts = '0 1 0' }
        @{ Name = 'wait'; Counts = '0 0 0' }
        @{ Name = 'log'; Counts = '0 1 0' }
        @{ Name = 'merge'; Counts = '0 1 0' }
        @{ Name = 'follow'; Counts = '0 1 0' }
        @{ Name = 'raw'; Counts = '0 1 0' }
        @{ Name = 'saved'; Counts = '0 1 0' }
        @{ Name = 'name'; Counts = '0 1 0' }
        @{ Name = 'test'; Counts = '0 0 0' }
        @{ Name = 'finding'; Counts = '0 0 0' }
        @{ Name = 'activation'; Counts = '0 0 0' }
        @{ Name = 'export'; Counts = '0 0 0' }
        @{ Name = 'impersonation'; Counts = '0 2 0' }
    ) {
        $WarningPreference = 'Continue'
        $call = $calls[$Name]
        $found = foreach ($context in 'admin', 'viewer', 'fleet-*') {
            @(& $call -Namespace complete -Context:$context -ErrorAction:Continue *>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] -and "$_" -notmatch 'are the same cluster' }).Count
        }
        "$found" | Should -BeExactly $Counts
    }
}

Describe 'The documented role of readers' {
    BeforeAll {
        $reader = Start-RoleCluster reader.yaml complete
    }

    AfterAll { Stop-FakeCluster $reader }

    It 'Permits all reading cmdlets without warnings: <_>' -ForEach @(
        'Get-EksConnectorStatus', 'Get-EksConnectorStatus -Detailed', 'Get-EksConnectorStatus -Wait -WaitTimeout 5s', 'Get-EksConnectorLog -Tail 1', 'Get-EksConnectorLog -Tail 1 -Merge'
        'Get-EksConnectorLog -Tail 1 -Follow -Duration 2s', 'Get-EksConnectorLog -Tail 1 -Raw', 'Get-EksConnectorLog -DestinationPath saved', 'Get-EksConnectorClusterName -All', 'Test-EksConnector'
        'Get-EksConnectorFinding', 'Test-EksConnectorActivation', 'Export-EksConnectorDiagnostic -DestinationPath reader.zip', 'Get-EksConnectorImpersonation'
    ) {
        Push-Location $TestDrive
        try { $found = @(& ([scriptblock]::Create("$_ -Context admin")) ) } finally { Pop-Location }
        $found | Should -Not -BeNullOrEmpty
    }

    It 'Skips no check' {
        (Test-EksConnector admin).Findings | Where-Object Result -eq Skipped | Should -BeNullOrEmpty
    }

    It 'Permits nothing in another namespace' {
        (Get-ErrorRecord { Get-EksConnectorStatus admin -Namespace other }).Exception.ErrorId | Should -BeExactly AccessDenied
    }
}

Describe 'A fleet' {
    BeforeAll {
        $fleet = Start-FakeCluster
        Add-FakeFault $fleet @{ kind = 'Stall'; context = 'fleet-0001' }
        function Get-Order([scriptblock] $script) {
            @(& $script *>&1 | Where-Object { $_ -isnot [System.Management.Automation.WarningRecord] } | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { "$($_.TargetObject)!" } else { $_.Context } } | Select-Object -Unique) -join ' '
        }
    }

    AfterAll { Stop-FakeCluster $fleet }

    It 'Keeps results and errors in the order of its contexts: <Name>' -ForEach @(
        @{ Name = 'status'; Call = { param($more) Get-EksConnectorStatus @common @more } }
        @{ Name = 'name'; Call = { param($more) Get-EksConnectorClusterName @common @more } }
        @{ Name = 'diagnosis'; Call = { param($more) Test-EksConnector @common -SkipAws @more } }
        @{ Name = 'finding'; Call = { param($more) Get-EksConnectorFinding @common -SkipAws -Code NodeNotReady @more } }
        @{ Name = 'activation'; Call = { param($more) Test-EksConnectorActivation @common -SkipAws @more } }
        @{ Name = 'impersonation'; Call = { param($more) Get-EksConnectorImpersonation @common @more } }
    ) {
        $common = @{ Context = 'fleet-0003', 'fleet-0001', 'fleet-0002', 'offline', 'admin'; Namespace = 'complete'; RequestTimeout = '1s'; ErrorAction = 'Continue'; WarningAction = 'Continue' }
        Get-Order { & $Call @{ } } | Should -BeExactly 'fleet-0003 fleet-0001! fleet-0002 offline! admin'
        (Get-Order { & $Call @{ AsCompleted = $true } }).Split(' ')[-1] | Should -BeExactly 'fleet-0001!'
    }

    It 'Keeps objects, plans, and revocations in the order of the pipeline and of Context' {
        Get-Order { [pscustomobject]@{ Context = 'fleet-0002' }, [pscustomobject]@{ Context = 'admin' }, [pscustomobject]@{ Context = 'fleet-0003' } | Get-EksConnectorStatus -Namespace complete -WarningAction Continue } |
            Should -BeExactly 'fleet-0002 admin fleet-0003'
        $common = @{ PrincipalArn = $arn; Context = 'fleet-0003', 'fleet-0002', 'admin'; Namespace = 'complete'; Confirm = $false; WarningAction = 'SilentlyContinue' }
        (Grant-EksConnectorImpersonation @common).Context | Should -BeExactly @('fleet-0003', 'fleet-0002', 'admin')
        (Revoke-EksConnectorImpersonation @common).Context | Should -BeExactly @('fleet-0003', 'fleet-0002', 'admin')
    }
}

Describe 'Hidden characters from AWS' {
    BeforeAll {
        $hostile = Start-FakeCluster -Scenario @{ healthy = 'healthy' } -Aws '' -Clusters 0
        $hidden = '\x1b[31m\a\r\x85\u202e\u2028\u200b'
        Set-FakeScenario $hostile -Namespace healthy -Side Aws -Text @"
extends: healthy
aws:
  clusters:
    my-cluster: &cluster
      status: "ACTIVE$hidden"
      connectorConfig: {provider: "${hidden}OTHER", roleArn: "arn:aws:iam::111122223333:role/AmazonEKSConnectorAgentRole$hidden"}
    "evil$hidden": {status: ACTIVE, connectorConfig: {activationId: 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4, provider: OTHER}}
  instances:
    eks_c:my-cluster_b5c81f52067a0041c: &instance {pingStatus: "Online$hidden", agentVersion: "${hidden}3"}
    eks_c:my-cluster_f891281733c1a3c86: *instance
"@
    }

    AfterAll { Stop-FakeCluster $hostile }

    It 'Reach no stream and no view' {
        $texts = [Collections.Generic.List[string]]::new()
        $WarningPreference = $ErrorActionPreference = 'Continue'
        foreach ($call in
            { Get-EksConnectorClusterName admin -Namespace healthy -All -Verbose },
            { Test-EksConnector admin -Namespace healthy -Verbose },
            { Test-EksConnectorActivation admin -Namespace healthy -Verbose },
            { Test-EksConnectorActivation admin -Namespace healthy -ClusterName "no`e[31m" -ErrorAction Continue }) {
            $objects = @(& $call *>&1)
            $objects.Count | Should -BeGreaterThan 0 -Because $call -ErrorAction Stop
            foreach ($each in $objects) {
                $texts.Add(($each | Out-String) + ($each | Format-List * | Out-String))
                if ($each -is [System.Management.Automation.ErrorRecord]) { $texts.Add("$($each.FullyQualifiedErrorId) $($each.TargetObject) $($each.ErrorDetails.RecommendedAction) $($each.Exception.Reason)") }
            }
        }
        (TabExpansion2 'Test-EksConnectorActivation -ClusterName ' 41).CompletionMatches | ForEach-Object { $texts.Add("$($_.CompletionText)|$($_.ListItemText)|$($_.ToolTip)") }
        $bad = $texts | Where-Object { ($_ -replace "`r`n", "`n") -match '[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]' }
        $bad.ForEach{ [uri]::EscapeDataString($_) } | Should -BeNullOrEmpty -ErrorAction Stop
        $texts -match 'UnexpectedError' | Should -BeNullOrEmpty -ErrorAction Stop
        $texts -match 'evil|OTHER' | Should -Not -BeNullOrEmpty -ErrorAction Stop
    }
}
