namespace EksConnector.Core.Operations;

/// <summary>Buffers the results of each cluster until the work on all preceding clusters is completed.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="write">The callback for the buffered events.</param>
internal sealed class ResultOrder<T>(Action<OperationEvent<T>> write)
{
    private readonly object _gate = new();
    private readonly Dictionary<int, List<OperationEvent<T>>> _held = [];
    private readonly HashSet<int> _ended = [];

    // The value flows to all tasks that the work on a cluster starts.
    private readonly AsyncLocal<int?> _index = new();
    private int _next;

    /// <summary>Assigns everything that follows in this execution context to one cluster.</summary>
    /// <param name="index">The index of the cluster.</param>
    public void Begin(int index) => _index.Value = index;

    /// <summary>Buffers a result or a failure if the preceding clusters are not completed.</summary>
    /// <param name="operationEvent">The result or the failure.</param>
    /// <returns>Whether it is buffered; if not, it can be written immediately.</returns>
    public bool Holds(OperationEvent<T> operationEvent)
    {
        lock (_gate)
        {
            if (_index.Value is not { } index || index <= _next)
            {
                return false;
            }

            if (!_held.TryGetValue(index, out List<OperationEvent<T>>? events))
            {
                _held[index] = events = [];
            }

            events.Add(operationEvent);
            return true;
        }
    }

    /// <summary>Marks the work on a cluster as completed and writes the buffered events that follow.</summary>
    /// <param name="index">The index of the cluster.</param>
    public void End(int index)
    {
        lock (_gate)
        {
            _ended.Add(index);
            while (_ended.Remove(_next))
            {
                _next++;
                if (_held.Remove(_next, out List<OperationEvent<T>>? events))
                {
                    events.ForEach(write);
                }
            }
        }
    }
}
