namespace EksConnector.FakeCluster;

/// <summary>The log of one run of a container.</summary>
internal sealed class ContainerLog
{
    private readonly object _gate = new();
    private readonly List<LogLine> _lines = [];
    private readonly long _generatedLines;
    private readonly Func<long, LogLine>? _generate;
    private TaskCompletionSource _changed = NewSignal();
    private bool _isEnded;

    public ContainerLog(IEnumerable<LogLine> lines) => _lines.AddRange(lines);

    /// <summary>Creates a log that starts with lines that are generated when they are read.</summary>
    public ContainerLog(long generatedLines, Func<long, LogLine> generate)
    {
        _generatedLines = generatedLines;
        _generate = generate;
    }

    public LogLine this[long index]
    {
        get
        {
            if (index < _generatedLines)
            {
                return _generate!(index);
            }

            lock (_gate)
            {
                return _lines[(int)(index - _generatedLines)];
            }
        }
    }

    /// <summary>The number of lines, whether the log is complete, and a task that completes at the next change.</summary>
    public (long Count, bool IsEnded, Task Changed) Now
    {
        get
        {
            lock (_gate)
            {
                return (_generatedLines + _lines.Count, _isEnded, _changed.Task);
            }
        }
    }

    public void Append(IReadOnlyList<LogLine> lines) => Change(() => _lines.AddRange(lines));

    public void End() => Change(() => _isEnded = true);

    /// <summary>Returns the index of the first line that was written at or after a time.</summary>
    public long IndexOf(DateTime time)
    {
        long low = 0;
        long high = Now.Count;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (this[middle].Time < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            _changed.SetResult();
            _changed = NewSignal();
        }
    }
}
