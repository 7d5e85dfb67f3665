# Fake clusters for the cmdlet tests. A single process runs them. It ends when its standard input is closed, and therefore with this process.
$repository = Join-Path $PSScriptRoot '../../..' -Resolve
$module = Join-Path $repository 'out/EksConnector'
$process = $null

# The connectors of most tests: a broken one in the default namespace, and others.
$connectors = [ordered]@{ 'eks-connector' = 'one-pod-broken'; healthy = 'healthy'; complete = 'complete'; zero = 'scaled-to-zero' }

function Send-Command([hashtable] $Command) {
    if (-not $script:process -or $script:process.HasExited) {
        # The build copies it to the folder of Pester.
        $assembly = Join-Path (Get-Module Pester).ModuleBase '../EksConnector.FakeCluster.dll'
        if (-not (Test-Path $assembly)) { $assembly = Join-Path $repository 'artifacts/bin/EksConnector.FakeCluster/debug/EksConnector.FakeCluster.dll' }
        $start = [Diagnostics.ProcessStartInfo]::new($env:DOTNET_HOST_PATH ? $env:DOTNET_HOST_PATH : 'dotnet', [string[]]($assembly, 'control'))
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $script:process = [Diagnostics.Process]::Start($start)
        # The AWS SDK reads the paths of the profile files once for each process, so those of the first cluster are always used.
        $script:first = Send-Command @{ do = 'start' }
    }
    $script:process.StandardInput.WriteLine((ConvertTo-Json $Command -Compress -Depth 5 -EscapeHandling EscapeNonAscii))
    $line = $script:process.StandardOutput.ReadLine()
    if ($null -eq $line) { throw 'The process of the fake cluster has ended.' }
    $response = ConvertFrom-Json $line
    if ($response.error) { throw "The fake cluster rejected a command: $($response.error)" }
    $response.result
}

# Sets environment variables and returns their previous values; null removes a variable.
function Set-Environment([hashtable] $Variables) {
    $before = @{}
    foreach ($name in $Variables.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        # PowerShell would convert null to an empty string.
        [Environment]::SetEnvironmentVariable($name, $Variables[$name] ?? [NullString]::Value)
    }
    $before
}

<#
.SYNOPSIS
Starts a fake cluster and a fake of AWS, and uses them in this session.
.PARAMETER Scenario
The scenario of each namespace.
.PARAMETER Aws
The scenario of the fake of AWS; an empty string for none.
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
    # The module is imported again, because its cached connections and names belong to another cluster.
    Import-Module $module -Force -Global
    $fake
}

<#
.SYNOPSIS
Stops a fake cluster, and restores the environment variables of the session.
#>
function Stop-FakeCluster {
    param($Fake)
    [void](Set-Environment $Fake.before)
    Send-Command @{ do = 'stop'; id = $Fake.id }
}

<#
.SYNOPSIS
Loads a scenario, by name or as text, into a namespace of the fake cluster, the fake of AWS, or both.
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
Adds a fault to requests, with the properties of the type Fault.
#>
function Add-FakeFault {
    param($Fake, [hashtable] $Fault)
    Send-Command @{ do = 'fault'; id = $Fake.id; fault = $Fault }
}

<#
.SYNOPSIS
Adds an access key of a principal to the fake of AWS.
#>
function Add-FakeKey {
    param($Fake, [string] $Key, [string] $Secret, [string] $PrincipalArn)
    Send-Command @{ do = 'key'; id = $Fake.id; key = $Key; secret = $Secret; principal = $PrincipalArn }
}

<#
.SYNOPSIS
Recreates Pods when they are deleted, and registers their agents with the fake of AWS.
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
Removes the recorded requests.
#>
function Clear-FakeRequest {
    param($Fake)
    Send-Command @{ do = 'clear'; id = $Fake.id }
}

<#
.SYNOPSIS
Gets the objects of a resource, such as clusterroles, from the fake cluster.
#>
function Get-FakeObject {
    param($Fake, [string] $Resource)
    Send-Command @{ do = 'objects'; id = $Fake.id; resource = $Resource }
}

Export-ModuleMember -Function *-Fake*, Set-Environment
