<#
.SYNOPSIS
Diagnoses the clusters of a fleet from several machines in parallel.
.DESCRIPTION
Distributes the contexts across PowerShell sessions and returns each diagnosis as soon as it is available. For a cluster that cannot be
diagnosed, the script writes one error with the context as the target. If a session is lost, the script writes a warning, and the other
sessions diagnose its clusters.
.EXAMPLE
$sessions = New-PSSession -HostName runner-1, runner-2
./Test-Fleet.ps1 $sessions (kubectl config get-contexts -o name) | Where-Object IsHealthy -NE $true
#>
[CmdletBinding()]
param(
    # The sessions. The kubeconfig on each machine must contain all contexts.
    [Parameter(Mandatory, Position = 0)]
    [Management.Automation.Runspaces.PSSession[]] $Session,

    # The names of the contexts.
    [Parameter(Mandatory, Position = 1)]
    [string[]] $Context,

    # Further parameters of Test-EksConnector.
    [hashtable] $Parameters = @{ SkipAws = $true },

    # The name or the path of the module on the machines.
    [string] $Module = 'EksConnector'
)

$pending = $Context
while ($pending) {
    $open = @($Session | Where-Object State -EQ 'Opened')
    $jobs = for ($i = 0; $i -lt [Math]::Min($open.Count, $pending.Count); $i++) {
        $share = for ($j = $i; $j -lt $pending.Count; $j += $open.Count) { $pending[$j] }
        Invoke-Command -Session $open[$i] -AsJob -ArgumentList $Module, @($share), $Parameters -ScriptBlock {
            param($module, $contexts, $parameters)
            Import-Module $module -ErrorAction Stop
            Test-EksConnector -Context $contexts -AsCompleted @parameters
        }
    }

    $done = [Collections.Generic.HashSet[string]]::new()
    $failures = @()
    if ($jobs) {
        $jobs | Receive-Job -Wait -AutoRemoveJob -ErrorAction SilentlyContinue -ErrorVariable failures |
            ForEach-Object { [void] $done.Add($_.Context); $_ }
    }

    foreach ($failure in $failures) {
        if ($failure.TargetObject -in $pending) {
            [void] $done.Add($failure.TargetObject)
            $PSCmdlet.WriteError($failure)
        } else {
            Write-Warning "A session failed: $failure"
        }
    }

    $left = @($pending | Where-Object { -not $done.Contains($_) })
    if ($left.Count -eq $pending.Count) {
        $left | ForEach-Object { Write-Error "No session could diagnose '$_'." -Category ConnectionError -ErrorId SessionLost -TargetObject $_ }
        break
    }

    $pending = $left
}
