using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>What a container wrote, as the API server fetches it from the pod's node.</summary>
internal static class PodLog
{
    public static Task AnswerAsync(HttpContext context, ApiRequest request, ClusterState cluster)
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
            return Answers.PlainTextAsync(context, 200, string.Empty);
        }

        DemandNode(cluster, pod, node, container);
        DemandRun(pod, container, options.Previous);
        return Answers.PlainTextAsync(context, 200, Render(cluster, pod, container, options));
    }

    private static string ContainerOf(StoredObject pod, string? wanted)
    {
        string[] main = Names(pod, "containers");
        string[] init = Names(pod, "initContainers");
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

    private static string[] Names(StoredObject pod, string list) =>
        [.. (pod.Json["spec"]?[list] as JsonArray ?? []).Select(container => (string)container!["name"]!)];

    private static void DemandNode(ClusterState cluster, StoredObject pod, string node, string container)
    {
        if (!cluster.Store.Current.Objects.TryGetValue(new ObjectKey("nodes", string.Empty, node), out StoredObject? found))
        {
            return;
        }

        bool lost = (found.Json["status"]?["conditions"] as JsonArray ?? []).Any(condition =>
            (string?)condition!["type"] == "Ready" && (string?)condition["status"] == "Unknown");
        if (lost)
        {
            var address = (string?)found.Json["status"]?["addresses"]?[0]?["address"];
            throw new ApiError(
                500,
                "InternalError",
                $"Get \"https://{address}:10250/containerLogs/{pod.Namespace}/{pod.Name}/{container}\": dial tcp {address}:10250: connect: no route to host");
        }
    }

    private static void DemandRun(StoredObject pod, string container, bool previous)
    {
        JsonNode? status = ((string[])["containerStatuses", "initContainerStatuses"])
            .SelectMany(list => pod.Json["status"]?[list] as JsonArray ?? [])
            .FirstOrDefault(item => (string?)item!["name"] == container);
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

    private static string Render(ClusterState cluster, StoredObject pod, string container, LogOptions options)
    {
        IEnumerable<LogLine> lines = cluster.Logs.Find(pod.Namespace, pod.Name, container, options.Previous) ?? [];
        if (options.Since is { } since)
        {
            lines = lines.Where(line => line.Time >= since);
        }

        if (options.TailLines is { } tail)
        {
            lines = lines.TakeLast(tail);
        }

        var text = new StringBuilder();
        foreach (LogLine line in lines)
        {
            if (options.Timestamps)
            {
                text.Append(line.Time.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture)).Append("00Z ");
            }

            text.Append(line.Text).Append('\n');
        }

        string all = text.ToString();
        return options.LimitBytes is { } limit && limit < all.Length ? all[..limit] : all;
    }
}
