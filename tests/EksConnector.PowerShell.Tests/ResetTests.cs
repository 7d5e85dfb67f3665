using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.PowerShell.Tests;

/// <summary>Reset-EksConnectorActivation as a user sees it, with both sides of the fake.</summary>
public sealed class ResetTests
{
    private const string OldId = "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4";

    private const string Expired = """
        extends: init-crashloop
        aws:
          clusters:
            my-cluster: {status: FAILED, connectorConfig: {activationExpiry: "${now-1d}"}}
          activations:
            6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4: {expirationDate: "${now-1d}"}
        """;

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Previews_and_replaces_an_expired_activation(string pwsh)
    {
        await using Sides sides = await Sides.StartAsync();
        PwshResult result = await sides.RunAsync(pwsh, $$"""
            Reset-EksConnectorActivation -WhatIf
            "unchanged: $((Test-EksConnectorActivation).ActivationId -eq '{{OldId}}')"
            $all = Reset-EksConnectorActivation -Confirm:$false -Verbose *>&1
            $r = $all | Where-Object { $_ -is [EksConnector.ResetResult] }
            "$($r.ClusterName) $($r.Region) $($r.IsConnected) $($r.EksStatus) $($r.AgentPing) $($r.Changed) $($r.PreviousActivationId) $($r.ActivationExpiry.Kind)"
            "codes: $(@($all | ForEach-Object { $_ | Out-String -Width 500; $_ | Format-List * -Force | Out-String -Width 500 } | Select-String 'PLANTED').Count)"
            $r | Out-String -Width 80
            ($r | ConvertTo-Json | ConvertFrom-Json).ActivationId -eq $r.ActivationId
            "job: $((Start-Job { param($x) $x } -ArgumentList $r | Receive-Job -Wait | Out-String -Width 80).Trim().Length -gt 20)"
            "healthy: $((Test-EksConnectorActivation).IsValid)"
            try { Reset-EksConnectorActivation -Confirm:$false -ErrorAction Stop } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]) $($_.CategoryInfo.Category) $($_.TargetObject) $($_.ErrorDetails.RecommendedAction)" }
            """);
        result.Errors.ShouldBeEmpty();
        result.Output.ShouldContain("What if: Context admin, namespace eks-connector: Reset the activation of cluster 'my-cluster' in Region us-west-2:");
        result.Output.ShouldContain("  deregister the cluster from Amazon EKS");
        result.Lines.ShouldContain("unchanged: True");
        result.Lines.ShouldContain($"my-cluster us-west-2 True ACTIVE Online True {OldId} Local");
        result.Lines.ShouldContain("codes: 0");
        result.Lines.ShouldContain(line => line.StartsWith("ClusterName", StringComparison.Ordinal) && line.EndsWith("ActivationId", StringComparison.Ordinal));
        result.Lines.ShouldContain("True");
        result.Lines.ShouldContain("job: True");
        result.Lines.ShouldContain("healthy: True");
        result.Lines.ShouldContain("ResetNotRequired InvalidOperation admin To reset the activation nevertheless, use -Force.");
        result.Output.ShouldNotContain("PLANTED");
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Binds_an_activation_made_elsewhere_from_the_pipeline(string pwsh)
    {
        const string id = "0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f51";
        const string code = "PLANTED-GIVEN-CODE-0123456789";
        await using Sides sides = await Sides.StartAsync();
        sides.Aws.Clusters["my-cluster"] = new FakeEksCluster { Region = "us-west-2", Status = "PENDING", ActivationId = id, ActivationCode = code };
        PwshResult result = await sides.RunAsync(pwsh, $$"""
            function Tell { try { & $args[0] } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]): $_" } }
            Tell { Reset-EksConnectorActivation -ActivationId {{id}} -Confirm:$false }
            Tell { Reset-EksConnectorActivation -CredentialOnly -Force -Confirm:$false }
            Tell { Reset-EksConnectorActivation -CredentialOnly -ActivationId {{id}} -Confirm:$false }
            Tell { Reset-EksConnectorActivation a, b -CredentialOnly -ActivationId {{id}} -ActivationCode {{code}} -Confirm:$false }
            $config = [pscustomobject]@{ ActivationId = '{{id}}'; ActivationCode = ConvertTo-SecureString '{{code}}' -AsPlainText; Provider = 'OTHER' }
            $r = $config | Reset-EksConnectorActivation -CredentialOnly -Confirm:$false
            "$($r.ActivationId) $($r.IsConnected) $($r.Region) [$($r.ClusterName)] [$($r.EksStatus)]"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "InvalidParameter: -ActivationId requires -CredentialOnly.",
            "InvalidParameter: -Force cannot be used with -CredentialOnly, which registers no cluster.",
            "InvalidParameter: -CredentialOnly requires -ActivationId and -ActivationCode.",
            "InvalidParameter: -CredentialOnly writes one activation to one cluster.",
            $"{id} True us-west-2 [] []",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Results_of_other_cmdlets_can_be_piped_and_values_are_completed(string pwsh)
    {
        await using Sides sides = await Sides.StartAsync();
        PwshResult result = await sides.RunAsync(pwsh, """
            "providers: $((TabExpansion2 'Reset-EksConnectorActivation -Provider E').CompletionMatches.CompletionText -join ' ')"
            $r = Test-EksConnectorActivation | Where-Object IsValid -EQ $false | Reset-EksConnectorActivation -Confirm:$false
            "activation: $($r.IsConnected)"
            Test-EksConnector | Reset-EksConnectorActivation -Force -Confirm:$false | ForEach-Object { "diagnosis: $($_.IsConnected)" }
            "none: $(@(@() | Reset-EksConnectorActivation).Count)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["providers: EC2 EKS_ANYWHERE", "activation: True", "diagnosis: True", "none: 0"]);
    }

    private sealed class Sides : IAsyncDisposable
    {
        private readonly FakeKubernetes _cluster;
        private readonly FakeConnector _connector;

        private Sides(FakeKubernetes cluster, FakeAws aws)
        {
            _cluster = cluster;
            Aws = aws;
            _connector = new FakeConnector(cluster, aws);
        }

        public FakeAws Aws { get; }

        public static async Task<Sides> StartAsync()
        {
            var sides = new Sides(await FakeKubernetes.StartAsync(), await FakeAws.StartAsync());
            await sides._cluster.EnterTextAsync(Expired);
            await sides.Aws.EnterTextAsync(Expired);
            return sides;
        }

        public Task<PwshResult> RunAsync(string pwsh, string script) => PwshRun.OfAsync(
            pwsh, script, new Dictionary<string, string?>(Aws.Environment, StringComparer.Ordinal) { ["KUBECONFIG"] = _cluster.KubeConfigPath });

        public async ValueTask DisposeAsync()
        {
            _connector.Dispose();
            await _cluster.DisposeAsync();
            await Aws.DisposeAsync();
        }
    }
}
