using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.PowerShell.Tests;

/// <summary>A fake cluster for a class of tests, a fake AWS beside it, and the environment that leads to both.</summary>
public sealed class FakeFixture : IAsyncLifetime
{
    private FakeKubernetes? _fake;
    private FakeAws? _aws;

    public FakeKubernetes Fake => _fake!;

    /// <summary>An AWS in the state of the scenario <c>healthy</c>; a test that changes it starts one of its own.</summary>
    public FakeAws Aws => _aws!;

    public IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?>(Aws.Environment, StringComparer.Ordinal) { ["KUBECONFIG"] = Fake.KubeConfigPath };

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 8 });
        await _fake.EnterAsync("one-pod-broken");
        await _fake.EnterAsync("healthy", "healthy");
        await _fake.EnterAsync("complete", "complete");
        await _fake.EnterAsync("scaled-to-zero", "zero");
        _aws = await FakeAws.StartAsync();
        await _aws.EnterAsync("healthy");
    }

    public async Task DisposeAsync()
    {
        await _fake!.DisposeAsync();
        await _aws!.DisposeAsync();
    }
}
