using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Logs;
using EksConnector.Core.Logs.AgentFiles;
using EksConnector.Core.Operations;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Reads the ends of the logs of connector-agent and connector-proxy concurrently.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="log">The log for verbose messages.</param>
/// <param name="clock">The time provider.</param>
internal sealed class ConnectionReader(IKubernetesClient client, IOperationLog log, TimeProvider clock)
{
    // A healthy agent writes a few lines per hour, and a proxy usually only errors.
    private const int AgentEntries = 400;
    private const int ProxyEntries = 150;

    // A skipped finding reports why the files were not read.
    private readonly VerboseOnlyLog _log = new(log);

    /// <summary>Reads the logs.</summary>
    /// <param name="snapshot">The snapshot with the StatefulSet and its Pods.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task<ConnectionFacts> ReadAsync(ConnectorSnapshot snapshot, CancellationToken cancellationToken)
    {
        Task<(ContainerRun Run, LogResult Log)[]> agents = ReadAsync(snapshot, ConnectorNames.AgentContainer, AgentEntries, cancellationToken);
        Task<(ContainerRun Run, LogResult Log)[]> proxies = ReadAsync(snapshot, ConnectorNames.ProxyContainer, ProxyEntries, cancellationToken);
        await Task.WhenAll(agents, proxies).ConfigureAwait(false);
        return new ConnectionFacts
        {
            Agents = [.. (await agents.ConfigureAwait(false)).Select(read => Agent(read.Run, read.Log))],
            Proxies = [.. (await proxies.ConfigureAwait(false)).Select(read => Proxy(read.Run, read.Log))],
        };
    }

    private static AgentFacts Agent(ContainerRun run, LogResult log)
    {
        AgentFacts facts = AgentLogParser.Parse(new AgentFacts { Pod = run.Pod, Run = run, Unread = log.Unread, FilesUnread = log.FilesUnread }, log.Entries);
        if (log.Before.Count == 0)
        {
            return facts;
        }

        // An instance that has just started has not failed yet, so the errors of the previous instance are used.
        AgentFacts before = AgentLogParser.Parse(new AgentFacts { Pod = run.Pod, Run = run }, log.Before);
        return facts with { Faults = facts.Faults.Count > 0 || facts.IsConnected == true ? facts.Faults : before.Faults, Fatal = facts.Fatal ?? before.Fatal };
    }

    private static ProxyFacts Proxy(ContainerRun run, LogResult log)
    {
        ProxyFacts facts = ProxyLogParser.Parse(new ProxyFacts { Pod = run.Pod, Run = run, Unread = log.Unread }, [.. log.Before, .. log.Entries]);
        return facts with { Fatal = facts.Fatal ?? ProxyLogParser.FatalOf(log.Before) };
    }

    private async Task<(ContainerRun Run, LogResult Log)[]> ReadAsync(ConnectorSnapshot snapshot, string container, int entries, CancellationToken cancellationToken)
    {
        var request = new LogRequest { Tail = entries };
        LogRequest before = request with { Previous = true };
        var selection = new LogSelection(request, _log);
        var earlier = new LogSelection(before, _log);
        var reads = new List<Task<(ContainerRun Run, LogResult Log)>>();
        foreach (Pod pod in snapshot.Pods)
        {
            if (selection.RunOf(snapshot, pod, container) is { } source)
            {
                ContainerRun run = Run(pod, container);
                LogSource? last = run is { IsFailing: true, IsRunning: true } ? earlier.RunOf(snapshot, pod, container) : null;
                reads.Add(ReadAsync(run, source, request, last, before, snapshot.Namespace, cancellationToken));
            }
        }

        return await Task.WhenAll(reads).ConfigureAwait(false);
    }

    private async Task<(ContainerRun Run, LogResult Log)> ReadAsync(
        ContainerRun run, LogSource source, LogRequest request, LogSource? last, LogRequest before, string @namespace, CancellationToken cancellationToken)
    {
        Task<LogResult> now = ReadAsync(source, request, @namespace, cancellationToken);
        Task<LogResult>? earlier = last is null ? null : ReadAsync(last, before, @namespace, cancellationToken);
        LogResult result = await now.ConfigureAwait(false);
        return (run, earlier is null ? result : result with { Before = (await earlier.ConfigureAwait(false)).Entries });
    }

