#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests or packs the module.
.DESCRIPTION
Each task is one dotnet command, so that a machine without PowerShell can do the same:
  Build  dotnet build Module.sln                        lays out out/EksConnector
  Test   dotnet test Module.sln
  Pack   dotnet build src/EksConnector -t:PackModule    makes out/EksConnector.zip
.EXAMPLE
./build.ps1 Build, Test, Pack
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pack')]
    [string[]] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Push-Location $PSScriptRoot
try {
    switch ($Task) {
        Build { dotnet build Module.sln }
        Test { dotnet test Module.sln }
        Pack { dotnet build src/EksConnector -t:PackModule }
    }
} finally {
    Pop-Location
}
