using EksConnector.FakeCluster;

namespace EksConnector.Tests.Integration;

/// <summary>The fake cluster, in this process.</summary>
public sealed class FakeTestCluster : ITestCluster, IAsyncLifetime
{
    private FakeKubernetes? _fake;

    public string KubeConfigPath => _fake!.KubeConfigPath;

    public async Task InitializeAsync() => _fake = await FakeKubernetes.StartAsync();

    public async Task<string> EnterAsync(string scenario)
    {
        string name = $"it-{scenario}";
        await _fake!.EnterAsync(scenario, name);
        return name;
    }

    public async Task DisposeAsync() => await _fake!.DisposeAsync();
}
