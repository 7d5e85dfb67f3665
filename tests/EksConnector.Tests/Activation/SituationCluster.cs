using EksConnector.FakeCluster;

namespace EksConnector.Tests.Activation;

/// <summary>A fake cluster for all situations, each in its own namespace.</summary>
public sealed class SituationCluster : IAsyncLifetime
{
    private FakeKubernetes? _fake;
    private int _loadedCount;

    public string KubeConfigPath => _fake!.KubeConfigPath;

    public async Task InitializeAsync() => _fake = await FakeKubernetes.StartAsync();

    public async Task<string> EnterAsync(Situation situation)
    {
        string @namespace = $"situation-{Interlocked.Increment(ref _loadedCount)}";
        await _fake!.EnterTextAsync(situation.Text, @namespace);
        return @namespace;
    }

    public async Task DisposeAsync() => await _fake!.DisposeAsync();
}
