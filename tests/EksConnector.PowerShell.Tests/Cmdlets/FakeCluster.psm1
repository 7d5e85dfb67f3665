# Fake clusters for the tests of the cmdlets. One process runs them all; it ends with its standard input, and so with this process.
$repository = Join-Path $PSScriptRoot '../../..' -Resolve
$module = Join-Path $repository 'out/EksConnector'
$process = $null

# The connectors that most tests use: a broken one in the default namespace, and others beside it.
$connectors = [ordered]@{ 'eks-connector' = 'one-pod-broken'; healthy = 'healthy'; complete = 'complete'; zero = 'scaled-to-zero' }

function Send-Command([hashtable] $Command) {
    if (-not $script:process -or $script:process.HasExited) {
        # The build lays it out beside Pester.
        $assembly = Join-Path (Get-Module Pester).ModuleBase '../EksConnector.FakeCluster.dll'
        if (-not (Test-Path $assembly)) { $assembly = Join-Path $repository 'artifacts/bin/EksConnector.FakeCluster/debug/EksConnector.FakeCluster.dll' }
        $start = [Diagnostics.ProcessStartInfo]::new($env:DOTNET_HOST_PATH ? $env:DOTNET_HOST_PATH : 'dotnet', [string[]]($assembly, 'control'))
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $script:process = [Diagnostics.Process]::Start($start)
        # The AWS SDK remembers the files with profiles that a process used first, so those of this cluster stay.
        $script:first = Send-Command @{ do = 'start' }
    }
    $script:process.StandardInput.WriteLine((ConvertTo-Json $Command -Compress -Depth 5 -EscapeHandling EscapeNonAscii))
    $line = $script:process.StandardOutput.ReadLine()
    if ($null -eq $line) { throw 'The fake cluster has ended.' }
    $answer = ConvertFrom-Json $line
    if ($answer.error) { throw "The fake cluster refused a command: $($answer.error)" }
    $answer.result
}

# Sets environment variables, of which null is none, and returns what they were.
function Set-Environment([hashtable] $Variables) {
    $before = @{}
    foreach ($name in $Variables.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        # A null of PowerShell's would be an empty value.
        [Environment]::SetEnvironmentVariable($name, $Variables[$name] ?? [NullString]::Value)
    }
    $before
}

<#
.SYNOPSIS
Starts a fake cluster and a fake AWS, and makes them those of this session.
.PARAMETER Scenario
The scenario of each namespace.
.PARAMETER Aws
The scenario of the fake AWS, or none.
#>
function Start-FakeCluster {
    param([Collections.IDictionary] $Scenario = $connectors, [string] $Aws = 'healthy', [int] $Clusters = 8)
    $fake = Send-Command @{ do = 'start'; clusters = $Clusters }
    foreach ($namespace in $Scenario.Keys) { Set-FakeScenario $fake $Scenario[$namespace] -Namespace $namespace -Side Kubernetes }
    if ($Aws) { Set-FakeScenario $fake $Aws -Side Aws }
    $variables = @{}
    foreach ($variable in $fake.environment.psobject.Properties) { $variables[$variable.Name] = $variable.Value }
    foreach ($name in 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE') { $variables[$name] = $script:first.environment.$name }
    $fake | Add-Member before (Set-Environment $variables)
    # Connections and names that were kept are not those of this cluster.
    Import-Module $module -Force -Global
    $fake
}

<#
.SYNOPSIS
Stops a fake cluster, and gives the session the environment that it had before.
#>
function Stop-FakeCluster {
    param($Fake)
    [void](Set-Environment $Fake.before)
    Send-Command @{ do = 'stop'; id = $Fake.id }
}

<#
.SYNOPSIS
Puts a namespace of the fake cluster, or the fake AWS, or both, into the state of a scenario: one that has a name, or a text.
#>
function Set-FakeScenario {
    param($Fake, [string] $Name, [string] $Text, [string] $Namespace = 'eks-connector', [ValidateSet('Kubernetes', 'Aws')] [string] $Side)
    $command = @{ do = 'scenario'; id = $Fake.id; namespace = $Namespace }
    if ($Name) { $command.name = $Name }
    if ($Text) { $command.text = $Text }
    if ($Side) { $command.side = $Side }
    Send-Command $command
}

<#
.SYNOPSIS
Has requests go wrong: the properties are those of the type Fault.
#>
function Add-FakeFault {
    param($Fake, [hashtable] $Fault)
    Send-Command @{ do = 'fault'; id = $Fake.id; fault = $Fault }
}

<#
.SYNOPSIS
Gives a principal an access key of the fake AWS.
#>
function Add-FakeKey {
    param($Fake, [string] $Key, [string] $Secret, [string] $PrincipalArn)
    Send-Command @{ do = 'key'; id = $Fake.id; key = $Key; secret = $Secret; principal = $PrincipalArn }
}

<#
.SYNOPSIS
From now on deleted Pods are created again, and their agents register with the fake AWS.
#>
function Connect-FakeAgent {
    param($Fake)
    Send-Command @{ do = 'connect'; id = $Fake.id }
}

<#
.SYNOPSIS
Gets the requests that the fake cluster has received.
#>
function Get-FakeRequest {
    param($Fake)
    Send-Command @{ do = 'requests'; id = $Fake.id }
}

<#
.SYNOPSIS
Forgets the requests that the fake cluster has received.
#>
function Clear-FakeRequest {
    param($Fake)
    Send-Command @{ do = 'clear'; id = $Fake.id }
}

<#
.SYNOPSIS
Gets the objects of a resource, such as clusterroles, as the fake cluster has them.
#>
function Get-FakeObject {
    param($Fake, [string] $Resource)
    Send-Command @{ do = 'objects'; id = $Fake.id; resource = $Resource }
}

Export-ModuleMember -Function *-Fake*, Set-Environment
