namespace EksConnector.PowerShell.Tests;

/// <summary>Times are local like those of PowerShell's cmdlets, in every time zone and in every output format.</summary>
public sealed class TimeTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    public static TheoryData<string, string> Zones()
    {
        var data = new TheoryData<string, string>();
        foreach (string pwsh in Pwsh.All)
        {
            foreach (string zone in new[] { "UTC", "America/New_York", "Asia/Kolkata" })
            {
                data.Add(pwsh, zone);
            }
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Zones))]
    public async Task Times_compare_with_Get_Date_and_round_trip(string pwsh, string zone)
    {
        PwshResult result = await PwshRun.OfAsync(pwsh, $"$module = '{PwshRun.Module}'\n" + """
            $pods = Get-EksConnectorStatus admin -Namespace complete -Detailed
            $pod = $pods[0]
            $log = Get-EksConnectorLog admin -Namespace complete -Container init
            $diagnosis = Test-EksConnector admin -Namespace complete
            $activation = Test-EksConnectorActivation admin -Namespace complete
            $times = $pod.CreationTime, $pod.Containers[0].StartedAt, $pod.Node.CreationTime, $log[0].Timestamp, $diagnosis.Time, $activation.ActivationExpiry, $activation.AgentPingTime
            "kinds: $($times.Kind)"
            $now = Get-Date
            "clock: $([math]::Abs(($now - $pod.CreationTime - $pod.Age).TotalMinutes) -lt 2) $([math]::Abs(($now - $diagnosis.Time).TotalMinutes) -lt 2) $([math]::Abs(($activation.ActivationExpiry - $now - $activation.ExpiresIn).TotalMinutes) -lt 2)"
            $file = New-TemporaryFile
            $pod | Export-Clixml $file
            $back = Import-Clixml $file
            Remove-Item $file
            "clixml: $($back.CreationTime -eq $pod.CreationTime) $($back.CreationTime.Kind)"
            $job = Start-Job { Import-Module $using:module; Get-EksConnectorStatus admin -Namespace complete } | Receive-Job -Wait -AutoRemoveJob | Select-Object -First 1
            "job: $($job.CreationTime -eq $pod.CreationTime) $($job.CreationTime.Kind)"
            $row = $pod | ConvertTo-Csv | ConvertFrom-Csv
            "csv: $([math]::Abs(([datetime]$row.CreationTime - $pod.CreationTime).TotalSeconds) -lt 1)"
            $json = $pod | Select-Object CreationTime | ConvertTo-Json | ConvertFrom-Json
            "json: $($json.CreationTime.ToUniversalTime() -eq $pod.CreationTime.ToUniversalTime())"
            $shown = 'created {0:yyyy-MM-dd HH:mm:ss})' -f $pod.CreationTime
            "view: $(($pod | Format-List | Out-String -Width 200).Contains($shown)) $(($back | Format-List | Out-String -Width 200).Contains($shown))"
            "log view: $(($log[0] | Out-String).Contains('{0:MM-dd HH:mm:ss}' -f $log[0].Timestamp))"
            $since = $log[0].Timestamp
            $counts = $since, $since.ToUniversalTime(), [datetime]::SpecifyKind($since, 'Unspecified') | ForEach-Object { @(Get-EksConnectorLog admin -Namespace complete -Container init -SinceTime $_).Count; @(Get-EksConnectorLog admin -Namespace complete -Container init -SinceTime $_.AddDays(1)).Count }
            "since: $($counts[0] -gt 0) $(($counts[0, 2, 4] | Sort-Object -Unique).Count) $($counts[1, 3, 5])"
            $text = @($diagnosis.Findings.Summary) -match '\d\d:\d\d:\d\dZ' | Select-Object -First 1
            $said = [datetimeoffset][regex]::Match($text, '\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ').Value
            "text: $([math]::Abs(((Get-Date) - $said.LocalDateTime).TotalDays) -lt 30)"
            "offset: $((Get-Date).ToString('zzz'))"
            """, new Dictionary<string, string?>(fixture.Environment, StringComparer.Ordinal) { ["TZ"] = zone });
        result.Errors.ShouldBeEmpty();
        result.Lines[..10].ShouldBe(
        [
            "kinds: Local Local Local Local Local Local Local",
            "clock: True True True",
            "clixml: True Local",
            "job: True Local",
            "csv: True",
            "json: True",
            "view: True True",
            "log view: True",
            "since: True 1 0 0 0",
            "text: True",
        ]);
        result.Lines[10].ShouldBe(zone switch { "UTC" => "offset: +00:00", "Asia/Kolkata" => "offset: +05:30", _ => result.Lines[10] });
    }
}
