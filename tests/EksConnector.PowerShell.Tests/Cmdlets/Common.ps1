# The beginning of each test file. An unexpected error or warning fails a test.
$ErrorActionPreference = 'Stop'
$WarningPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$PSStyle.OutputRendering = 'PlainText'
Import-Module "$PSScriptRoot/FakeCluster.psm1"
$module = Join-Path $PSScriptRoot '../../../out/EksConnector' -Resolve

# Returns the values that tab completion offers at the end of a line. On a busy machine, a completer can exceed its time limit and offer none.
function Get-Offered([string] $Line, [switch] $Retry) {
    foreach ($tab in 1..($Retry ? 20 : 1)) {
        $offered = (TabExpansion2 $Line $Line.Length).CompletionMatches.Where({ $_.ResultType -eq 'ParameterValue' }).CompletionText
        if ($offered) { return $offered }
    }
}

# Returns the output of a script on the host, such as the texts of -WhatIf, which are in no stream.
function Get-HostOutput([scriptblock] $Script) {
    $file = Join-Path $TestDrive "$(New-Guid).txt"
    [void](Start-Transcript $file)
    try { & $Script | Out-Null } finally { [void](Stop-Transcript) }
    [IO.File]::ReadAllText($file)
}

# Returns the terminating error of a script as 'ErrorId Category', or 'none'.
function Get-Failure([scriptblock] $Script) {
    try { [void](& $Script); 'none' } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]) $($_.CategoryInfo.Category)" }
}

# Returns the terminating error record of a script.
function Get-ErrorRecord([scriptblock] $Script) {
    try { [void](& $Script) } catch { return $_ }
    throw "No error: $Script"
}

# Returns the lines of the view of objects.
function Get-ViewLine([int] $Width = 80) { (($input | Out-String -Width $Width) -split '\r?\n').ForEach({ $_.TrimEnd() }) -ne '' }

# Runs a script with other environment variables; null removes a variable.
function Use-Environment([hashtable] $Variables, [scriptblock] $Script) {
    $before = Set-Environment $Variables
    try { & $Script } finally { [void](Set-Environment $before) }
}

# Starts a fake cluster with a role from docs/rbac, and uses the permissions of its user in this session.
function Start-RoleCluster([string] $File, [string] $Scenario) {
    $fake = Start-FakeCluster -Scenario @{ } -Clusters 0
    $role = (Get-Content -Raw "$PSScriptRoot/../../../docs/rbac/$File") -replace '\r'
    Set-FakeScenario $fake -Side Kubernetes -Text ("extends: $Scenario`nobjects:`n" + (($role -split "`n---`n").ForEach{ '- ' + ($_ -replace "`n", "`n  ").TrimEnd() } -join "`n"))
    $config = Join-Path $TestDrive $File
    (Get-Content -Raw $fake.kubeConfigPath).Replace("- name: admin`n  user:`n", "- name: admin`n  user:`n    as: jane@example.com`n") | Set-Content $config
    # Stopping the cluster restores the environment.
    [void](Set-Environment @{ KUBECONFIG = $config })
    $fake
}

# Checks that help has a synopsis, a description, examples, links, and a text for each parameter of the cmdlet.
function Test-HelpOf([string] $Name) {
    $help = Get-Help $Name -Full
    $help.Synopsis | Should -Not -BeNullOrEmpty
    $help.description | Should -Not -BeNullOrEmpty
    @($help.examples.example).Count | Should -BeGreaterOrEqual 3
    $help.relatedLinks | Should -Not -BeNullOrEmpty
    $help.parameters.parameter | Where-Object { -not $_.description.Text } | Should -BeNullOrEmpty
    $known = (Get-Command $Name).Parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.Cmdlet]::CommonParameters }
    $help.parameters.parameter.name | Sort-Object | Should -BeExactly ($known | Sort-Object)
}
