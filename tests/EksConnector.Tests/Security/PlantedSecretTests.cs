using System.Collections;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using EksConnector.Aws;
using EksConnector.Core.Activation;
using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Identity;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.Core.Status;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;
using EksConnector.Kubernetes.Manifests;

namespace EksConnector.Tests.Security;

/// <summary>Every text of every object in the cluster holds a secret, and no operation shows one.</summary>
public sealed class PlantedSecretTests
{
    private const string Namespace = "eks-connector";

    private static readonly string[] s_resources =
        ["pods", "nodes", "events", "statefulsets", "namespaces", "serviceaccounts", "clusterroles", "clusterrolebindings", "roles", "rolebindings"];

    // What an object is found by, and what only has a set of values.
    private static readonly HashSet<string> s_kept = new(StringComparer.Ordinal)
    {
        "name", "namespace", "uid", "kind", "apiVersion", "apiGroup", "resourceVersion", "generateName", "phase", "status", "type", "nodeName", "serviceAccountName",
        "serviceName", "selector", "labels", "nodeSelector", "command", "args", "rules", "roleRef", "subjects", "ownerReferences", "secretName", "key",
    };

    private static readonly Type[] s_plain = [typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(Uri), typeof(Type)];

    [Theory]
    [InlineData("healthy")]
    [InlineData("init-crashloop")]
    [InlineData("image-pull-backoff")]
    [InlineData("pending")]
    [InlineData("evicted")]
    [InlineData("helm")]
    public async Task No_operation_shows_a_secret_from_an_object(string scenario)
    {
        await using FakeKubernetes fake = await FakeKubernetes.StartAsync();
        await fake.EnterAsync(scenario, Namespace);
        Plant(fake.Store).ShouldBeGreaterThan(20);
        var source = new ConnectionSource { KubeConfigPaths = [fake.KubeConfigPath] };
        ClusterTarget[] targets = [new("admin", Namespace)];
        var shown = new StringBuilder();
        using IKubernetesGateway kubernetes = new KubernetesGateway();
        using IAwsGateway aws = new AwsGateway();

        var diagnosis = new DiagnosisRequest { Source = source, Targets = targets, SkipAws = true, Verbose = true };
        await ShowAsync(new GetStatusOperation(kubernetes).RunAsync(new() { Source = source, Targets = targets, Detailed = true, Verbose = true }), shown);
        await ShowAsync(new TestConnectorOperation(kubernetes, () => aws).RunAsync(diagnosis), shown);
        await ShowAsync(new GetClusterNameOperation(kubernetes).RunAsync(new() { Source = source, Targets = targets, All = true, Verbose = true }), shown);
        await ShowAsync(new GetImpersonationOperation(kubernetes).RunAsync(new() { Source = source, Targets = targets, Verbose = true }), shown);
        await ShowAsync(
            new TestActivationOperation(() => kubernetes, () => aws, () => new ManifestReader()).RunAsync(
                new() { Source = source, Targets = targets, SkipAws = true, Verbose = true }),
            shown);

        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string bundle = Path.Combine(folder.FullName, "bundle.zip");
        await ShowAsync(new ExportDiagnosticOperation(kubernetes, () => aws).RunAsync(new(diagnosis, bundle)), shown);
        await ShowAsync(TestBundleOperation.RunAsync(bundle), shown);
        using (ZipArchive archive = ZipFile.OpenRead(bundle))
        {
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                shown.AppendLine(entry.FullName).AppendLine(await reader.ReadToEndAsync());
            }
        }

        folder.Delete(recursive: true);
        string all = shown.ToString();
        int found = all.IndexOf("PLANTED", StringComparison.Ordinal);
        (found < 0 ? string.Empty : all[Math.Max(0, found - 300)..Math.Min(all.Length, found + 50)]).ShouldBeEmpty();
        all.ShouldContain(Redactor.Mask);
    }

    private static int Plant(ObjectStore store)
    {
        int planted = 0;
        foreach (string resource in s_resources)
        {
            foreach (JsonObject item in store.List(resource))
            {
                int before = planted;
                Plant(item, ref planted);
                if (item["metadata"] is JsonObject metadata)
                {
                    var labels = (JsonObject)(metadata["labels"] ??= new JsonObject());
                    labels["example.com/label"] = "password=PLANTED";
                    labels["app.kubernetes.io/version"] = "1 token=PLANTED";
                    var annotations = (JsonObject)(metadata["annotations"] ??= new JsonObject());
                    annotations["example.com/annotation"] = "http://user:PLANTED@host";
                }

                if (planted > before)
                {
                    store.Put(item);
                }
            }
        }

        return planted;
    }

    private static void Plant(JsonNode? node, ref int planted)
    {
        switch (node)
        {
            case JsonObject item:
                foreach ((string name, JsonNode? value) in item.ToList())
                {
                    if (s_kept.Contains(name) || name.EndsWith("Time", StringComparison.Ordinal) || name.EndsWith("Timestamp", StringComparison.Ordinal)
                        || name.EndsWith("At", StringComparison.Ordinal))
                    {
                        continue;
                    }

                    if (value is JsonValue text && text.TryGetValue(out string? old))
                    {
                        planted++;
                        item[name] = $"{old} password=PLANTED{planted}";
                    }
                    else
                    {
                        Plant(value, ref planted);
                    }
                }

                break;
            case JsonArray list:
                foreach (JsonNode? value in list)
                {
                    Plant(value, ref planted);
                }

                break;
        }
    }

    private static async Task ShowAsync<T>(IAsyncEnumerable<OperationEvent<T>> events, StringBuilder shown)
    {
        await foreach (OperationEvent<T> operationEvent in events)
        {
            Show(operationEvent, shown, 0);
        }
    }

    // All that a person can reach from an object.
    private static void Show(object? value, StringBuilder shown, int depth)
    {
        switch (value)
        {
            case null:
                return;
            case string text:
                shown.AppendLine(text);
                return;
            case Exception exception:
                shown.AppendLine(exception.ToString()).AppendLine((exception as EksConnectorException)?.RecommendedAction);
                return;
            case IEnumerable items when depth < 8:
                foreach (object? item in items)
                {
                    Show(item, shown, depth + 1);
                }

                return;
        }

        Type type = value.GetType();
        shown.AppendLine(value.ToString());
        if (depth == 8 || type.IsPrimitive || type.IsEnum || s_plain.Contains(type) || value is FileSystemInfo)
        {
            return;
        }

        foreach (System.Reflection.PropertyInfo property in type.GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            Show(property.GetValue(value), shown, depth + 1);
        }
    }
}
