using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>
/// The table of Pods that the server renders for kubectl. It covers only the states of the scenarios. It is meant for inspecting the
/// fake cluster with kubectl, and tests of the module do not compare with it.
/// </summary>
internal static class PodTable
{
    private static readonly (string Name, string Type, int Priority)[] s_columns =
    [
        ("Name", "string", 0), ("Ready", "string", 0), ("Status", "string", 0), ("Restarts", "integer", 0), ("Age", "string", 0),
        ("IP", "string", 1), ("Node", "string", 1), ("Nominated Node", "string", 1), ("Readiness Gates", "string", 1),
    ];

    public static bool IsRequested(HttpRequest request, ResourceKind kind) =>
        kind.Plural == "pods" && request.Headers.Accept.ToString().Contains("as=Table", StringComparison.Ordinal);

    public static JsonObject Render(IEnumerable<StoredObject> pods, JsonObject? metadata) => new()
    {
        ["kind"] = "Table",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = metadata ?? [],
        ["columnDefinitions"] = new JsonArray([.. s_columns.Select(column => new JsonObject
        {
            ["name"] = column.Name,
            ["type"] = column.Type,
            ["format"] = column.Name == "Name" ? "name" : string.Empty,
            ["description"] = string.Empty,
            ["priority"] = column.Priority,
        })]),
        ["rows"] = new JsonArray([.. pods.Select(Row)]),
    };

    private static JsonObject Row(StoredObject pod)
    {
        JsonArray main = List(pod, "containerStatuses");
        JsonArray init = List(pod, "initContainerStatuses");
        HashSet<string> sidecars = [.. (pod.Json["spec"]?["initContainers"] as JsonArray ?? [])
            .Where(container => (string?)container!["restartPolicy"] == "Always")
            .Select(container => (string)container!["name"]!)];
        JsonNode?[] counted = [.. main, .. init.Where(container => sidecars.Contains((string)container!["name"]!))];
        int total = ((pod.Json["spec"]?["containers"] as JsonArray)?.Count ?? 0) + sidecars.Count;
        (string? initStatus, int initRestarts) = InitStatus(init, sidecars);
        return new JsonObject
        {
            ["cells"] = new JsonArray(
                pod.Name,
                $"{counted.Count(IsReady)}/{total}",
                DeletionStatus(pod) ?? initStatus ?? MainStatus(pod, main),
                initStatus is null ? counted.Sum(Restarts) : initRestarts,
                AgeOf(pod),
                Text(pod.Json["status"]?["podIP"]),
                Text(pod.Json["spec"]?["nodeName"]),
                "<none>",
                "<none>"),
            ["object"] = new JsonObject
            {
                ["kind"] = "PartialObjectMetadata",
                ["apiVersion"] = "meta.k8s.io/v1",
                ["metadata"] = pod.Json["metadata"]!.DeepClone(),
            },
        };
    }

    private static string? DeletionStatus(StoredObject pod)
    {
        if (pod.Json["metadata"]?["deletionTimestamp"] is null)
        {
            return null;
        }

        return (string?)pod.Json["status"]?["reason"] == "NodeLost" ? "Unknown" : "Terminating";
    }

    private static (string? Status, int Restarts) InitStatus(JsonArray init, HashSet<string> sidecars)
    {
        for (int i = 0; i < init.Count; i++)
        {
            JsonNode container = init[i]!;
            JsonNode? state = container["state"];
            if ((int?)state?["terminated"]?["exitCode"] == 0 || (sidecars.Contains((string)container["name"]!) && (bool?)container["started"] == true))
            {
                continue;
            }

            string status = state switch
            {
                _ when state?["terminated"] is { } terminated => "Init:" + Termination(terminated),
                _ when (string?)state?["waiting"]?["reason"] is { Length: > 0 } reason && reason != "PodInitializing" => "Init:" + reason,
                _ => $"Init:{i}/{init.Count}",
            };
            return (status, init.Sum(Restarts));
        }

        return (null, 0);
    }

    private static string MainStatus(StoredObject pod, JsonArray main)
    {
        var status = (string?)pod.Json["status"]?["reason"] ?? (string?)pod.Json["status"]?["phase"] ?? "Unknown";
        bool running = false;
        for (int i = main.Count - 1; i >= 0; i--)
        {
            JsonNode? state = main[i]!["state"];
            if ((string?)state?["waiting"]?["reason"] is { Length: > 0 } reason)
            {
                status = reason;
            }
            else if (state?["terminated"] is { } terminated)
            {
                status = Termination(terminated);
            }
            else
            {
                running |= IsReady(main[i]);
            }
        }

        return status == "Completed" && running ? "Running" : status;
    }

    private static string Termination(JsonNode terminated) => (string?)terminated["reason"] is { Length: > 0 } reason
        ? reason
        : (int?)terminated["signal"] is { } signal and not 0 ? $"Signal:{signal}" : $"ExitCode:{terminated["exitCode"]}";

    private static string AgeOf(StoredObject pod)
    {
        DateTime created = DateTime.Parse(
            (string)pod.Json["metadata"]!["creationTimestamp"]!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        TimeSpan age = DateTime.UtcNow - created;
        return age switch
        {
            { TotalSeconds: < 120 } => $"{(int)age.TotalSeconds}s",
            { TotalMinutes: < 10 } when age.Seconds > 0 => $"{(int)age.TotalMinutes}m{age.Seconds}s",
            { TotalHours: < 3 } => $"{(int)age.TotalMinutes}m",
            { TotalHours: < 48 } => $"{(int)age.TotalHours}h",
            _ => $"{(int)age.TotalDays}d",
        };
    }

    private static JsonArray List(StoredObject pod, string name) => pod.Json["status"]?[name] as JsonArray ?? [];

    private static bool IsReady(JsonNode? container) => (bool?)container!["ready"] == true && container["state"]?["running"] is not null;

    private static int Restarts(JsonNode? container) => (int?)container!["restartCount"] ?? 0;

    private static string Text(JsonNode? value) => (string?)value ?? "<none>";
}
