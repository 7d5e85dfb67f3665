using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>The current run of a container, which ends when the container ends or restarts, or when its Pod is deleted.</summary>
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
        _observation = store.Observe(change => CheckEnded(change.Before ?? change.After, change.After));
        CheckEnded(pod, store.Current.Objects.GetValueOrDefault(_pod));
    }

    /// <summary>Completes when the run ends; it is already completed if the container is not running.</summary>
    public Task Ended => _ended.Task;

    public void Dispose() => _observation.Dispose();

    private void CheckEnded(StoredObject? known, StoredObject? now)
    {
        if (known?.Key == _pod && (_id is null || now is null || IdOf(now, _container) != _id))
        {
            _ended.TrySetResult();
        }
    }

    // Identifies a run; null if the container is not running.
    private static string? IdOf(StoredObject pod, string container) =>
        PodContainers.StatusOf(pod.Json, container) is { } status && status["state"]?["running"] is JsonObject running
            ? $"{pod.Json["metadata"]?["uid"]} {status["restartCount"]} {running["startedAt"]}"
            : null;
}
