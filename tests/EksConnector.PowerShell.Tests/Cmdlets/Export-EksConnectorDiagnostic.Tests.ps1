BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fake = Start-FakeCluster
}

AfterAll { Stop-FakeCluster $fake }

Describe 'Export-EksConnectorDiagnostic' {
    BeforeAll { Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive bundles)) }

    AfterAll { Pop-Location }

    It 'Writes a bundle that gives the same diagnosis without a cluster' {
        $live = Test-EksConnector admin -Namespace eks-connector -SkipAws
        $file = Export-EksConnectorDiagnostic admin -Namespace eks-connector -SkipAws -DestinationPath x.zip
        $file | Should -BeOfType [IO.FileInfo]
        $file.Name | Should -BeExactly x.zip
        Use-Environment @{ KUBECONFIG = 'none' } {
            $again = Test-EksConnector -Path x.zip
            Compare-Object $live.Findings $again.Findings -Property Code, Result, CausedBy, Summary | Should -BeNullOrEmpty
            (Get-Item x.zip | Test-EksConnector).RootCause | Should -BeExactly InvalidActivation
        }
    }

    It 'Writes files that Test-EksConnector accepts from the pipeline' {
        $bundle = Export-EksConnectorDiagnostic admin -Namespace eks-connector -SkipAws -DestinationPath piped.zip
        ($bundle | Test-EksConnector).RootCause | Should -BeExactly InvalidActivation
        Get-Item piped.zip | Test-EksConnector -Quiet | Should -BeExactly $false
    }

    It 'Writes no secret' {
        $file = Export-EksConnectorDiagnostic admin -Namespace eks-connector -SkipAws -DestinationPath secrets.zip
        $archive = [IO.Compression.ZipFile]::OpenRead($file)
        try {
            $archive.Entries.Count | Should -BeGreaterThan 0
            foreach ($entry in $archive.Entries) { [IO.StreamReader]::new($entry.Open()).ReadToEnd() | Should -Not -Match PLANTED -Because $entry.FullName }
        } finally {
            $archive.Dispose()
        }
    }

    It 'Contains the report of each connector' {
        $file = Export-EksConnectorDiagnostic admin, fleet-0001 -Namespace eks-connector -SkipAws -DestinationPath reports.zip -WarningAction SilentlyContinue
        $file.Name | Should -BeExactly reports.zip
        $archive = [IO.Compression.ZipFile]::OpenRead($file)
        try {
            foreach ($context in '001-admin', '002-fleet-0001') {
                $html = [IO.StreamReader]::new($archive.GetEntry("$context/report.html").Open()).ReadToEnd()
                $html | Should -Match ([regex]::Escape(">$($context.Substring(4))</h3>"))
                $html | Should -Not -Match PLANTED
            }
        } finally {
            $archive.Dispose()
        }
    }

    It 'Reports a bundle that does not exist and a folder that cannot be written' {
        Test-EksConnector -Path none.zip -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].Exception.ErrorId | Should -BeExactly BundleInvalid
        Clear-FakeRequest $fake
        (Get-ErrorRecord { Export-EksConnectorDiagnostic admin -Namespace eks-connector -SkipAws -DestinationPath /no/such/folder/x.zip }).Exception.ErrorId | Should -BeExactly DestinationNotWritable
        Get-FakeRequest $fake | Should -BeNullOrEmpty
    }

    It 'Replaces a file only with Force' {
        (Export-EksConnectorDiagnostic admin -SkipAws -DestinationPath again.zip).Name | Should -BeExactly again.zip
        (Get-ErrorRecord { Export-EksConnectorDiagnostic admin -SkipAws -DestinationPath again.zip }).Exception.ErrorId | Should -BeExactly DestinationExists
        (Export-EksConnectorDiagnostic admin -SkipAws -DestinationPath again.zip -Force).Name | Should -BeExactly again.zip
    }

    # Windows has no mkfifo.
    It 'Replaces no device, pipe, folder, or link with Force' -Skip:$IsWindows {
        $root = (New-Item -ItemType Directory (Join-Path $TestDrive odd)).FullName
        $null = New-Item -ItemType Directory "$root/folder"
        mkfifo "$root/pipe"
        'keep' > "$root/target.txt"
        $null = New-Item -ItemType SymbolicLink "$root/link" -Target "$root/target.txt"
        foreach ($path in "$root/pipe", "$root/folder", "$root/link", '/dev/null') {
            $record = Get-ErrorRecord { Export-EksConnectorDiagnostic admin -SkipAws -DestinationPath $path -Force }
            $record.FullyQualifiedErrorId | Should -MatchExactly ^DestinationNotWritable
            $record.CategoryInfo.Category | Should -BeExactly WriteError
            $record.TargetObject | Should -BeExactly $path
            $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
        "$(Get-Content "$root/target.txt") $((Get-Item "$root/link").LinkType) $(Test-Path "$root/folder" -PathType Container) $((Get-ChildItem $root).Count)" | Should -BeExactly 'keep SymbolicLink True 4'
        (Get-ErrorRecord { Test-EksConnector -Path "$root/pipe" -ErrorAction Stop }).Exception.ErrorId | Should -BeExactly BundleInvalid
    }
}
