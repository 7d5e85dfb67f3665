#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests or packs the module.
.DESCRIPTION
Each task runs one dotnet command, which also works on a machine without PowerShell:
  Build  dotnet build Module.sln                        lays out out/EksConnector
  Test   dotnet test Module.sln
  Pack   dotnet build src/EksConnector -t:PackModule    makes out/EksConnector.zip
Pack also makes out/EksConnector.VERSION.nupkg, the package for the PowerShell Gallery, if Microsoft.PowerShell.PSResourceGet
1.1 or later is installed. PowerShell 7.5 and later include it.
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
        Pack {
            dotnet build src/EksConnector -t:PackModule
            if (Get-Command Compress-PSResource -ErrorAction Ignore) {
                $folder = Join-Path ([IO.Path]::GetTempPath()) "EksConnector-$([guid]::NewGuid())"
                try {
                    Remove-Item out/EksConnector.*.nupkg
                    [IO.Compression.ZipFile]::ExtractToDirectory("$PSScriptRoot/out/EksConnector.zip", $folder)
                    Compress-PSResource -Path $folder/EksConnector -DestinationPath out
                    Get-ChildItem out/EksConnector.*.nupkg | ForEach-Object { "EksConnector -> $_" }
                } finally {
                    Remove-Item -Recurse -Force $folder -ErrorAction Ignore
                }
            } else {
                Write-Warning 'No nupkg was made: Compress-PSResource of Microsoft.PowerShell.PSResourceGet 1.1 or later is not installed.'
            }
        }
    }
} finally {
    Pop-Location
}
