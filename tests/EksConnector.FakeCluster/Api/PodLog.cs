using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>Handles requests for container logs, which an API server reads from the node of the Pod.</summary>
internal static class PodLog
{
    public static async Task HandleAsync(HttpContext context, ApiRequest request, ClusterState cluster, CancellationToken stopping)
    {
        ResourceKind pods = ResourceKinds.Named("pods");
        if (!cluster.Store.Current.Objects.TryGetValue(new ObjectKey("pods", request.Namespace, request.Name), out StoredObject? pod))
        {
            throw ApiError.NotFound(pods, request.Name);
        }

        LogOptions options = LogOptions.Read(request);
        string container = ContainerOf(pod, options.Container);
        if ((string?)pod.Json["spec"]?["nodeName"] is not { } node)
        {
            await Answers.PlainTextAsync(context, 200, string.Empty).ConfigureAwait(false);
            return;
        }

        if (LostNode.AddressOf(cluster, node) is { } address)
        {
            throw new ApiError(
                500,
                "InternalError",
                $"Get \"https://{address}:10250/containerLogs/{pod.Namespace}/{pod.Name}/{container}\": dial tcp {address}:10250: connect: no route to host");
        }

        EnsureLogExists(pod, container, options.Previous);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        using var run = new ContainerRun(cluster.Store, pod, container);
        ContainerLog log = cluster.Logs.Open(pod.Namespace, pod.Name, container, options.Previous);
        await SendAsync(context, log, options.Previous ? Task.CompletedTask : run.Ended, options, end.Token).ConfigureAwait(false);
    }

    public static string ContainerOf(StoredObject pod, string? requested)
    {
        string[] main = PodContainers.Names(pod.Json, "containers");
        string[] init = PodContainers.Names(pod.Json, "initContainers");
        if (string.IsNullOrEmpty(requested))
        {
            return main.Length == 1 && init.Length == 0
                ? main[0]
                : throw ApiError.BadRequest(
                    $"a container name must be specified for pod {pod.Name}, choose one of: [{string.Join(' ', main)}]"
                    + (init.Length > 0 ? $" or one of the init containers: [{string.Join(' ', init)}]" : string.Empty));
        }

        return main.Contains(requested, StringComparer.Ordinal) || init.Contains(requested, StringComparer.Ordinal)
            ? requested
            : throw ApiError.BadRequest($"container {requested} is not valid for pod {pod.Name}");
    }

    private static void EnsureLogExists(StoredObject pod, string container, bool previous)
    {
        JsonNode? status = PodContainers.StatusOf(pod.Json, container);
        bool hasEarlierRun = status?["lastState"]?["terminated"] is not null;
        if (previous)
        {
            if (!hasEarlierRun)
            {
                throw ApiError.BadRequest($"previous terminated container \"{container}\" in pod \"{pod.Name}\" not found");
            }

            return;
        }

        if (status?["state"]?["waiting"] is { } waiting && !hasEarlierRun)
        {
            string reason = (string?)waiting["reason"] switch
            {
                "ErrImagePull" => "image can't be pulled",
                "ImagePullBackOff" => "trying and failing to pull image",
                var other => other ?? string.Empty,
            };
            throw ApiError.BadRequest($"container \"{container}\" in pod \"{pod.Name}\" is waiting to start: {reason}");
        }
    }

    // If the client follows the log, lines are sent as they are written.
    private static async Task SendAsync(HttpContext context, ContainerLog log, Task runEnded, LogOptions options, CancellationToken end)
    {
        // A test that sees the response headers can append lines, which must count as new.
        long next = FirstLine(log, options);
        context.Response.ContentType = "text/plain";
        context.Response.Headers.CacheControl = "no-cache, private";
        context.Response.Headers["Audit-Id"] = Guid.NewGuid().ToString();
        await context.Response.Body.FlushAsync(end).ConfigureAwait(false);
        using var writer = new LogWriter(context.Response.Body, options, end);
        while (true)
        {
            bool isComplete = !options.Follow || runEnded.IsCompleted;
            (long count, bool isEnded, Task changed) = log.Now;
            for (; next < count && !writer.IsFull; next++)
            {
                await writer.WriteAsync(log[next]).ConfigureAwait(false);
            }

            await writer.FlushAsync().ConfigureAwait(false);
            if (isComplete || isEnded || writer.IsFull)
            {
                return;
            }

            await Task.WhenAny(changed, runEnded).WaitAsync(end).ConfigureAwait(false);
        }
    }

    private static long FirstLine(ContainerLog log, LogOptions options)
    {
        long tail = options.TailLines is { } lines ? Math.Max(0, log.Now.Count - lines) : 0;
        return options.Since is { } since ? Math.Max(tail, log.IndexOf(since)) : tail;
    }
}
