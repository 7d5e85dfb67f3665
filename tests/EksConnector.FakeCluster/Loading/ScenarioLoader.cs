using System.Text;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>
/// Loads a scenario into a store. It does what the controllers of a real cluster do, so that the files do not contain it: Pods are
/// created from the template of their StatefulSet, and conditions from the states of the containers.
/// </summary>
internal static class ScenarioLoader
{
    public static async Task LoadAsync(ClusterState cluster, string name, string @namespace, CancellationToken cancellationToken)
    {
        DateTime now = DateTime.UtcNow;
        Load(cluster, await ScenarioFile.ReadAsync(name, @namespace, now, cancellationToken).ConfigureAwait(false), @namespace, now);
    }

    public static async Task LoadTextAsync(ClusterState cluster, string yaml, string @namespace, CancellationToken cancellationToken)
    {
        DateTime now = DateTime.UtcNow;
        Load(cluster, await ScenarioFile.ReadTextAsync(yaml, @namespace, now, cancellationToken).ConfigureAwait(false), @namespace, now);
    }

    private static void Load(ClusterState cluster, JsonObject scenario, string @namespace, DateTime now)
    {
        cluster.Logs.Clear(@namespace);
        cluster.Files.Clear(@namespace);
        cluster.Store.RemoveWhere(found => found.Namespace == @namespace);

        List<JsonObject> objects = [.. (scenario["objects"] as JsonArray ?? []).Select(item => Complete((JsonObject)item!, @namespace))];
        if (!objects.Exists(value => (string?)value["kind"] == "Namespace" && (string?)value["metadata"]!["name"] == @namespace))
        {
            cluster.Store.Delete("namespaces", null, @namespace);
        }

        JsonObject? statefulSet = objects.Find(value => (string?)value["kind"] == "StatefulSet");
        foreach (JsonObject value in objects.Where(value => value != statefulSet))
        {
            cluster.Store.Put(value);
        }

        if (statefulSet is not null)
        {
            AddWorkload(cluster.Store, statefulSet, scenario["pods"] as JsonObject ?? []);
        }

        foreach (JsonNode? item in scenario["events"] as JsonArray ?? [])
        {
            cluster.Store.Put(EventBuilder.Build(cluster.Store, @namespace, (JsonObject)item!));
        }

        foreach ((string key, JsonNode? text) in scenario["logs"] as JsonObject ?? [])
        {
            string[] parts = key.Split('/');
            cluster.Logs.Set(@namespace, parts[0], parts[1], (string?)text ?? string.Empty, now, previous: parts.Length > 2);
        }

        foreach ((string key, JsonNode? text) in scenario["files"] as JsonObject ?? [])
        {
            string[] parts = key.Split('/', 3);
            IEnumerable<string> lines = ScenarioText.Read((string?)text ?? string.Empty, now).Select(line => line.Line + "\n");
            cluster.Files.Set(@namespace, parts[0], parts[1], "/" + parts[2], Encoding.UTF8.GetBytes(string.Concat(lines)));
        }
    }

    private static void AddWorkload(ObjectStore store, JsonObject statefulSet, JsonObject pods)
    {
        JsonObject stored = store.Put(StatefulSetBuilder.Build(statefulSet, []));
        List<JsonObject> builtPods = [.. pods.Select(pod => PodBuilder.Build(stored, pod.Key, (JsonObject)pod.Value!))];
        builtPods.ForEach(pod => store.Put(pod));
        store.Put(StatefulSetBuilder.Build(statefulSet, builtPods));
    }

    private static JsonObject Complete(JsonObject value, string @namespace)
    {
        var copy = (JsonObject)value.DeepClone();
        ResourceKind kind = ResourceKinds.All.First(candidate => candidate.Kind == (string?)copy["kind"]);
        var metadata = (JsonObject)copy["metadata"]!;
        copy["apiVersion"] ??= kind.GroupVersion;
        if (kind.IsNamespaced)
        {
            metadata["namespace"] ??= @namespace;
        }

        if (copy["stringData"] is JsonObject texts)
        {
            var data = (JsonObject)(copy["data"] ??= new JsonObject());
            foreach ((string key, JsonNode? text) in texts)
            {
                data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes((string?)text ?? string.Empty));
            }

            copy.Remove("stringData");
        }

        return copy;
    }
}
