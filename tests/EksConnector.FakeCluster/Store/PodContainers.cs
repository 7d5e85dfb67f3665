using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>Finds the containers of a Pod, and changes their status as the kubelet does.</summary>
internal static class PodContainers
{
    public static string[] Names(JsonNode pod, string list) =>
        [.. (pod["spec"]?[list] as JsonArray ?? []).Select(container => (string)container!["name"]!)];

    public static JsonNode? StatusOf(JsonNode pod, string container) => ((string[])["containerStatuses", "initContainerStatuses"])
        .SelectMany(list => pod["status"]?[list] as JsonArray ?? [])
        .FirstOrDefault(item => (string?)item!["name"] == container);

    public static bool IsRunning(JsonNode pod, string container) => StatusOf(pod, container)?["state"]?["running"] is not null;

    /// <summary>Ends the current run of a container.</summary>
    /// <param name="pod">The Pod, which is changed.</param>
    /// <param name="container">The container.</param>
    /// <param name="exitCode">The exit code.</param>
    /// <param name="isRestarted">Whether the container runs isRestarted; otherwise it waits in CrashLoopBackOff.</param>
    public static void End(JsonObject pod, string container, int exitCode, bool isRestarted)
    {
        var status = (JsonObject)(StatusOf(pod, container) ?? throw new KeyNotFoundException($"The Pod has no container '{container}'."));
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
        if (isRestarted)
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

        status["ready"] = isRestarted;
        status["started"] = isRestarted;
    }
}
