BeforeAll {
    . $PSScriptRoot/Common.ps1
    $id = '6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4'
    $otherId = '0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f50'
    $fake = Start-FakeCluster -Scenario ([ordered]@{ healthy = 'healthy'; helm = 'helm'; zero = 'scaled-to-zero' }) -Aws '' -Clusters 0
    # Other clusters of the account: one whose connector is denied, and one whose activation has expired.
    Set-FakeScenario $fake -Namespace refused -Side Kubernetes -Text @"
extends: init-crashloop
objects:
- kind: StatefulSet
  metadata: {name: eks-connector}
  spec:
    template:
      spec:
        initContainers:
        - name: connector-init
          env:
          - name: EKS_ACTIVATION_ID
            value: $otherId
"@
    Set-FakeScenario $fake -Namespace healthy -Side Aws -Text @"
extends: healthy
aws:
  clusters:
    expired:
      status: FAILED
      connectorConfig: {activationId: 8a3d5c9e-0000-4000-8000-0123456789ab, activationExpiry: 2021-11-13T06:28:51Z, provider: OTHER, roleArn: "arn:aws:iam::111122223333:role/AmazonEKSConnectorAgentRole"}
    my-cluster-2:
      status: PENDING
      connectorConfig: {activationId: $otherId, activationExpiry: "`${now+71h54m}", provider: OTHER, roleArn: "arn:aws:iam::111122223333:role/AmazonEKSConnectorAgentRole"}
  activations:
    ${otherId}: {iamRole: AmazonEKSConnectorAgentRole, registrationLimit: 2, registrationsCount: 0, expirationDate: "`${now+71h54m}"}
"@
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Test-EksConnectorActivation' {
    Context 'Results' {
        It 'Describes both sides in one object' {
            $result = Test-EksConnectorActivation admin -Namespace healthy
            "$($result.GetType().FullName) $($result.Context) $($result.ClusterName) $($result.Region) $($result.IsValid) $($result.Reason)" |
                Should -BeExactly 'EksConnector.ActivationResult admin my-cluster us-west-2 True Registered'
            "$($result.EksStatus) $($result.ActivationId) $($result.RegistrationsUsed)/$($result.RegistrationLimit) $($result.AgentPing) $($result.Provider)" |
                Should -BeExactly "ACTIVE $id 2/2 Online OTHER"
            $result.ActivationExpiry.Kind | Should -BeExactly Local
            $result.AgentPingTime.Kind | Should -BeExactly Local
            $result.ExpiresIn | Should -BeGreaterThan ([timespan]'2.00:00')
            $result.IsExpired | Should -BeExactly $false
            @($result.Findings | Where-Object Result -in Failed, Warned).Count | Should -BeExactly 0
            @($result.Findings | Where-Object Result -eq Passed).Count | Should -BeGreaterThan 20
        }

        It 'Returns a Boolean with Quiet' {
            $healthy = Test-EksConnectorActivation admin -Namespace healthy -Quiet
            $healthy | Should -BeOfType [bool]
            $healthy | Should -BeExactly $true
            Test-EksConnectorActivation admin -Namespace refused -Quiet | Should -BeExactly $false
        }

        It 'Skips the checks that need AWS with SkipAws' {
            (Test-EksConnectorActivation admin -Namespace healthy -SkipAws).Findings.Where{ $_.Code -eq 'EksClusterNotFound' }.Summary | Should -BeExactly 'Not checked: AWS was not queried.'
        }

        It 'Recommends commands that PowerShell can read' {
            $results = @(Test-EksConnectorActivation admin -Namespace refused)
            $results += Test-EksConnectorActivation -SkipKubernetes -ClusterName expired -Region us-west-2
            $results += Test-EksConnectorActivation admin -Namespace nothing -ClusterName my-cluster-2
            $read = foreach ($result in $results) {
                $errors = $null
                $tree = [Management.Automation.Language.Parser]::ParseInput($result.FixCommandPowerShell, [ref] $null, [ref] $errors)
                "$($result.Reason): $($errors.Count) $(($tree.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true) | ForEach-Object { $_.GetCommandName() }) -join ' ')".TrimEnd()
            }
            $read | Should -BeExactly @(
                'InvalidActivation: 0 kubectl kubectl kubectl'
                'ActivationExpired: 0 Unregister-EKSCluster Register-EKSCluster Invoke-RestMethod kubectl'
                'ConnectorNotInstalled: 0'
            )
        }
    }

    Context 'Views' {
        It 'Fits into 80 columns' {
            $result = Test-EksConnectorActivation admin -Namespace refused
            $lines = $result | Get-ViewLine
            $lines[0] | Should -MatchExactly '^ClusterName +IsValid Reason +EksStatus ExpiresIn Context$'
            $lines[2] | Should -MatchExactly '^my-cluster-2 +False +InvalidActivation +PENDING +2d23h +admin \(.+$'
            $all = @($lines; $result | Format-List | Get-ViewLine; $result.Findings | Select-Object -First 3 | Get-ViewLine; $result.Findings[0] | Format-List | Get-ViewLine)
            ($all | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        }

        It 'Shows the root cause, what follows from it, and what to do' {
            $result = Test-EksConnectorActivation admin -Namespace refused
            $text = @($result | Format-List | Out-String -Width 80; $result.Findings | Select-Object -First 3 | Out-String -Width 80; $result.Findings[0] | Format-List | Out-String -Width 80) -join ''
            $text | Should -MatchExactly 'Failed InvalidActivation \(root cause\)'
            $text | Should -MatchExactly '\(follows from Invali'
            $text | Should -MatchExactly 'RecommendedAction    : '
            $text | Should -MatchExactly 'kubectl --context admin -n refused'
        }
    }

    Context 'Pipelines' {
        It 'Accepts names of clusters' {
            ('my-cluster', 'no-such' | Test-EksConnectorActivation -SkipKubernetes -Region us-west-2).ForEach{ "$($_.ClusterName)=$($_.Reason)" } |
                Should -BeExactly @('my-cluster=Registered', 'no-such=EksClusterNotFound')
        }

        It 'Accepts contexts and its own results' {
            $piped = [pscustomobject]@{ Context = 'admin'; Namespace = 'healthy'; ClusterName = 'my-cluster'; Region = 'us-west-2' } | Test-EksConnectorActivation
            "$($piped.Context) $($piped.ClusterName) $($piped.Reason)" | Should -BeExactly 'admin my-cluster Registered'
            ($piped | Test-EksConnectorActivation).Reason | Should -BeExactly Registered
            ([pscustomobject]@{ Context = 'admin'; Namespace = 'healthy' } | Test-EksConnectorActivation).ClusterName | Should -BeExactly my-cluster
            @() | Test-EksConnectorActivation | Should -BeNullOrEmpty
        }

        It 'Ignores piped properties that its parameter set does not have' {
            ([pscustomobject]@{ ClusterName = 'my-cluster'; Region = 'us-west-2'; Context = 'admin'; Namespace = 'healthy' } | Test-EksConnectorActivation -SkipKubernetes).ClusterName | Should -BeExactly my-cluster
        }

        It 'Emits results that survive CSV, JSON, clixml, and jobs' {
            $result = Test-EksConnectorActivation admin -Namespace refused
            $csv = $result | ConvertTo-Csv | ConvertFrom-Csv
            $csv.Reason | Should -BeExactly InvalidActivation
            $csv.Findings.Split(', ')[0] | Should -BeExactly 'InvalidActivation (Failed)'
            $json = $result | ConvertTo-Json -Depth 4 | ConvertFrom-Json
            "$($json.Reason) $($json.Findings[0].Code)" | Should -BeExactly 'InvalidActivation InvalidActivation'
            $xml = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($result))
            $xml.ActivationExpiry | Should -Be $result.ActivationExpiry
            "$($xml.ExpiresIn.GetType().Name) $($xml.Findings[0].Code) $($xml.Findings[0].IsRootCause)" | Should -BeExactly 'TimeSpan InvalidActivation True'
            $job = Start-Job { Import-Module $using:module; Test-EksConnectorActivation admin -Namespace refused } | Receive-Job -Wait -AutoRemoveJob
            $job.ActivationExpiry | Should -Be $result.ActivationExpiry
            "$($job.Reason) $($job.Findings[0].Code)" | Should -BeExactly 'InvalidActivation InvalidActivation'
        }
    }

    Context 'Errors' {
        It 'Emits one error record for each failing cluster' {
            $both = Test-EksConnectorActivation admin, offline -Namespace healthy -ErrorVariable failed -ErrorAction SilentlyContinue
            $both.Context | Should -BeExactly admin
            $failed.ForEach{ "$($_.Exception.ErrorId)/$($_.CategoryInfo.Category)/$($_.TargetObject)" } | Should -BeExactly ConnectionRefused/ConnectionError/offline
        }

        It 'Warns without AWS credentials, and reports an error when AWS was requested' {
            Use-Environment @{ AWS_ACCESS_KEY_ID = $null; AWS_SECRET_ACCESS_KEY = $null; AWS_CONFIG_FILE = $null; AWS_SHARED_CREDENTIALS_FILE = $null; HOME = "$TestDrive"; USERPROFILE = "$TestDrive" } {
                $alone = Test-EksConnectorActivation admin -Namespace healthy -ErrorVariable failed -ErrorAction SilentlyContinue -WarningVariable warned -WarningAction SilentlyContinue
                "$($alone.Reason) $($failed.Count) $($warned.Count)" | Should -BeExactly 'Registered 0 1'
                $alone = Test-EksConnectorActivation admin -Namespace healthy -Region us-west-2 -ErrorVariable failed -ErrorAction SilentlyContinue
                $alone.Reason | Should -BeExactly Registered
                $failed.ForEach{ "$($_.Exception.ErrorId)/$($_.CategoryInfo.Category)/$($_.TargetObject)" } | Should -BeExactly AwsCredentialMissing/AuthenticationError/admin
            }
        }

        It 'Rejects conflicting parameters' {
            foreach ($wrong in
                { Test-EksConnectorActivation -SkipKubernetes },
                { Test-EksConnectorActivation -SkipKubernetes -SkipAws -ClusterName a },
                { Test-EksConnectorActivation admin -ClusterName a, b },
                { 'a', 'b' | Test-EksConnectorActivation admin }) {
                (Get-ErrorRecord $wrong).Exception.ErrorId | Should -BeExactly InvalidParameter
            }
        }
    }

    Context 'Manifests' {
        BeforeAll {
            $folder = New-Item -ItemType Directory (Join-Path $TestDrive manifests)
            Push-Location $folder
            Set-Content eks-connector.yaml @'
apiVersion: v1
kind: Secret
metadata: {name: eks-connector-activation-config}
data:
  code: %EKS_ACTIVATION_CODE%
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: eks-connector}
spec:
  template:
    spec:
      initContainers:
      - name: connector-init
        args:
        - --activation.id=$(EKS_ACTIVATION_ID)
        - --activation.code=$(EKS_ACTIVATION_CODE)
        - --agent.region=eu-west-1
        env:
        - {name: EKS_ACTIVATION_ID, value: 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4}
        - {name: EKS_ACTIVATION_CODE, valueFrom: {secretKeyRef: {name: eks-connector-activation-config, key: code}}}
'@
            Set-Content values.yaml 'eks: {activationId: 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4, activationCode: PLANTED-CODE-4pLe9zQmVtR2xWcBn7Ks, agentRegion: eu-west-1}'
        }

        AfterAll { Pop-Location }

        It 'Checks a manifest and the values of a Helm chart before they are applied' {
            (Test-EksConnectorActivation -ManifestPath eks-connector.yaml).Reason | Should -BeExactly ActivationCodePlaceholder
            (Test-EksConnectorActivation -ManifestPath values.yaml).Reason | Should -BeExactly Usable
            (Get-ChildItem *.yaml | Test-EksConnectorActivation).Reason | Should -BeExactly @('ActivationCodePlaceholder', 'Usable')
        }

        It 'Reports a manifest that does not exist' {
            Test-EksConnectorActivation -ManifestPath nowhere.yaml -ErrorVariable failed -ErrorAction SilentlyContinue
            "$($failed.Exception.ErrorId) $($failed.CategoryInfo.Category)" | Should -BeExactly 'ManifestNotReadable ObjectNotFound'
            $failed.TargetObject | Should -BeLike *nowhere.yaml
        }
    }

    Context 'Secrets' {
        It 'Writes no secret to a stream' {
            $all = foreach ($namespace in 'healthy', 'refused', 'helm', 'zero') {
                Test-EksConnectorActivation admin -Namespace $namespace -Verbose -Debug -WarningAction Continue *>&1
            }
            @($all | Where-Object { $_ -is [EksConnector.ActivationResult] }).Count | Should -BeExactly 4
            @($all | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Count | Should -BeGreaterThan 20
            $written = $all | ForEach-Object { $_; $_ | Format-List * -Force; $_.Findings | Format-List * -Force } | Out-String -Width 500
            $written += $all | Where-Object { $_ -is [EksConnector.ActivationResult] } | ConvertTo-Json -Depth 5
            $written | Should -MatchExactly ActivationCodeInClearText
            $written | Should -Not -Match PLANTED
            $written | Should -Not -Match ([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('PLANTED-CODE-')).Substring(0, 16))
        }
    }

    Context 'Completion' {
        It 'Completes names of clusters' {
            [void](Test-EksConnectorActivation admin -Namespace healthy)
            $offered = foreach ($try in 1..5) { if ($found = Get-Offered 'Test-EksConnectorActivation -ClusterName my') { $found; break } }
            $offered | Should -BeExactly @('my-cluster', 'my-cluster-2')
        }
    }
}
