using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>Finds a pod's containers, and changes what its status says of them as the kubelet does.</summary>
internal static class PodContainers
{
    public static string[] Names(JsonNode pod, string list) =>
        [.. (pod["spec"]?[list] as JsonArray ?? []).Select(container => (string)container!["name"]!)];

    public static JsonNode? StatusOf(JsonNode pod, string container) => ((string[])["containerStatuses", "initContainerStatuses"])
        .SelectMany(list => pod["status"]?[list] as JsonArray ?? [])
        .FirstOrDefault(item => (string?)item!["name"] == container);

    public static bool IsRunning(JsonNode pod, string container) => StatusOf(pod, container)?["state"]?["running"] is not null;

    /// <summary>The present run ended.</summary>
    /// <param name="pod">The pod, which is changed.</param>
    /// <param name="container">The container.</param>
    /// <param name="exitCode">How it ended.</param>
    /// <param name="again">Whether the next run has begun; otherwise it waits in a crash loop.</param>
    public static void End(JsonObject pod, string container, int exitCode, bool again)
    {
        var status = (JsonObject)(StatusOf(pod, container) ?? throw new KeyNotFoundException($"The pod has no container {container}."));
        string now = JsonText.Time(DateTime.UtcNow);
        status["lastState"] = new JsonObject
        {
            ["terminated"] = new JsonObject
            {
                ["exitCode"] = exitCode,
                ["reason"] = exitCode == 0 ? "Completed" : "Error",
                ["startedAt"] = ((string?)status["state"]?["running"]?["startedAt"]) ?? now,
                ["finishedAt"] = now,
                ["containerID"] = (string?)status["containerID"],
            },
        };
        int restarts = (int?)status["restartCount"] ?? 0;
        if (again)
        {
            status["restartCount"] = restarts + 1;
            status["containerID"] = "containerd://" + ObjectStore.UidOf($"{status["containerID"]}/{restarts + 1}").Replace("-", string.Empty, StringComparison.Ordinal);
            status["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = now } };
        }
        else
        {
            status["state"] = new JsonObject
            {
                ["waiting"] = new JsonObject { ["reason"] = "CrashLoopBackOff", ["message"] = $"back-off 5m0s restarting failed container={container}" },
            };
        }

        status["ready"] = again;
        status["started"] = again;
    }
}
