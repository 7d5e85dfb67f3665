using System.Collections.Concurrent;

namespace EksConnector.FakeCluster;

/// <summary>How the cluster runs commands in containers. As in the real images, connector-agent has tools, the others have none.</summary>
public sealed class ExecSettings
{
    private readonly ConcurrentDictionary<string, bool> _missing = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private int _running;
    private TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The protocols that the server speaks, the one it likes best first. Servers before 1.30 do not know version 5.</summary>
    public IReadOnlyList<string> Protocols { get; set; } = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

    /// <summary>Whether a WebSocket needs the verb create besides get, as from 1.35 on.</summary>
    public bool DemandsCreate { get; set; }

    /// <summary>
    /// Whether the answer says that it changes protocols before the container is looked for, as from 1.30 on; what is wrong with
    /// it is then told as the command's end.
    /// </summary>
    public bool TranslatesAtServer { get; set; }

    /// <summary>The environment variables that commands see, such as those of a proxy.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>();

    /// <summary>Waits until no command runs.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when none runs.</returns>
    public Task WaitForIdleAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return _running == 0 ? Task.CompletedTask : _idle.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes a program out of the image of connector-agent, such as <c>cat</c> or <c>sh</c>.</summary>
    /// <param name="program">The program's name.</param>
    public void RemoveTool(string program) => _missing[program] = true;

    /// <summary>Gives the programs back.</summary>
    public void RestoreTools() => _missing.Clear();

    internal bool Has(string container, string program) => container == "connector-agent" && !_missing.ContainsKey(program);

    internal IDisposable Count()
    {
        lock (_gate)
        {
            _running++;
        }

        return new Counted(Uncount);
    }

    private void Uncount()
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

    private sealed class Counted(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
