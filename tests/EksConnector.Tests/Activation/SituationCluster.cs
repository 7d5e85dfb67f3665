using EksConnector.FakeCluster;

namespace EksConnector.Tests.Activation;

/// <summary>One fake cluster for all situations, each in a namespace of its own.</summary>
public sealed class SituationCluster : IAsyncLifetime
{
    private FakeKubernetes? _fake;
    private int _entered;

    public string KubeConfigPath => _fake!.KubeConfigPath;

    public async Task InitializeAsync() => _fake = await FakeKubernetes.StartAsync();

    public async Task<string> EnterAsync(Situation situation)
    {
        string @namespace = $"situation-{Interlocked.Increment(ref _entered)}";
        await _fake!.EnterTextAsync(situation.Text, @namespace);
        return @namespace;
    }

    public async Task DisposeAsync() => await _fake!.DisposeAsync();
}
