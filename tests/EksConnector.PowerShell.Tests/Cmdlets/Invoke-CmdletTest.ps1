#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
Runs the tests of the cmdlets with Pester against the built module.
.DESCRIPTION
Build Module.sln first, which creates the module and copies Pester and the fake cluster. `dotnet test Module.sln` also runs these
tests and reports each of them.
.PARAMETER Name
The cmdlets to test, as wildcard patterns. The default is all.
.PARAMETER PesterPath
The folder of Pester, which the build of these tests creates.
.PARAMETER ResultPath
The path of a JSON file for the results. By default, they are displayed.
.EXAMPLE
pwsh -NoProfile -NonInteractive tests/EksConnector.PowerShell.Tests/Cmdlets/Invoke-CmdletTest.ps1 Get-EksConnectorStatus
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0, ValueFromRemainingArguments)]
    [string[]] $Name = '*',
    [string] $PesterPath = (Join-Path $PSScriptRoot '../../../artifacts/bin/EksConnector.PowerShell.Tests/debug/Pester'),
    [string] $ResultPath
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PesterPath Pester.psd1)
$configuration = New-PesterConfiguration
$configuration.Run.Path = @(Get-ChildItem $PSScriptRoot/*.Tests.ps1 | Where-Object { $file = $_; $Name.Where({ $file.Name -like "$_.Tests.ps1" }) } | ForEach-Object FullName)
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = $ResultPath ? 'None' : 'Detailed'
$run = Invoke-Pester -Configuration $configuration

function Get-Message($records) { @($records | ForEach-Object { "$($_.DisplayErrorMessage)`n$($_.DisplayStackTrace)" }) -join "`n" }

if ($ResultPath) {
    [ordered]@{
        Tests = @($run.Tests | ForEach-Object {
            [ordered]@{ File = $_.ScriptBlock.File | Split-Path -Leaf; Name = "$($_.Path[0]): $($_.Name)"; Result = "$($_.Result)"; Message = Get-Message $_.ErrorRecord }
        })
        Problems = @($run.FailedContainers + $run.FailedBlocks | ForEach-Object { "$($_.Name ?? $_.Item): $(Get-Message $_.ErrorRecord)" })
    } | ConvertTo-Json -Depth 4 | Set-Content -LiteralPath $ResultPath
}
exit [int]($run.Result -ne 'Passed')
