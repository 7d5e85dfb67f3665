using System.Text;
using System.Text.Json.Nodes;
using EksConnector.FakeCluster;

namespace EksConnector.PowerShell.Tests;

/// <summary>A hostile server, kubeconfig, or file cannot cause escape sequences in a stream, files in other folders, or overwritten devices.</summary>
public sealed partial class HostileTests : IAsyncLifetime
{
    private const string Hidden = "\u001b[31m\u0007\r\u0085\u202e\u2028\u200b";
    private const string EvilPod = "../../../../x";
    private static readonly string[] s_structure = ["kind", "apiVersion", "resourceVersion", "continue", "namespace", "name", "uid", "nodeName", "containerID", "serviceAccountName", "app", "verbs", "resources", "apiGroups"];

    private Func<string, byte[], byte[]> _change = (_, body) => body;
    private FakeKubernetes? _fake;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync(new FakeOptions { ChangeAnswer = (path, body) => _change(path, body), ChangePath = path => path.Replace(EvilPod.Replace("/", "%2F", StringComparison.Ordinal), "eks-connector-0", StringComparison.Ordinal) });
        await _fake.EnterAsync("one-pod-broken");
        foreach (string container in new[] { "connector-init", "connector-proxy" })
        {
            _fake.Logs.SetBytes("eks-connector", "eks-connector-0", container, Encoding.UTF8.GetBytes($"I1127 10:00:00.000000       1 a.go:1] one {Hidden} two\n{Hidden}\n"));
        }
    }

    public async Task DisposeAsync() => await _fake!.DisposeAsync();

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task No_stream_or_format_shows_hidden_characters(string pwsh)
    {
        _change = (_, body) => Encoding.UTF8.GetBytes(Plant(JsonNode.Parse(body), string.Empty)!.ToJsonString());
        string config = Path.GetTempFileName();
        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(_fake!.KubeConfigPath)).Replace("admin", "\"ad\\u001b[31m\\u202emin\"", StringComparison.Ordinal));
        PwshResult result = await PwshRun.OfAsync(pwsh, $$"""
            $VerbosePreference = $DebugPreference = $WarningPreference = $InformationPreference = 'Continue'
            $folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
            $null = New-Item -ItemType Directory $folder
            $texts = [Collections.Generic.List[string]]::new()
            function Look($what, $run) {
                $objects = @(& $run *>&1)
                foreach ($each in $objects) {
                    $record = $each -as [System.Management.Automation.ErrorRecord]
                    if ($record) { $texts.Add("$what error $record $($record.TargetObject) $($record.ErrorDetails.RecommendedAction) $($record.Exception.Reason)") }
                    else { $texts.Add("$what " + ($each | Out-String)); $texts.Add("$what " + ($each | Format-List * | Out-String)) }
                }
                $real = @($objects | Where-Object { $_.GetType().Namespace -eq 'EksConnector' })
                if ($real) {
                    $real | ForEach-Object { $texts.Add("$what json " + ((ConvertTo-Json $_ -Depth 5 | ConvertFrom-Json -Depth 5 -AsHashtable | Out-String -Width 5000))) }
                    $real | Export-Csv "$folder/x.csv"
                    $texts.Add("$what csv " + [IO.File]::ReadAllText("$folder/x.csv"))
                }
                "$what $($objects.Count) $($real.Count)"
            }
            Look status { Get-EksConnectorStatus admin -Verbose }
            Look test { Test-EksConnector admin -SkipAws -Verbose }
            Look activation { Test-EksConnectorActivation admin -SkipAws }
            Look finding { Get-EksConnectorFinding admin -SkipAws }
            Look log { Get-EksConnectorLog admin -Verbose }
            Look name { Get-EksConnectorClusterName admin -All -SkipAws }
            Look users { Get-EksConnectorImpersonation admin }
            Look repair { Repair-EksConnector admin -SkipAws -WhatIf }
            Look grant { Grant-EksConnectorImpersonation admin -PrincipalArn arn:aws:iam::111122223333:role/x -WhatIf }
            Look export { Export-EksConnectorDiagnostic admin -SkipAws -DestinationPath "$folder/x.zip" -Force }
            Look bundle { Test-EksConnector -Path "$folder/x.zip" }
            Look odd { Get-EksConnectorStatus "ad`e[31m*" -KubeConfigPath '{{config}}' }
            foreach ($line in 'Get-EksConnectorStatus -Context ', 'Get-EksConnectorStatus -Namespace ', 'Get-EksConnectorLog admin -Pod ', "Get-EksConnectorStatus -KubeConfigPath '{{config}}' -Context ") {
                (TabExpansion2 $line $line.Length).CompletionMatches | ForEach-Object { $texts.Add("tab $($_.CompletionText)|$($_.ListItemText)|$($_.ToolTip)") }
            }
            $bad = $texts | Where-Object { ($_ -replace "`r`n", "`n") -match '[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]' }
            "bad: $(@($bad).Count)"
            $bad | Select-Object -First 5 | ForEach-Object { [uri]::EscapeDataString($_.Substring(0, [Math]::Min(400, $_.Length))) }
            "texts: $($texts.Count -gt 30)"
            "tabs: $(@($texts | Where-Object { $_ -like 'tab *' }).Count -gt 3)"
            Remove-Item $folder -Recurse
            """, Environment);
        File.Delete(config);
        result.Output.ShouldContain("bad: 0", customMessage: result.Output + result.Errors);
        result.Lines.Count(line => ResultLine().IsMatch(line)).ShouldBeGreaterThan(9, result.Output);
        result.Output.ShouldContain("texts: True", customMessage: result.Output + result.Errors);
        result.Output.ShouldContain("tabs: True", customMessage: result.Output + result.Errors);
        result.Output.ShouldNotContain("UnexpectedError");

        // The text of -WhatIf is written only to the host.
        result.Output.Where(character => Hidden.Contains(character, StringComparison.Ordinal) && character is not ('[' or '3' or '1' or 'm' or '\r')).ShouldBeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Nothing_is_written_outside_the_folder(string pwsh)
    {
        _change = (_, body) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("\"name\":\"eks-connector-0\"", $"\"name\":\"{EvilPod}\"", StringComparison.Ordinal));
        PwshResult result = await PwshRun.OfAsync(pwsh, """
            $root = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
            $folder = "$root/a/b/c/d"
            $null = New-Item -ItemType Directory $folder
            'keep' > "$root/target.txt"
            $null = New-Item -ItemType SymbolicLink "$folder/admin.eks-connector.eks-connector-1.connector-init.log" -Target "$root/target.txt"
            $errors = $null
            $null = Get-EksConnectorLog admin -DestinationPath $folder -ErrorAction SilentlyContinue -ErrorVariable errors
            "link: $(Get-Content "$root/target.txt") $(@($errors | Where-Object FullyQualifiedErrorId -like 'DestinationNotWritable*').Count)"
            $null = Export-EksConnectorDiagnostic admin -SkipAws -DestinationPath "$folder/x.zip" -ErrorAction SilentlyContinue
            "outside: $((Get-ChildItem $root -Recurse -File | Where-Object { $_.DirectoryName -ne (Get-Item $folder).FullName }).Name -join ' ')"
            "temporary: $(@(Get-ChildItem $folder -Force -Filter *.tmp).Count)"
            "saved: $(@(Get-ChildItem $folder -Filter '*.log' | Where-Object Name -notlike '*eks-connector-1*').Count -gt 1)"
            Add-Type -AssemblyName System.IO.Compression.FileSystem
            $zip = [IO.Compression.ZipFile]::OpenRead("$folder/x.zip")
            "entries: $(@($zip.Entries | Where-Object { $_.FullName -match '\.\.|\\|:|^/' }).Count)"
            $zip.Dispose()
            "bundle: $((Test-EksConnector -Path "$folder/x.zip").GetType().Name)"
            Remove-Item $root -Recurse
            """, Environment);
        result.Output.ShouldContain("link: keep 1", customMessage: result.Output + result.Errors);
        result.Output.ShouldContain("outside: target.txt", customMessage: result.Output + result.Errors);
        result.Output.ShouldContain("temporary: 0", customMessage: result.Output + result.Errors);
        result.Output.ShouldContain("saved: True", customMessage: result.Output + result.Errors);
        result.Output.ShouldContain("entries: 0", customMessage: result.Output + result.Errors);
        result.Output.ShouldContain("bundle: Diagnosis", customMessage: result.Output + result.Errors);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Does_not_read_an_endless_file(string pwsh)
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no mkfifo.");
        PwshResult result = await PwshRun.OfAsync(pwsh, """
            $root = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
            $null = New-Item -ItemType Directory $root
            mkfifo "$root/pipe"
            foreach ($path in "$root/pipe", '/dev/zero') {
                $env:AWS_CONFIG_FILE = $env:AWS_SHARED_CREDENTIALS_FILE = $path
                $watch = [Diagnostics.Stopwatch]::StartNew()
                $null = TabExpansion2 'Test-EksConnector -ProfileName ' 31
                "tab: $($watch.Elapsed -lt [timespan]'00:00:30')"
            }
            foreach ($path in "$root/pipe", '/dev/zero') {
                try { Test-EksConnectorActivation -ManifestPath $path -SkipAws -ErrorAction Stop } catch { "manifest: $($_.Exception.ErrorId) $([bool]$_.ErrorDetails.RecommendedAction)" }
            }
            Remove-Item $root -Recurse
            """, Environment);
        result.Lines.Count(line => line == "tab: True").ShouldBe(2, result.Output + result.Errors);
        result.Lines.Count(line => line == "manifest: ManifestNotReadable True").ShouldBe(2, result.Output + result.Errors);
    }

    private IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(StringComparer.Ordinal) { ["KUBECONFIG"] = _fake!.KubeConfigPath };

    [System.Text.RegularExpressions.GeneratedRegex("^(status|test|activation|finding|log|name|users|repair|grant|export|bundle|odd) [1-9]")]
    private static partial System.Text.RegularExpressions.Regex ResultLine();

    private static JsonNode? Plant(JsonNode? node, string name) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Plant(pair.Value, pair.Key)))),
        JsonArray list => new JsonArray([.. list.Select(item => Plant(item, name))]),
        JsonValue value when value.TryGetValue(out string? text)
            && !s_structure.Contains(name)
            && !name.EndsWith("Time", StringComparison.Ordinal)
            && !name.EndsWith("stamp", StringComparison.OrdinalIgnoreCase)
            && !name.EndsWith("At", StringComparison.Ordinal) => Hidden + text + Hidden,
        _ => node?.DeepClone(),
    };
}
