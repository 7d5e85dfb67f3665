using EksConnector.FakeCluster;

namespace EksConnector.PowerShell.Tests;

/// <summary>Several processes that change one cluster at the same time.</summary>
public sealed class ConcurrencyTests
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Five_processes_can_grant_concurrently(string pwsh)
    {
        await using FakeKubernetes fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 1 });
        await fake.EnterAsync("healthy");
        PwshResult[] results = await Task.WhenAll(Enumerable.Range(0, 5).Select(process => RunAsync(pwsh, fake, $$"""
            (0..9 | ForEach-Object { "arn:aws:iam::111122223333:role/p{{process}}-$_" } | Grant-EksConnectorImpersonation -Access ConsoleAllNamespaces | Where-Object { $_.CanImpersonate -and $_.CanRead }).Count
            """)));
        results.ShouldAllBe(result => result.Errors.Length == 0 && result.Lines.Single() == "10");
        fake.Store.List("clusterroles").Count.ShouldBe(51);
        fake.Store.List("clusterrolebindings").Count.ShouldBe(100);
    }

    private static Task<PwshResult> RunAsync(string pwsh, FakeKubernetes fake, string script) =>
        PwshRun.OfAsync(pwsh, script, new Dictionary<string, string?> { ["KUBECONFIG"] = fake.KubeConfigPath });
}
