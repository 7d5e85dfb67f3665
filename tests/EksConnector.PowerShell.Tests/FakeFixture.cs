using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.PowerShell.Tests;

/// <summary>A fake cluster and a fake of AWS for a class of tests, and the environment variables for both.</summary>
public sealed class FakeFixture : IAsyncLifetime
{
    private FakeKubernetes? _fake;
    private FakeAws? _aws;

    public FakeKubernetes Fake => _fake!;

    /// <summary>A fake of AWS with the scenario <c>healthy</c>. A test that changes it must start another one.</summary>
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
