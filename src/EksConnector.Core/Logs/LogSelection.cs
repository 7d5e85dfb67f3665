using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs;

/// <summary>Finds the requested logs in a snapshot, and warns about omitted logs. It does not send requests.</summary>
/// <param name="request">The request.</param>
/// <param name="log">The log for warnings about omitted data.</param>
internal sealed class LogSelection(LogRequest request, IOperationLog log)
{
    private readonly WildcardPattern[] _containers = Patterns(request.Containers);

    /// <summary>Finds the logs, in the order of the Pods and their containers.</summary>
    /// <param name="snapshot">The data that was read from the connector.</param>
    /// <returns>The logs; empty if no container has run yet.</returns>
    /// <exception cref="EksConnectorException">No Pod or no container matches the name.</exception>
    public IReadOnlyList<LogSource> Of(ConnectorSnapshot snapshot)
    {
        if (snapshot.Pods.Count == 0)
        {
            log.Warn(snapshot.IsScaledToZero
                ? $"{snapshot.Context}: the StatefulSet '{ConnectorNames.StatefulSet}' in namespace '{snapshot.Namespace}' is scaled to 0 replicas, so there is no log."
                : $"{snapshot.Context}: the connector has no Pod in namespace '{snapshot.Namespace}', so there is no log. For the reason, run Get-EksConnectorStatus.");
            return [];
        }

        string[] wanted = PodsWanted(snapshot);
        WildcardPattern[] patterns = Patterns(wanted);
        Pod[] pods = [.. snapshot.Pods.Where(pod => Fits(patterns, Name(pod))).OrderBy(pod => Name(pod).Length).ThenBy(Name, StringComparer.Ordinal)];
        if (pods.Length == 0)
        {
            throw NotFound(snapshot, ErrorIds.PodNotFound, "pod", wanted, snapshot.Pods.Select(Name), "-Pod");
        }

        var sources = new List<LogSource>();
        var waiting = new List<string>();
        bool any = false;
        foreach (Pod pod in pods)
        {
            foreach (string container in ContainersOf(pod).Where(name => Fits(_containers, name)))
            {
                any = true;
                Kubernetes.Models.ContainerStatus? status = pod.StatusOf(container);
                if (TryMake(snapshot, pod, container, status) is { } source)
                {
                    sources.Add(source);
                    ReportEarlierRun(source, status);
                }
                else
                {
                    waiting.Add($"{Name(pod)}/{container}{Why(status)}");
                }
            }
        }

        if (!any)
        {
            throw NotFound(snapshot, ErrorIds.ContainerNotFound, "container", request.Containers, pods.SelectMany(ContainersOf).Distinct(StringComparer.Ordinal), "-Container");
        }

        ReportWaiting(snapshot, sources, waiting);
        return sources;
    }

    /// <summary>Finds the current instance of a container.</summary>
    /// <param name="snapshot">The data that was read from the connector.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <returns>The instance; null if the container has not started.</returns>
    public LogSource? RunOf(ConnectorSnapshot snapshot, Pod pod, string container)
    {
        return TryMake(snapshot, pod, container, pod.StatusOf(container));
    }

    /// <summary>Returns the selected containers of the selected Pods.</summary>
    /// <param name="snapshot">The data that was read from the connector.</param>
    /// <returns>The Pods and their containers.</returns>
    public IEnumerable<(Pod Pod, string Container)> Containers(ConnectorSnapshot snapshot)
    {
        WildcardPattern[] patterns = Patterns(PodsWanted(snapshot));
        return from pod in snapshot.Pods
               where Fits(patterns, Name(pod))
               from container in ContainersOf(pod)
               where Fits(_containers, container)
               select (pod, container);
    }

    // Pods can be specified for a single cluster, such as those of status objects from the pipeline.
    private string[] PodsWanted(ConnectorSnapshot snapshot) =>
        [.. request.Pods
            .Where(choice => (choice.Namespace is null || choice.Namespace == snapshot.Namespace)
                && (choice.Context is null || choice.Context == snapshot.Context || new WildcardPattern(choice.Context).IsMatch(snapshot.Context)))
            .Select(choice => choice.Pod)
            .Distinct(StringComparer.Ordinal)];

