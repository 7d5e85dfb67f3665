using EksConnector.FakeCluster;

namespace EksConnector.PowerShell.Tests;

/// <summary>A fake cluster for a class of tests, and the environment that leads to it.</summary>
public sealed class FakeFixture : IAsyncLifetime
{
    private FakeKubernetes? _fake;

    public FakeKubernetes Fake => _fake!;

    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?> { ["KUBECONFIG"] = Fake.KubeConfigPath };

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 8 });
        await _fake.EnterAsync("one-pod-broken");
        await _fake.EnterAsync("healthy", "healthy");
        await _fake.EnterAsync("scaled-to-zero", "zero");
    }

    public async Task DisposeAsync() => await _fake!.DisposeAsync();
}
