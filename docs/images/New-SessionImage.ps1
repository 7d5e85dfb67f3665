#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
Draws the picture at the top of README.md from a real session.
.DESCRIPTION
Starts the fake cluster, runs the commands on it with the built module, and writes what they print, with its colors, as an SVG file.
Build the solution first: dotnet build Module.sln
.EXAMPLE
./docs/images/New-SessionImage.ps1
#>
[CmdletBinding()]
param(
    # The state that the connector is in.
    [string] $Scenario = 'one-pod-broken',

    # The commands of the session.
    [string[]] $Command = @('Get-EksConnectorStatus', 'Test-EksConnector -SkipAws'),

    # The file to write.
    [string] $Path = (Join-Path $PSScriptRoot 'session.svg')
)

$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
$width = 80

# The width of a view is that of the host's window where there is one, so the session runs in a process without one.
function Get-Output([string] $kubeConfig, [string] $command) {
    $script = @"
`$PSStyle.OutputRendering = 'Ansi'
Import-Module '$root/out/EksConnector'
$command 6>`$null | Out-String -Width $width -Stream
"@
    $env:KUBECONFIG = $kubeConfig
    & ([Environment]::ProcessPath) -NoProfile -NonInteractive -Command $script
}

# The cube of 6 x 6 x 6 colors in the palette of 256.
function ConvertTo-Color([int] $index) {
    $levels = 0, 95, 135, 175, 215, 255
    $place = $index - 16
    '#{0:x2}{1:x2}{2:x2}' -f $levels[[Math]::Floor($place / 36)], $levels[[Math]::Floor($place / 6) % 6], $levels[$place % 6]
}

function ConvertTo-Svg([string[]] $lines) {
    $palette = @{
        30 = '#6e7681'; 31 = '#ff7b72'; 32 = '#7ee787'; 33 = '#e3b341'; 34 = '#79c0ff'; 35 = '#d2a8ff'; 36 = '#76e3ea'; 37 = '#c9d1d9'
        90 = '#8b949e'; 91 = '#ffa198'; 92 = '#a5f3b0'; 93 = '#f2cc60'; 94 = '#a5d6ff'; 95 = '#e2c5ff'; 96 = '#b3f0ff'; 97 = '#f0f6fc'
    }
    $lineHeight, $top, $left = 18, 28, 16
    $height = $top + $lineHeight * $lines.Count + 8
    "<svg xmlns=`"http://www.w3.org/2000/svg`" width=`"712`" height=`"$height`" role=`"img`" aria-label=`"A session with Get-EksConnectorStatus and Test-EksConnector`">"
    '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>'
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, ''Liberation Mono'', monospace" font-size="14" fill="#c9d1d9" xml:space="preserve">'
    $y = $top
    foreach ($line in $lines) {
        $style = ''
        $column = 0
        $text = foreach ($part in [regex]::Split($line, "(\x1b\[[\d;]*m)")) {
            if ($part -match "^\x1b\[([\d;]*)m$") {
                $style = if ($Matches[1] -match '^38;5;(\d+)$') { " fill=`"$(ConvertTo-Color ([int] $Matches[1]))`"" }
                else {
                    -join $(switch ($Matches[1] -split ';' | ForEach-Object { [int] ($_ ? $_ : 0) }) {
                            1 { " font-weight=`"bold`"" }
                            { $palette.ContainsKey($_) } { " fill=`"$($palette[$_])`"" }
                        })
                }
            }
            elseif ($part) {
                $x = $left + 8.5 * $column
                $column += $part.Length
                "<tspan x=`"$x`" textLength=`"$(8.5 * $part.Length)`" lengthAdjust=`"spacing`"$style>$([Security.SecurityElement]::Escape($part))</tspan>"
            }
        }
        if ($text) { "<text y=`"$y`">$(-join $text)</text>" }
        $y += $lineHeight
    }
    '</g>'
    '</svg>'
}

$start = [Diagnostics.ProcessStartInfo]::new('dotnet')
foreach ($argument in 'run', '--no-build', '--project', "$root/tests/EksConnector.FakeCluster", '--', 'serve', '--scenario', $Scenario) {
    $start.ArgumentList.Add($argument)
}
$start.RedirectStandardOutput = $true
$server = [Diagnostics.Process]::Start($start)
try {
    $kubeConfig = $server.StandardOutput.ReadLine()
    $lines = foreach ($item in $Command) {
        "PS> $item"
        $output = Get-Output $kubeConfig $item
        $output
    }
} finally {
    $server.Kill($true)
    $server.WaitForExit()
}

# One empty line between what follows each other is enough.
$kept = [Collections.Generic.List[string]]::new()
foreach ($line in $lines) {
    if ($line.Trim() -or ($kept.Count -and $kept[-1].Trim())) { $kept.Add($line.TrimEnd()) }
}
while (-not $kept[-1].Trim()) { $kept.RemoveAt($kept.Count - 1) }
ConvertTo-Svg $kept | Set-Content -LiteralPath $Path -Encoding utf8NoBOM