    private static string Name(Pod pod) => pod.Metadata?.Name ?? string.Empty;

    private static IEnumerable<string> ContainersOf(Pod pod) =>
        pod.Spec?.InitContainers.OrEmpty().Concat(pod.Spec.Containers.OrEmpty()).Select(container => container.Name ?? string.Empty) ?? [];

    private static WildcardPattern[] Patterns(IReadOnlyList<string> patterns) => [.. patterns.Select(pattern => new WildcardPattern(pattern))];

    private static bool Fits(WildcardPattern[] patterns, string name) =>
        patterns.Length == 0 || Array.Exists(patterns, pattern => pattern.IsMatch(name));

    private static string Why(Kubernetes.Models.ContainerStatus? status) =>
        status?.State?.Waiting?.Reason is { Length: > 0 } reason ? $" ({reason})" : string.Empty;

    private static EksConnectorException NotFound(
        ConnectorSnapshot snapshot, string errorId, string kind, IReadOnlyList<string> requested, IEnumerable<string> known, string parameter) =>
        new(
            errorId,
            FailureCategory.ObjectNotFound,
            $"Context '{snapshot.Context}': the connector has no {kind} named '{string.Join("' or '", requested)}' in namespace '{snapshot.Namespace}'.",
            $"Specify another name with {parameter} (available: {string.Join(", ", known)}), or omit the parameter.")
        {
            Target = snapshot.Context,
        };

    private LogSource? TryMake(ConnectorSnapshot snapshot, Pod pod, string container, Kubernetes.Models.ContainerStatus? status)
    {
        ContainerStateTerminated? before = status?.LastState?.Terminated;
        bool isRunning = status?.State?.Running is not null;
        bool hasRun = request.Previous ? before is not null : isRunning || status?.State?.Terminated is not null || before is not null;
        return !hasRun
            ? null
            : new LogSource
            {
                Origin = new LogOrigin(snapshot.Context, snapshot.Namespace, Name(pod), container, request.Previous) { IsFromFleet = request.IsFleet },
                PodUid = pod.Metadata?.Uid,
                RunId = request.Previous ? before?.ContainerID : status?.ContainerID ?? before?.ContainerID,
                Restarts = Math.Max(0, (status?.RestartCount ?? 0) - (request.Previous ? 1 : 0)),
                IsRunning = isRunning && !request.Previous,
                IsAgent = container == ConnectorNames.AgentContainer,
            };
    }

    private void ReportEarlierRun(LogSource source, Kubernetes.Models.ContainerStatus? status)
    {
        if (request.Previous || status?.LastState?.Terminated is not { ExitCode: not 0 } failed)
        {
            return;
        }

        // Between two instances, the API returns the log of the last one.
        bool isShown = status.State?.Running is null && status.State?.Terminated is null;
        string when = failed.FinishedAt is { } end ? $" at {end.UtcDateTime:u}" : string.Empty;
        log.Warn(isShown
            ? $"{source} has been restarted {(status.RestartCount == 1 ? "once" : $"{status.RestartCount} times")}; this is the log of its last run, which failed (exit code {failed.ExitCode}{when}). Once it runs again, -Previous shows it."
            : $"{source} has an earlier run that failed (exit code {failed.ExitCode}{when}): -Previous shows its log.");
    }

    private void ReportWaiting(ConnectorSnapshot snapshot, List<LogSource> sources, List<string> waiting)
    {
        if (waiting.Count == 0)
        {
            return;
        }

        string list = string.Join(", ", waiting);
        if (request.Previous)
        {
            Report($"{snapshot.Context}: no previous instance of {list} was found.", isNeeded: sources.Count == 0);
        }
        else
        {
            Report($"{snapshot.Context}: no log exists yet for {list}. For the reason, run Get-EksConnectorStatus.", isNeeded: sources.Count == 0 || _containers.Length > 0);
        }

        void Report(string text, bool isNeeded)
        {
            if (isNeeded)
            {
                log.Warn(text);
            }
            else
            {
                log.Trace(text);
            }
        }
    }
}
