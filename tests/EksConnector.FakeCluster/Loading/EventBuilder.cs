using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>
/// Creates an Event from a line of a scenario: <c>on</c> (kind and name), <c>at</c>, <c>reason</c>, <c>message</c>, and optionally
/// <c>type</c> (Normal), <c>count</c> (1), <c>first</c>, <c>from</c> (kubelet), <c>container</c>.
/// </summary>
internal static class EventBuilder
{
    public static JsonObject Build(ObjectStore store, string @namespace, JsonObject line)
    {
        string[] on = ((string)line["on"]!).Split('/');
        ResourceKind kind = ResourceKinds.All.First(known => known.Kind == on[0]);
        string scope = kind.IsNamespaced ? @namespace : string.Empty;
        JsonObject? subject = store.Find(kind.Plural, scope, on[1]);
        string from = (string?)line["from"] ?? "kubelet";
        var at = (string)line["at"]!;
        var involved = new JsonObject
        {
            ["kind"] = kind.Kind,
            ["namespace"] = scope,
            ["name"] = on[1],
            ["uid"] = (string?)line["uid"] ?? (string?)subject?["metadata"]?["uid"] ?? on[1],
            ["apiVersion"] = kind.GroupVersion,
        };
        if ((string?)line["container"] is { } container)
        {
            bool isInit = (subject?["spec"]?["initContainers"] as JsonArray ?? []).Any(item => (string?)item!["name"] == container);
            involved["fieldPath"] = isInit ? $"spec.initContainers{{{container}}}" : $"spec.containers{{{container}}}";
        }

        var result = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{on[1]}.{Suffix(line)}",
                ["namespace"] = kind.IsNamespaced ? @namespace : "default",
                ["creationTimestamp"] = (string?)line["first"] ?? at,
            },
            ["involvedObject"] = involved,
            ["reason"] = (string)line["reason"]!,
            ["message"] = (string)line["message"]!,
            ["type"] = (string?)line["type"] ?? "Normal",
        };
        AddTimes(result, line, from, at);
        return result;
    }

    // The scheduler writes events in the newer format, with eventTime and without a count.
    private static void AddTimes(JsonObject result, JsonObject line, string from, string at)
    {
        if (from == "default-scheduler")
        {
            result["source"] = new JsonObject();
            result["firstTimestamp"] = null;
            result["lastTimestamp"] = null;
            result["eventTime"] = at.Replace("Z", ".861455Z", StringComparison.Ordinal);
            result["action"] = "Binding";
            result["reportingComponent"] = from;
            result["reportingInstance"] = from + "-control-plane";
            return;
        }

        result["source"] = new JsonObject { ["component"] = from };
        if (from == "kubelet")
        {
            result["source"]!["host"] = "connector-test-node";
        }

        result["firstTimestamp"] = (string?)line["first"] ?? at;
        result["lastTimestamp"] = at;
        result["count"] = (int?)line["count"] ?? 1;
        result["eventTime"] = null;
        result["reportingComponent"] = string.Empty;
        result["reportingInstance"] = string.Empty;
    }

    private static string Suffix(JsonObject line) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(line.ToJsonString())).AsSpan(0, 8)).ToLowerInvariant();
}
