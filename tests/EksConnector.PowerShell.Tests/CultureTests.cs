namespace EksConnector.PowerShell.Tests;

/// <summary>The calendar, digits, and casing of a culture do not change output and matching.</summary>
public sealed class CultureTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    public static TheoryData<string, string> Cultures()
    {
        var data = new TheoryData<string, string>();
        foreach (string pwsh in Pwsh.All)
        {
            foreach (string culture in new[] { "ar-SA", "fa-IR", "th-TH", "tr-TR", "de-DE" })
            {
                data.Add(pwsh, culture);
            }
        }

        return data;
    }

    // Only output that PowerShell formats can differ: DateTime columns of Export-Csv and DateTime lines of lists without a view.
    [SkippableTheory]
    [MemberData(nameof(Cultures))]
    public async Task Output_and_matches_equal_those_of_en_US(string pwsh, string culture)
    {
        PwshResult result = await PwshRun.OfAsync(pwsh, $"$culture = '{culture}'\n" + """
            function Use([string] $name) {
                [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = [cultureinfo]::DefaultThreadCurrentCulture = [cultureinfo]::GetCultureInfo($name)
            }
            # Elapsed times differ from call to call.
            function Steady([string] $text) { $text -replace '"(Age|Time|ExpiresIn|TakenAt)":\s*(\{[^}]*\}|"[^"]*")', '"$1"' -replace '\d+(s|m\d*s?|h\d*m?)\b', 'AGE' -replace ' +', ' ' -replace '-{2,}', '--' -replace '\d+ (seconds?|minutes?)', 'AGE' }
            $calls = [ordered]@{
                status = { Get-EksConnectorStatus ADMIN -Namespace complete -Detailed }
                pattern = { Get-EksConnectorStatus ADMI? -Namespace complete }
                broken = { Get-EksConnectorStatus admin -Namespace eks-connector }
                log = { Get-EksConnectorLog admin -Namespace complete -Container INIT -Tail 3 }
                level = { Get-EksConnectorLog admin -Namespace eks-connector -Container init -Level INFORMATION -Pattern 'INVALIDACTIVATION|INITIAL' }
                raw = { Get-EksConnectorLog admin -Namespace complete -Container init -Raw -SinceTime 2020-02-03T04:05:06Z }
                name = { Get-EksConnectorClusterName admin -Namespace complete -All }
                diagnosis = { Test-EksConnector admin -Namespace eks-connector -SkipAws }
                healthy = { Test-EksConnector admin -Namespace complete }
                findings = { Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -All -Severity INFORMATION, ERROR }
                code = { Get-EksConnectorFinding -ListAvailable -Code image*, INIT*, imagepull*, NODENOTREADY -ExcludeCode *INVALID* }
                activation = { Test-EksConnectorActivation admin -Namespace complete }
                expiring = { Test-EksConnectorActivation admin -Namespace eks-connector -SkipAws }
                impersonation = { Get-EksConnectorImpersonation admin -Namespace eks-connector -PrincipalArn ARN:* }
                resolved = { Resolve-EksConnectorError 'InvalidActivation: the activation is invalid', 'User "system:serviceaccount:eks-connector:eks-connector" cannot impersonate resource "users" in API group "" at the cluster scope' }
                plan = { Grant-EksConnectorImpersonation arn:aws:iam::111122223333:role/INIT admin -Namespace complete -Access CONSOLEALLNAMESPACES -Confirm:$false | Select-Object Context, KubernetesUser, Access, CanRead, Objects }
                errors = { Get-EksConnectorStatus offline, NOBODY, admIN -Namespace zIl -ErrorAction SilentlyContinue -ErrorVariable e; $e | ForEach-Object { "$_ $($_.ErrorDetails.RecommendedAction)" } }
                refused = { foreach ($wait in '1.5s', '-5m', '1,5h') { try { Get-EksConnectorStatus admin -WaitTimeout $wait } catch { "$_" } } }
                tab = { foreach ($line in 'Get-EksConnectorFinding -ListAvailable -Code iMAGEPULL', 'Get-EksConnectorLog -Container INI', 'Test-EksConnector -FailOn warni', 'Get-EksConnectorStatus NOBOD') { "$((TabExpansion2 $line).CompletionMatches.CompletionText)" } }
            }
            $differences = 0
            foreach ($name in $calls.Keys) {
                Use en-US
                $expected = @(& $calls[$name] 3>&1 6>&1)
                $views = { $input = $args; ($input | Out-String -Width 120); ($input | Format-Table | Out-String -Width 80); ($input | Format-List | Out-String -Width 120); ($input | Out-String -Width 40); "$input" }
                $expectedJson = Steady ($expected | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue)
                $expectedCsv = @($expected | ConvertTo-Csv)
                $expectedViews = @(& $views @expected)
                Use $culture
                $found = @(& $calls[$name] 3>&1 6>&1)
                $foundJson = Steady ($found | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue)
                if ($expectedJson -cne $foundJson) { "${name}: objects differ"; Compare-Object ($expectedJson -split '\n') ($foundJson -split '\n') | Out-String -Width 200 }
                # CSV and the views are compared for the same objects, so that all times are equal.
                $properties = @($expected | Where-Object { $_ -isnot [string] } | Select-Object -First 1 | ForEach-Object { $_.PSObject.Properties })
                $dates = @($properties | Where-Object { $_.TypeNameOfValue -match 'DateTime' } | ForEach-Object Name)
                $there = @($expectedCsv | ConvertFrom-Csv)
                $here = @($expected | ConvertTo-Csv | ConvertFrom-Csv)
                for ($i = 0; $i -lt $there.Count; $i++) {
                    foreach ($column in $there[$i].PSObject.Properties.Name) {
                        if ($column -notin $dates -and $there[$i].$column -cne $here[$i].$column) { "${name}: column $column is '$($here[$i].$column)' and not '$($there[$i].$column)'" }
                        elseif ($there[$i].$column -cne $here[$i].$column) { $differences++ }
                    }
                }
                $foundViews = @(& $views @expected)
                for ($i = 0; $i -lt $expectedViews.Count; $i++) {
                    # PowerShell wraps lines between words only in some languages, and formats the times of lists without a view.
                    $there, $here = foreach ($view in $expectedViews[$i], $foundViews[$i]) { ($view -split '\n' | Where-Object { -not $dates -or $_ -notmatch "^\s*($($dates -join '|'))\s+:" }) -join '' -replace '\s' }
                    if ($there -cne $here) { "${name}: view $i differs"; $there; $here }
                }
            }
            "done: $($calls.Count) $($differences -ge 0)"
            """, fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Output.Trim().ShouldBe("done: 19 True");
    }
}
