using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.PowerShell.Tests;

/// <summary>Test-EksConnectorActivation as a user meets it.</summary>
public sealed class ActivationTests(ActivationTests.Fakes fakes) : IClassFixture<ActivationTests.Fakes>
{
    private const string Id = "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4";

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task One_object_describes_both_sides(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $r = Test-EksConnectorActivation admin -Namespace healthy
            "$($r.GetType().FullName) $($r.Context) $($r.ClusterName) $($r.Region) $($r.IsValid) $($r.Reason)"
            "$($r.EksStatus) $($r.ActivationId) $($r.RegistrationsUsed)/$($r.RegistrationLimit) $($r.AgentPing) $($r.Provider)"
            "$($r.ActivationExpiry.Kind) $($r.ExpiresIn -gt [timespan]'2.00:00') $($r.IsExpired) $($r.AgentPingTime.Kind)"
            "bad: $(@($r.Findings | Where-Object Result -in Failed, Warned).Count), passed: $(@($r.Findings | Where-Object Result -eq Passed).Count -gt 20)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "EksConnector.ActivationResult admin my-cluster us-west-2 True Registered",
            $"ACTIVE {Id} 2/2 Online OTHER",
            "Local True False Local",
            "bad: 0, passed: True",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Views_fit_and_can_be_pasted_into_a_ticket(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $r = Test-EksConnectorActivation admin -Namespace refused
            $r | Out-String -Width 80
            $r | Format-List | Out-String -Width 80
            $r.Findings | Select-Object -First 3 | Out-String -Width 80
            $r.Findings[0] | Format-List | Out-String -Width 80
            """);
        result.Errors.ShouldBeEmpty();
        result.Output.Split('\n').ShouldAllBe(line => line.TrimEnd().Length <= 80);
        result.Lines[0].ShouldMatch("^ClusterName +IsValid Reason +EksStatus ExpiresIn Context$");
        result.Lines[2].ShouldMatch("^my-cluster-2 +False +InvalidActivation +PENDING +2d23h +admin \\(.+$");
        result.Output.ShouldContain("Failed InvalidActivation (root cause)");
        result.Output.ShouldContain("(follows from Invali");
        result.Output.ShouldContain("RecommendedAction    : ");
        result.Output.ShouldContain("kubectl --context admin -n refused");
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Quiet_returns_a_Boolean_and_names_bind_from_the_pipeline(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            "quiet: $(Test-EksConnectorActivation admin -Namespace healthy -Quiet) $(Test-EksConnectorActivation admin -Namespace refused -Quiet)"
            "type: $((Test-EksConnectorActivation admin -Namespace healthy -Quiet).GetType().Name)"
            "names: $(('my-cluster', 'no-such' | Test-EksConnectorActivation -SkipKubernetes -Region us-west-2).ForEach{ "$($_.ClusterName)=$($_.Reason)" } -join ' ')"
            $piped = [pscustomobject]@{ Context = 'admin'; Namespace = 'healthy'; ClusterName = 'my-cluster'; Region = 'us-west-2' } | Test-EksConnectorActivation
            "piped: $($piped.Context) $($piped.ClusterName) $($piped.Reason)"
            "again: $(($piped | Test-EksConnectorActivation).Reason)"
            "context: $((([pscustomobject]@{ Context = 'admin'; Namespace = 'healthy' }) | Test-EksConnectorActivation).ClusterName)"
            "skipped: $((Test-EksConnectorActivation admin -Namespace healthy -SkipAws).Findings.Where{ $_.Code -eq 'EksClusterNotFound' }.Summary)"
            "empty: $(@(@() | Test-EksConnectorActivation).Count)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "quiet: True False",
            "type: Boolean",
            "names: my-cluster=Registered no-such=EksClusterNotFound",
            "piped: admin my-cluster Registered",
            "again: Registered",
            "context: my-cluster",
            "skipped: Not checked: AWS was not queried.",
            "empty: 0",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Checks_a_manifest_before_it_is_applied(string pwsh)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "eks-connector.yaml"), """
            apiVersion: v1
            kind: Secret
            metadata: {name: eks-connector-activation-config}
            data:
              code: %EKS_ACTIVATION_CODE%
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: eks-connector}
            spec:
              template:
                spec:
                  initContainers:
                  - name: connector-init
                    args:
                    - --activation.id=$(EKS_ACTIVATION_ID)
                    - --activation.code=$(EKS_ACTIVATION_CODE)
                    - --agent.region=eu-west-1
                    env:
                    - {name: EKS_ACTIVATION_ID, value: 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4}
                    - {name: EKS_ACTIVATION_CODE, valueFrom: {secretKeyRef: {name: eks-connector-activation-config, key: code}}}
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "values.yaml"), """
            eks: {activationId: 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4, activationCode: PLANTED-CODE-4pLe9zQmVtR2xWcBn7Ks, agentRegion: eu-west-1}
            """);
        PwshResult result = await RunAsync(pwsh, $$"""
            Set-Location '{{folder}}'
            "manifest: $((Test-EksConnectorActivation -ManifestPath eks-connector.yaml).Reason)"
            "values: $((Test-EksConnectorActivation -ManifestPath values.yaml).Reason)"
            "files: $((Get-ChildItem *.yaml | Test-EksConnectorActivation).ForEach{ $_.Reason } -join ' ')"
            Test-EksConnectorActivation -ManifestPath nowhere.yaml -ErrorVariable failed -ErrorAction SilentlyContinue
            "error: $($failed.Exception.ErrorId) $($failed.CategoryInfo.Category) $($failed.TargetObject -like '*nowhere.yaml')"
            "assemblies: $(([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -like 'AWSSDK*' }).Count)"
            """);
        Directory.Delete(folder, recursive: true);
        result.Lines.ShouldBe(
        [
            "manifest: ActivationCodePlaceholder",
            "values: Usable",
            "files: ActivationCodePlaceholder Usable",
            "error: ManifestNotReadable ObjectNotFound True",
            "assemblies: 0",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task The_commands_are_valid_PowerShell(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $all = @(Test-EksConnectorActivation admin -Namespace refused)
            $all += Test-EksConnectorActivation -SkipKubernetes -ClusterName expired -Region us-west-2
            $all += Test-EksConnectorActivation admin -Namespace nothing -ClusterName my-cluster-2
            foreach ($one in $all) {
                $errors = $null
                $ast = [Management.Automation.Language.Parser]::ParseInput($one.FixCommandPowerShell, [ref]$null, [ref]$errors)
                "$($one.Reason): $($errors.Count) $(($ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true) | ForEach-Object { $_.GetCommandName() }) -join ' ')"
            }
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "InvalidActivation: 0 kubectl kubectl kubectl",
            "ActivationExpired: 0 Unregister-EKSCluster Register-EKSCluster Invoke-RestMethod kubectl",
            "ConnectorNotInstalled: 0",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_failure_is_an_error_of_its_cluster(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            function Show($errors) { ($errors.ForEach{ "$($_.Exception.ErrorId)/$($_.CategoryInfo.Category)/$($_.TargetObject)" }) -join ' ' }
            $both = Test-EksConnectorActivation admin, offline -Namespace healthy -ErrorVariable failed -ErrorAction SilentlyContinue
            "offline: $($both.Context) $(Show $failed)"
            Remove-Item Env:AWS_ACCESS_KEY_ID, Env:AWS_SECRET_ACCESS_KEY, Env:AWS_CONFIG_FILE, Env:AWS_SHARED_CREDENTIALS_FILE
            $env:HOME = [IO.Path]::GetTempPath()
            $alone = Test-EksConnectorActivation admin -Namespace healthy -ErrorVariable failed -ErrorAction SilentlyContinue -WarningVariable warned -WarningAction SilentlyContinue
            "credentials: $($alone.Reason) $($failed.Count) $($warned.Count)"
            $alone = Test-EksConnectorActivation admin -Namespace healthy -Region us-west-2 -ErrorVariable failed -ErrorAction SilentlyContinue
            "asked for: $($alone.Reason) $(Show $failed)"
            foreach ($wrong in
                { Test-EksConnectorActivation -SkipKubernetes },
                { Test-EksConnectorActivation -SkipKubernetes -SkipAws -ClusterName a },
                { Test-EksConnectorActivation admin -ClusterName a, b },
                { 'a', 'b' | Test-EksConnectorActivation admin }) {
                try { & $wrong } catch { "wrong: $($_.Exception.ErrorId)" }
            }
            """);
        result.Lines.ShouldBe(
        [
            "offline: admin ConnectionRefused/ConnectionError/offline",
            "credentials: Registered 0 1",
            "asked for: Registered AwsCredentialMissing/AuthenticationError/admin",
            "wrong: InvalidParameter",
            "wrong: InvalidParameter",
            "wrong: InvalidParameter",
            "wrong: InvalidParameter",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task No_secret_is_in_any_stream(string pwsh)
    {
        string file = Path.GetTempFileName();
        PwshResult result = await RunAsync(pwsh, $$"""
            $all = foreach ($namespace in 'healthy', 'refused', 'helm', 'zero') {
                Test-EksConnectorActivation admin -Namespace $namespace -Verbose -Debug *>&1
            }
            $all | ForEach-Object { $_; $_ | Format-List * -Force; $_.Findings | Format-List * -Force } | Out-File '{{file}}' -Width 500
            $all | Where-Object { $_ -is [EksConnector.ActivationResult] } | ConvertTo-Json -Depth 5 | Add-Content '{{file}}'
            "results: $(@($all | Where-Object { $_ -is [EksConnector.ActivationResult] }).Count)"
            "verbose: $(@($all | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Count -gt 20)"
            """);
        string written = await File.ReadAllTextAsync(file);
        File.Delete(file);
        result.Lines.ShouldBe(["results: 4", "verbose: True"]);
        written.ShouldContain("ActivationCodeInClearText");
        foreach (string shown in new[] { written, result.Output, result.Errors })
        {
            shown.ShouldNotContain("PLANTED", Case.Insensitive);
            shown.ShouldNotContain(Convert.ToBase64String("PLANTED-CODE-"u8)[..16]);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Results_survive_jobs_files_and_tables(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, $$"""
            $r = Test-EksConnectorActivation admin -Namespace refused
            $csv = $r | ConvertTo-Csv | ConvertFrom-Csv
            "csv: $($csv.Reason) $($csv.Findings.Split(', ')[0])"
            $json = $r | ConvertTo-Json -Depth 4 | ConvertFrom-Json
            "json: $($json.Reason) $($json.Findings[0].Code)"
            $xml = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($r))
            "clixml: $($xml.ActivationExpiry -eq $r.ActivationExpiry) $($xml.ExpiresIn.GetType().Name) $($xml.Findings[0].Code) $($xml.Findings[0].IsRootCause)"
            $job = Start-Job { Import-Module '{{PwshRun.Module}}'; Test-EksConnectorActivation admin -Namespace refused } | Receive-Job -Wait -AutoRemoveJob
            "job: $($job.Reason) $($job.ActivationExpiry -eq $r.ActivationExpiry) $($job.Findings[0].Code)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "csv: InvalidActivation InvalidActivation (Failed)",
            "json: InvalidActivation InvalidActivation",
            "clixml: True TimeSpan InvalidActivation True",
            "job: InvalidActivation True InvalidActivation",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Completes_cluster_names(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            [void](Test-EksConnectorActivation admin -Namespace healthy)
            foreach ($try in 1..5) {
                $offered = (TabExpansion2 'Test-EksConnectorActivation -ClusterName my').CompletionMatches.Where({ $_.ResultType -eq 'ParameterValue' }).CompletionText
                if ($offered) { break }
            }
            "names: $offered"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["names: my-cluster my-cluster-2"]);
    }

    private Task<PwshResult> RunAsync(string pwsh, string script) => PwshRun.OfAsync(pwsh, script, fakes.Environment);

    /// <summary>A fake cluster with a state in each namespace, and the fake AWS of the one that is refused.</summary>
    public sealed class Fakes : IAsyncLifetime
    {
        private FakeKubernetes? _kubernetes;
        private FakeAws? _aws;

        public IReadOnlyDictionary<string, string?> Environment =>
            new Dictionary<string, string?>(_aws!.Environment) { ["KUBECONFIG"] = _kubernetes!.KubeConfigPath };

        public async Task InitializeAsync()
        {
            _kubernetes = await FakeKubernetes.StartAsync();
            _aws = await FakeAws.StartAsync();
            await _kubernetes.EnterAsync("healthy", "healthy");
            await _kubernetes.EnterAsync("helm", "helm");
            await _kubernetes.EnterAsync("scaled-to-zero", "zero");
            await _aws.EnterAsync("healthy", "healthy");

            // Another cluster of the same account, whose connector is refused.
            string refused = $$"""
                extends: init-crashloop
                objects:
                - kind: StatefulSet
                  metadata: {name: eks-connector}
                  spec:
                    template:
                      spec:
                        initContainers:
                        - name: connector-init
                          env:
                          - name: EKS_ACTIVATION_ID
                            value: {{OtherId}}
                """;
            await _kubernetes.EnterTextAsync(refused, "refused");
            _aws.Clusters["expired"] = new FakeEksCluster { Status = "FAILED" };
            DateTimeOffset expiry = DateTimeOffset.UtcNow.AddHours(71.9);
            _aws.Clusters["my-cluster-2"] = new FakeEksCluster { Status = "PENDING", ActivationId = OtherId, ActivationExpiry = expiry };
            _aws.Activations[OtherId] = new FakeSsmActivation { RegistrationLimit = 2, RegistrationsCount = 0, ExpirationDate = expiry };
        }

        public async Task DisposeAsync()
        {
            await _aws!.DisposeAsync();
            await _kubernetes!.DisposeAsync();
        }

        private const string OtherId = "0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f50";
    }
}
