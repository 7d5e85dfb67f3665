using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>
/// Creates a Pod from the template of its StatefulSet and the overrides of a scenario. Adds the parts of the status that the kubelet
/// would add (images, container IDs, conditions) if the scenario does not contain them.
/// </summary>
internal static class PodBuilder
{
    private static readonly Dictionary<string, string> s_digests = new(StringComparer.Ordinal)
    {
        ["eks-connector"] = "sha256:ee2e597ac8032947e57626c1f1b555eeddc26eaea214d9c7f0b34a2eec902605",
        ["amazon-ssm-agent"] = "sha256:8987fc075c2a7778d8b6e435b2ba4934ed48f0a391c14d64a5399ec90f25fab7",
    };

    public static JsonObject Build(JsonObject statefulSet, string name, JsonObject overrides)
    {
        JsonNode template = statefulSet["spec"]!["template"]!;
        JsonNode owner = statefulSet["metadata"]!;
        var created = (string?)overrides["created"] ?? JsonText.Time(DateTime.UtcNow);
        var labels = (JsonObject?)template["metadata"]?["labels"]?.DeepClone() ?? [];
        labels["controller-revision-hash"] = StatefulSetBuilder.Revision;
        labels["statefulset.kubernetes.io/pod-name"] = name;
        var metadata = new JsonObject
        {
            ["name"] = name,
            ["generateName"] = $"{owner["name"]}-",
            ["namespace"] = owner["namespace"]!.DeepClone(),
            ["creationTimestamp"] = created,
            ["labels"] = labels,
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "apps/v1",
                ["kind"] = "StatefulSet",
                ["name"] = owner["name"]!.DeepClone(),
                ["uid"] = owner["uid"]!.DeepClone(),
                ["controller"] = true,
                ["blockOwnerDeletion"] = true,
            }),
        };
        var spec = (JsonObject)template["spec"]!.DeepClone();
        spec["hostname"] = name;
        spec["subdomain"] = statefulSet["spec"]!["serviceName"]?.DeepClone();
        if ((string?)overrides["node"] is { } node)
        {
            spec["nodeName"] = node;
        }

        var pod = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = spec };
        foreach (string section in (string[])["metadata", "spec"])
        {
            if (overrides[section] is JsonObject changes)
            {
                JsonMerge.Into((JsonObject)pod[section]!, changes);
            }
        }

        pod["status"] = BuildStatus(pod, (JsonObject?)overrides["status"]?.DeepClone() ?? [], created);
        return pod;
    }

    public static bool IsReady(JsonObject pod) =>
        (pod["status"]?["conditions"] as JsonArray ?? []).Any(condition =>
            (string?)condition!["type"] == "Ready" && (string?)condition["status"] == "True");

    private static JsonObject BuildStatus(JsonObject pod, JsonObject status, string created)
    {
        JsonArray init = Containers(status, "initContainerStatuses");
        JsonArray main = Containers(status, "containerStatuses");
        foreach (JsonNode? container in init)
        {
            Complete(pod, "initContainers", (JsonObject)container!);
        }

        foreach (JsonNode? container in main)
        {
            Complete(pod, "containers", (JsonObject)container!);
        }

        status["qosClass"] ??= "BestEffort";
        if (pod["spec"]!["nodeName"] is not null && main.Count > 0)
        {
            status["startTime"] ??= created;
            status["conditions"] ??= Conditions(init, main, created);
        }

        return status;
    }

    private static JsonArray Containers(JsonObject status, string name) => status[name] as JsonArray ?? [];

    private static void Complete(JsonObject pod, string list, JsonObject container)
    {
        var name = (string)container["name"]!;
        JsonNode? declared = (pod["spec"]![list] as JsonArray ?? []).FirstOrDefault(item => (string?)item!["name"] == name);
        bool isInit = list == "initContainers";
        bool isSidecar = isInit && (string?)declared?["restartPolicy"] == "Always";
        bool ran = container["state"]?["waiting"] is null || container["lastState"]?["terminated"] is not null;
        string image = (string?)(container["image"] ??= (string?)declared?["image"] ?? string.Empty) ?? string.Empty;
        container["lastState"] ??= new JsonObject();
        container["restartCount"] ??= 0;
        container["ready"] ??= isInit && !isSidecar
            ? (int?)container["state"]?["terminated"]?["exitCode"] == 0
            : container["state"]?["running"] is not null;
        container["imageID"] ??= ran ? ImageId(image) : string.Empty;
        if (!isInit || isSidecar)
        {
            container["started"] ??= container["state"]?["running"] is not null;
        }

        if (ran)
        {
            string id = "containerd://" + Hash($"{pod["metadata"]!["creationTimestamp"]}/{pod["metadata"]!["name"]}/{name}/{container["restartCount"]}");
            container["containerID"] ??= id;
            foreach (string state in (string[])["state", "lastState"])
            {
                if (container[state]?["terminated"] is JsonObject terminated)
                {
                    terminated["containerID"] ??= id;
                }
            }
        }
    }

    private static JsonArray Conditions(JsonArray init, JsonArray main, string created)
    {
        string[] incomplete = [.. Names(init.Where(container => (bool?)container!["ready"] != true))];
        string[] unready = [.. Names(main.Where(container => (bool?)container!["ready"] != true))];
        string readySince = unready.Length == 0 ? LatestStart(main) ?? created : created;
        return
        [
            Condition("Initialized", incomplete, "ContainersNotInitialized", "incomplete status", incomplete.Length == 0 ? LatestEnd(init) ?? created : created),
            Condition("Ready", unready, "ContainersNotReady", "unready status", readySince),
            Condition("ContainersReady", unready, "ContainersNotReady", "unready status", readySince),
            Condition("PodScheduled", [], string.Empty, string.Empty, created),
        ];
    }

    private static JsonObject Condition(string type, string[] containers, string reason, string description, string since)
    {
        var condition = new JsonObject
        {
            ["type"] = type,
            ["status"] = containers.Length == 0 ? "True" : "False",
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = since,
        };
        if (containers.Length > 0)
        {
            condition["reason"] = reason;
            condition["message"] = $"containers with {description}: [{string.Join(' ', containers)}]";
        }

        return condition;
    }

    private static IEnumerable<string> Names(IEnumerable<JsonNode?> containers) => containers.Select(container => (string)container!["name"]!);

    private static string? LatestStart(JsonArray containers) =>
        containers.Select(container => (string?)container!["state"]?["running"]?["startedAt"]).Max(StringComparer.Ordinal);

    private static string? LatestEnd(JsonArray containers) =>
        containers.Select(container => (string?)container!["state"]?["terminated"]?["finishedAt"]).Max(StringComparer.Ordinal);

    private static string ImageId(string image)
    {
        string repository = image[..(image.LastIndexOf(':') is var colon and > 0 ? colon : image.Length)];
        return $"{repository}@{s_digests.GetValueOrDefault(repository[(repository.LastIndexOf('/') + 1)..], "sha256:" + Hash(image))}";
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
}
