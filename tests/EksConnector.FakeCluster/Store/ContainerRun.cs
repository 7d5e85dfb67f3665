using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>The present run of a container: it is over when the container ends or begins anew, or when its pod goes.</summary>
internal sealed class ContainerRun : IDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IDisposable _observation;
    private readonly ObjectKey _pod;
    private readonly string _container;
    private readonly string? _id;

    public ContainerRun(ObjectStore store, StoredObject pod, string container)
    {
        _pod = pod.Key;
        _container = container;
        _id = IdOf(pod, container);
        _observation = store.Observe(change => Look(change.Before ?? change.After, change.After));
        Look(pod, store.Current.Objects.GetValueOrDefault(_pod));
    }

    /// <summary>Ends with the run; it has ended already where the container does not run.</summary>
    public Task Ended => _ended.Task;

    public void Dispose() => _observation.Dispose();

    private void Look(StoredObject? known, StoredObject? now)
    {
        if (known?.Key == _pod && (_id is null || now is null || IdOf(now, _container) != _id))
        {
            _ended.TrySetResult();
        }
    }

    // What tells two runs apart; null where the container does not run.
    private static string? IdOf(StoredObject pod, string container) =>
        PodContainers.StatusOf(pod.Json, container) is { } status && status["state"]?["running"] is JsonObject running
            ? $"{pod.Json["metadata"]?["uid"]} {status["restartCount"]} {running["startedAt"]}"
            : null;
}