    private async Task<LogResult> ReadAsync(LogSource source, LogRequest request, string @namespace, CancellationToken cancellationToken)
    {
        if (source is not { IsAgent: true, IsRunning: true, Origin.IsPrevious: false })
        {
            return await ReadTailAsync(source, request, @namespace, cancellationToken).ConfigureAwait(false);
        }

        Task<LogResult> console = ReadTailAsync(source, request with { SkipsFiles = true }, @namespace, cancellationToken);
        IReadOnlyList<AgentFileEnd>? files = await new AgentFileEnds(client).ReadAsync(source, cancellationToken).ConfigureAwait(false);
        LogResult read = await console.ConfigureAwait(false);
        return files is null
            ? await ReadTailAsync(source, request, @namespace, cancellationToken).ConfigureAwait(false)
            : read with { Entries = AgentTimeline.InOrder(files, read.Entries), Unread = null, FilesUnread = Hidden(files) };
    }

    private async Task<LogResult> ReadTailAsync(LogSource source, LogRequest request, string @namespace, CancellationToken cancellationToken)
    {
        LogReading reading = new LogReader(client, request, new LogConsumers(request, cancellationToken), _log).Start([source], cancellationToken)[0];
        var entries = new List<LogEntry>();
        try
        {
            await foreach (IReadOnlyList<object> batch in reading.Output.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                entries.AddRange(batch.OfType<LogEntry>());
            }
        }
        finally
        {
            // The client must not be in use after this method returns.
            await reading.Task.ConfigureAwait(false);
        }

        EksConnectorException? failure = reading.Output.Failure;
        return new LogResult(
            entries,
            failure is null || entries.Count > 0 ? null : Unread.Because(failure, "get", "pods/log", null, @namespace),
            FilesUnread(reading.Output, @namespace));
    }

    // The end of the connection may be in a file that is not visible.
    private static Unread? Hidden(IReadOnlyList<AgentFileEnd> files) =>
        files.Any(file => file.Name == AgentFileScript.HiddenName) && files.Any(file => AgentFile.IsRotated(file.Name))
            ? new Unread($"newer lines of the agent's log may exist: {AgentFileReader.HiddenFiles}")
            : null;

    private static Unread? FilesUnread(LogOutput output, string @namespace)
    {
        if (output.ConsoleReason is not { } why)
        {
            return null;
        }

        // Without the lines of the worker, it is not known whether the agent is connected.
        const string lost = "the agent's log files, which alone show its connection, were not read:";
        return output.FilesFailure?.ErrorId == ErrorIds.AccessDenied
            ? new Unread(
                $"{lost} this user is not permitted to run commands in the Pods of namespace '{@namespace}' (RBAC: verbs get and create, resource pods/exec)",
                $"Request the verbs get and create on pods/exec in namespace '{@namespace}', or run this as a user who has them.")
            : new Unread($"{lost} {OneLine.Of(why)}");
    }

    private ContainerRun Run(Pod pod, string container)
    {
        Wire.ContainerStatus? status = pod.Status?.ContainerStatuses.OrEmpty().FirstOrDefault(candidate => candidate.Name == container);
        ContainerStateTerminated? ended = status?.State?.Terminated;
        ContainerStateTerminated? before = status?.LastState?.Terminated;
        bool isRunning = status?.State?.Running is not null;
        bool endedLately = CrashLoop.IsLikely(status?.RestartCount ?? 0, CrashLoop.RestartsWithLog, before?.ExitCode, before?.FinishedAt, clock.GetUtcNow());
        return new ContainerRun
        {
            Pod = pod.Metadata?.Name ?? string.Empty,
            IsRunning = isRunning,
            IsFailing = isRunning ? endedLately : ended is { ExitCode: not 0 } || (ended is null && before is { ExitCode: not 0 }),
            Restarts = status?.RestartCount ?? 0,
            StartedAt = status?.State?.Running?.StartedAt?.UtcDateTime,
        };
    }

    /// <summary>The log of one container.</summary>
    /// <param name="Entries">The end of the log.</param>
    /// <param name="Unread">The reason why the log could not be read; null if it was read.</param>
    /// <param name="FilesUnread">The reason why the agent's log files were not read; null if they were read or do not exist.</param>
    private sealed record LogResult(IReadOnlyList<LogEntry> Entries, Unread? Unread, Unread? FilesUnread)
    {
        /// <summary>The end of the log of the previous instance if the container exits repeatedly.</summary>
        public IReadOnlyList<LogEntry> Before { get; init; } = [];
    }
}
