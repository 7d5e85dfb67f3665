using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>What a container wrote, as the API server fetches it from the pod's node.</summary>
internal static class PodLog
{
    public static async Task AnswerAsync(HttpContext context, ApiRequest request, ClusterState cluster, CancellationToken stopping)
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

        DemandRun(pod, container, options.Previous);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        using var run = new ContainerRun(cluster.Store, pod, container);
        ContainerLog log = cluster.Logs.Open(pod.Namespace, pod.Name, container, options.Previous);
        await SendAsync(context, log, options.Previous ? Task.CompletedTask : run.Ended, options, end.Token).ConfigureAwait(false);
    }

    public static string ContainerOf(StoredObject pod, string? wanted)
    {
        string[] main = PodContainers.Names(pod.Json, "containers");
        string[] init = PodContainers.Names(pod.Json, "initContainers");
        if (string.IsNullOrEmpty(wanted))
        {
            return main.Length == 1 && init.Length == 0
                ? main[0]
                : throw ApiError.BadRequest(
                    $"a container name must be specified for pod {pod.Name}, choose one of: [{string.Join(' ', main)}]"
                    + (init.Length > 0 ? $" or one of the init containers: [{string.Join(' ', init)}]" : string.Empty));
        }

        return main.Contains(wanted, StringComparer.Ordinal) || init.Contains(wanted, StringComparer.Ordinal)
            ? wanted
            : throw ApiError.BadRequest($"container {wanted} is not valid for pod {pod.Name}");
    }

    private static void DemandRun(StoredObject pod, string container, bool previous)
    {
        JsonNode? status = PodContainers.StatusOf(pod.Json, container);
        bool ranBefore = status?["lastState"]?["terminated"] is not null;
        if (previous)
        {
            if (!ranBefore)
            {
                throw ApiError.BadRequest($"previous terminated container \"{container}\" in pod \"{pod.Name}\" not found");
            }

            return;
        }

        if (status?["state"]?["waiting"] is { } waiting && !ranBefore)
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

    // What is written later is told as it comes, where the client follows.
    private static async Task SendAsync(HttpContext context, ContainerLog log, Task runEnded, LogOptions options, CancellationToken end)
    {
        // Whoever sees the answer begin may write what is new to it.
        long next = FirstLine(log, options);
        context.Response.ContentType = "text/plain";
        context.Response.Headers.CacheControl = "no-cache, private";
        context.Response.Headers["Audit-Id"] = Guid.NewGuid().ToString();
        await context.Response.Body.FlushAsync(end).ConfigureAwait(false);
        using var writer = new LogWriter(context.Response.Body, options, end);
        while (true)
        {
            bool isOver = !options.Follow || runEnded.IsCompleted;
            (long count, bool isEnded, Task changed) = log.Now;
            for (; next < count && !writer.IsFull; next++)
            {
                await writer.WriteAsync(log[next]).ConfigureAwait(false);
            }

            await writer.FlushAsync().ConfigureAwait(false);
            if (isOver || isEnded || writer.IsFull)
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
