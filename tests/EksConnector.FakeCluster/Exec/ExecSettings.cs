using System.Collections.Concurrent;

namespace EksConnector.FakeCluster;

/// <summary>Settings for commands in containers. As in the real images, only connector-agent contains tools.</summary>
public sealed class ExecSettings
{
    private readonly ConcurrentDictionary<string, bool> _removed = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private int _running;
    private TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The supported protocols in order of preference. Servers before version 1.30 do not support v5.</summary>
    public IReadOnlyList<string> Protocols { get; set; } = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

    /// <summary>Whether a WebSocket requires the verb create in addition to get, as since version 1.35.</summary>
    public bool DemandsCreate { get; set; }

    /// <summary>
    /// Whether the server accepts the WebSocket before it looks for the container, as since version 1.30; problems are then reported as the
    /// status of the command.
    /// </summary>
    public bool TranslatesAtServer { get; set; }

    /// <summary>The environment variables of commands, such as those for a proxy.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>();

    /// <summary>Waits until no command is running.</summary>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>A task that completes when no command is running.</returns>
    public Task WaitForIdleAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return _running == 0 ? Task.CompletedTask : _idle.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Removes a program from the image of connector-agent, such as <c>cat</c> or <c>sh</c>.</summary>
    /// <param name="program">The name of the program.</param>
    public void RemoveTool(string program) => _removed[program] = true;

    /// <summary>Restores all removed programs.</summary>
    public void RestoreTools() => _removed.Clear();

    internal bool Has(string container, string program) => container == "connector-agent" && !_removed.ContainsKey(program);

    internal IDisposable BeginCommand()
    {
        lock (_gate)
        {
            _running++;
        }

        return new RunningCommand(EndCommand);
    }

    private void EndCommand()
    {
        lock (_gate)
        {
            _running--;
            if (_running == 0)
            {
                _idle.SetResult();
                _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private sealed class RunningCommand(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
