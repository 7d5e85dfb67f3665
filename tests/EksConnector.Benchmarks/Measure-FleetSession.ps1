<#
.SYNOPSIS
Measures how long docs/samples/Test-Fleet.ps1 takes with 1, 2, and 4 PowerShell sessions over SSH.
.DESCRIPTION
Starts an OpenSSH server on loopback and a fake cluster with many contexts whose API server responds after a delay, as over a wide area
network. Run it with the PowerShell to measure, as a user who may start /usr/sbin/sshd, after dotnet build Module.sln.
#>
[CmdletBinding()]
param(
    # The numbers of sessions.
    [int[]] $Session = @(1, 2, 4),

    # The number of clusters.
    [int] $Cluster = 100,

    # The minimum duration of each request in milliseconds.
    [int] $Latency = 200,

    # The number of measurements, after one that is not counted.
    [int] $Run = 3
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = Resolve-Path "$PSScriptRoot/../.."
$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "fleet-$(New-Guid)")
$sshd = $fake = $null
try {
    foreach ($name in 'host', 'user') { ssh-keygen -q -t ed25519 -N '' -f "$folder/$name" }
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $port = $listener.LocalEndpoint.Port
    $listener.Stop()
    Set-Content "$folder/sshd_config" @"
Port $port
ListenAddress 127.0.0.1
HostKey $folder/host
AuthorizedKeysFile $folder/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
Subsystem powershell $((Get-Process -Id $PID).Path) -sshs -NoLogo -NoProfile
"@
    if ([Environment]::UserName -eq 'root') { [void] (New-Item -ItemType Directory -Force /run/sshd) }
    $sshd = Start-Process /usr/sbin/sshd -ArgumentList '-D', '-e', '-f', "$folder/sshd_config" -PassThru -RedirectStandardError "$folder/sshd.log"
    $fake = Start-Process "$root/artifacts/bin/EksConnector.FakeCluster/debug/EksConnector.FakeCluster" -PassThru `
        -ArgumentList serve, --clusters, $Cluster, --latency, $Latency -RedirectStandardOutput "$folder/fake" -RedirectStandardError "$folder/fake.log"
    while (-not (Get-Content "$folder/fake") -or -not (Select-String -Quiet 'listening' "$folder/sshd.log")) { Start-Sleep -Milliseconds 100 }

    Import-Module "$root/out/EksConnector"
    $contexts = 1..$Cluster | ForEach-Object { 'fleet-{0:0000}' -f $_ }
    $parameters = @{ SkipAws = $true; KubeConfigPath = Get-Content "$folder/fake" | Select-Object -Last 1 }
    $options = @{ StrictHostKeyChecking = 'no'; UserKnownHostsFile = '/dev/null'; LogLevel = 'ERROR' }
    foreach ($count in $Session) {
        $sessions = 1..$count | ForEach-Object { New-PSSession -HostName 127.0.0.1 -Port $port -KeyFilePath "$folder/user" -Options $options }
        $seconds = foreach ($i in 0..$Run) {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $results = & "$root/docs/samples/Test-Fleet.ps1" $sessions $contexts -Module "$root/out/EksConnector" -Parameters $parameters -WarningAction SilentlyContinue
            if (@($results).Count -ne $Cluster) { throw "Only $(@($results).Count) of $Cluster clusters were diagnosed." }
            $watch.Elapsed.TotalSeconds
        }
        Remove-PSSession $sessions
        [pscustomobject]@{
            Sessions = $count
            First = [Math]::Round($seconds[0], 1)
            Median = [Math]::Round(($seconds | Select-Object -Skip 1 | Sort-Object)[[Math]::Floor($Run / 2)], 1)
            Load = ((Get-Content /proc/loadavg) -split ' ')[0]
        }
    }
} finally {
    $sshd, $fake | Where-Object { $_ } | Stop-Process -Force
    Remove-Item -Recurse $folder
}
