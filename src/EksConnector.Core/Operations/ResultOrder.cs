namespace EksConnector.Core.Operations;

/// <summary>Holds the results of each cluster back until the work on all clusters before it has ended.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="write">Takes what was held back.</param>
internal sealed class ResultOrder<T>(Action<OperationEvent<T>> write)
{
    private readonly object _gate = new();
    private readonly Dictionary<int, List<OperationEvent<T>>> _held = [];
    private readonly HashSet<int> _ended = [];

    // Flows into everything that the work on a cluster starts.
    private readonly AsyncLocal<int?> _index = new();
    private int _next;

    /// <summary>Says that everything from here on, in this flow, belongs to one cluster.</summary>
    /// <param name="index">Its place in the order.</param>
    public void Begin(int index) => _index.Value = index;

    /// <summary>Keeps a result or a failure where it is not the turn of its cluster.</summary>
    /// <param name="operationEvent">The result or the failure.</param>
    /// <returns>Whether it is kept; where it is not, it can be written at once.</returns>
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

    /// <summary>Says that the work on a cluster has ended, and gives what waited for it.</summary>
    /// <param name="index">Its place in the order.</param>
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
