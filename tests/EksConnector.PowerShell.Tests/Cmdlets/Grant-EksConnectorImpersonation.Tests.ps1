BeforeAll {
    . $PSScriptRoot/Common.ps1
    $admin = 'arn:aws:iam::111122223333:role/admin'
    # A role with another name causes an additional warning about reading.
    $PSDefaultParameterValues['Grant-EksConnectorImpersonation:WarningAction'] = 'SilentlyContinue'
}

AfterAll { $PSDefaultParameterValues.Remove('Grant-EksConnectorImpersonation:WarningAction') }

# Each test changes the cluster.
Describe 'Grant-EksConnectorImpersonation' {
    BeforeEach { $fake = Start-FakeCluster -Scenario @{ 'eks-connector' = 'healthy' } -Aws '' -Clusters 1 }

    AfterEach { Stop-FakeCluster $fake }

    It 'Only reads with WhatIf, and shows each object' {
        $shown = Get-HostOutput {
            Grant-EksConnectorImpersonation -PrincipalArn $admin -Access ConsoleNamespace -AccessNamespace default -WhatIf
            $WhatIfPreference = $true
            $admin | Grant-EksConnectorImpersonation
            Revoke-EksConnectorImpersonation -PrincipalArn $admin
        }
        $requests = Get-FakeRequest $fake
        $requests | Should -Not -BeNullOrEmpty
        $requests | Where-Object Method -ne GET | Should -BeNullOrEmpty
        $shown | Should -MatchExactly "What if: Context admin: let the EKS Connector in namespace eks-connector impersonate $admin"
        $shown | Should -MatchExactly 'create ClusterRole/eksconnector-console: grants read access'
        $shown | Should -MatchExactly 'create RoleBinding/default/eksconnector-read-'
        $shown | Should -MatchExactly 'no changes are required'
    }

    It 'Accepts ARNs by position, and from the pipeline by value and name' {
        $shown = Get-HostOutput {
            Grant-EksConnectorImpersonation arn:aws:iam::111122223333:role/x admin -WhatIf
            'arn:aws:iam::111122223333:role/y' | Grant-EksConnectorImpersonation -Context admin -Access consoleallnamespaces -WhatIf
        }
        [regex]::Matches($shown, 'What if: Context admin: let the EKS Connector in namespace eks-connector impersonate arn:aws:iam::111122223333:role/[xy]').Count | Should -BeExactly 2
    }

    It 'Grants, lists, and revokes principals from the pipeline' {
        function Show { process { "$($_.Context) $($_.KubernetesUser.Split('/')[-1]) $($_.Changed) $($_.CanImpersonate)" } }
        'Context,PrincipalArn', 'admin,arn:aws:iam::111122223333:role/a', 'fleet-0001,arn:aws:iam::111122223333:role/b' | ConvertFrom-Csv | Grant-EksConnectorImpersonation | Sort-Object Context | Show |
            Should -BeExactly @('admin a True True', 'fleet-0001 b True True')
        [pscustomobject]@{ Arn = 'arn:aws:iam::111122223333:role/c' }, [pscustomobject]@{ RoleArn = 'arn:aws:iam::111122223333:role/d' } | Grant-EksConnectorImpersonation | Sort-Object KubernetesUser | Show |
            Should -BeExactly @('admin c True True', 'admin d True True')
        'arn:aws:iam::111122223333:role/e', 'arn:aws:sts::111122223333:assumed-role/f/me' | Grant-EksConnectorImpersonation | Sort-Object KubernetesUser | Show |
            Should -BeExactly @('admin e True True', 'admin f True True')
        @() | Grant-EksConnectorImpersonation | Should -BeNullOrEmpty
        @(Get-EksConnectorImpersonation | Where-Object Flags -Contains ReadsNothing | Revoke-EksConnectorImpersonation).Count | Should -BeExactly 6
        Get-EksConnectorImpersonation | Should -BeNullOrEmpty
    }

    It 'Never prompts, and changes nothing twice' {
        (Grant-EksConnectorImpersonation -PrincipalArn $admin).Changed | Should -BeExactly $true
        (Grant-EksConnectorImpersonation -PrincipalArn $admin -Confirm:$false).Changed | Should -BeExactly $false
    }

    It 'Emits one error record for each invalid ARN and each failing cluster' {
        (Grant-EksConnectorImpersonation -PrincipalArn $admin).Changed | Should -BeExactly $true
        $rows = '*', $admin, "$admin`n" | Grant-EksConnectorImpersonation -Context admin, offline, nobody -ErrorVariable failed -ErrorAction SilentlyContinue
        @($rows).Count | Should -BeExactly 1
        $failed | ForEach-Object { "$($_.FullyQualifiedErrorId.Split(',')[0])/$($_.CategoryInfo.Category)" } | Sort-Object | Should -BeExactly @(
            'AccessDenied/PermissionDenied', 'ConnectionRefused/ConnectionError', 'InvalidPrincipalArn/InvalidArgument', 'InvalidPrincipalArn/InvalidArgument'
        )
    }

    It 'Rejects a call without a principal, and a namespace that does not match the access' {
        (Get-ErrorRecord { Grant-EksConnectorImpersonation }).Exception.ErrorId | Should -BeExactly InvalidParameter
        (Get-ErrorRecord { Grant-EksConnectorImpersonation -PrincipalArn $admin -AccessNamespace default }).Exception.ErrorId | Should -BeExactly InvalidParameter
    }

    It 'Names the parameter to pass when a change cannot be confirmed' {
        $record = Get-ErrorRecord { Grant-EksConnectorImpersonation $admin admin -Confirm }
        $record.FullyQualifiedErrorId.Split(',')[0] | Should -BeExactly ConfirmationImpossible
        $record.ErrorDetails.RecommendedAction | Should -BeExactly 'To see the changes, use -WhatIf. To make them without confirmation, use -Confirm:$false.'
    }

    It 'Fits into 80 columns and into CSV' {
        $grant = Grant-EksConnectorImpersonation -PrincipalArn $admin -Access ConsoleNamespace -AccessNamespace default, eks-connector
        $lines = @($grant | Get-ViewLine) + @($grant | Format-List | Get-ViewLine)
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        "$lines" | Should -Not -Match "`u{2026}"
        $row = $grant | ConvertTo-Csv | ConvertFrom-Csv
        "$($row.Changed) $($row.CanImpersonate) $($row.Access) $($row.AccessNamespaces)" | Should -BeExactly 'True True ConsoleNamespace default, eks-connector'
    }

    It 'Grants access to the current caller of STS' {
        Add-FakeKey $fake AKIACALLER caller-secret -PrincipalArn arn:aws:sts::111122223333:assumed-role/admin/jane
        $key = [pscredential]::new('AKIACALLER', (ConvertTo-SecureString caller-secret -AsPlainText -Force))
        $row = Grant-EksConnectorImpersonation -CurrentCaller -AwsCredential $key -Region eu-central-1
        "$($row.PrincipalArn) $($row.KubernetesUser) $($row.CanImpersonate)" | Should -BeExactly "arn:aws:sts::111122223333:assumed-role/admin/jane $admin True"
    }

    It 'Requires the namespace when another StatefulSet has the same name' {
        Set-FakeScenario $fake -Namespace tenant -Side Kubernetes -Text @'
objects:
- kind: StatefulSet
  metadata: {name: eks-connector}
  spec:
    replicas: 1
    selector: {matchLabels: {app: x}}
    template:
      metadata: {labels: {app: x}}
      spec: {serviceAccountName: evil, containers: []}
'@
        foreach ($change in
            { Grant-EksConnectorImpersonation -PrincipalArn $admin -ErrorAction Stop },
            { Revoke-EksConnectorImpersonation -PrincipalArn $admin -Confirm:$false -ErrorAction Stop },
            { Repair-EksConnector -SkipAws -Confirm:$false -ErrorAction Stop }) {
            $record = Get-ErrorRecord $change
            "$($record.FullyQualifiedErrorId.Split(',')[0]) $($record.CategoryInfo.Category)" | Should -BeExactly 'NamespaceRequired InvalidArgument'
            $record.ErrorDetails.RecommendedAction | Should -MatchExactly "'eks-connector', 'tenant'"
        }
        (Grant-EksConnectorImpersonation -PrincipalArn $admin -Namespace eks-connector).CanImpersonate | Should -BeExactly $true
        $bindings = Get-FakeObject $fake clusterrolebindings
        $bindings | Should -Not -BeNullOrEmpty
        $bindings | ConvertTo-Json -Depth 20 | Should -Not -Match evil
    }

    It 'Completes kinds of access' {
        Get-Offered 'Grant-EksConnectorImpersonation -Access ' | Should -BeExactly @('ConsoleAllNamespaces', 'ConsoleNamespace', 'None')
    }
}
