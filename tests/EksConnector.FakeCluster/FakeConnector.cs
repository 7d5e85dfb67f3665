using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.FakeCluster;

/// <summary>
/// Connects a fake cluster to a fake of AWS. It simulates the StatefulSet controller, which recreates a deleted Pod, and connector-init
/// and the agent in the new Pod, which register with the configured activation.
/// </summary>
public sealed class FakeConnector : IDisposable
{
    private const string StatefulSetName = "eks-connector";
    private readonly FakeKubernetes _cluster;
    private readonly FakeAws _aws;
    private readonly string _namespace;
    private readonly IDisposable _observation;

    /// <summary>Starts the simulation.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="aws">The fake of AWS.</param>
    /// <param name="namespace">The namespace of the connector.</param>
    public FakeConnector(FakeKubernetes cluster, FakeAws aws, string @namespace = "eks-connector")
    {
        ArgumentNullException.ThrowIfNull(cluster);
        _cluster = cluster;
        _aws = aws;
        _namespace = @namespace;
        _observation = cluster.Store.Observe(OnChange);
    }

    /// <summary>Whether agents connect to AWS after the registration.</summary>
    public bool Connects { get; set; } = true;

    /// <inheritdoc/>
    public void Dispose() => _observation.Dispose();

    private void OnChange(StoreChange change)
    {
        if (change is not { Kind.Plural: "pods", Before: { } deleted, After: null } || deleted.Namespace != _namespace
            || !deleted.Name.StartsWith(StatefulSetName + "-", StringComparison.Ordinal) || _cluster.Store.Find("statefulsets", _namespace, StatefulSetName) is not { } set)
        {
            return;
        }

        // With OrderedReady, a Pod is created when the Pods before it are ready.
        int replicas = (int?)set["spec"]!["replicas"] ?? 1;
        for (int i = 0; i < replicas; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{StatefulSetName}-{i}");
            if (_cluster.Store.Find("pods", _namespace, name) is null && !Create(set, name))
            {
                return;
            }
        }
    }

    // Returns whether the Pod becomes ready.
    private bool Create(JsonObject set, string pod)
    {
        foreach (string container in (string[])["connector-init", "connector-agent", "connector-proxy"])
        {
            _cluster.Logs.SetBytes(_namespace, pod, container, default);
            _cluster.Logs.SetBytes(_namespace, pod, container, default, previous: true);
            _cluster.Files.Clear(_namespace, pod, container);
        }

        string? error = Register(set, pod[(StatefulSetName.Length + 1)..]);
        string now = JsonText.Time(DateTime.UtcNow);
        JsonObject init = error is null
            ? new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 0, ["reason"] = "Completed", ["startedAt"] = now, ["finishedAt"] = now } }
            : new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "CrashLoopBackOff", ["message"] = "back-off" } };
        var status = new JsonObject
        {
            ["phase"] = error is null ? "Running" : "Pending",
            ["initContainerStatuses"] = new JsonArray(new JsonObject
            {
                ["name"] = "connector-init",
                ["state"] = init,
                ["lastState"] = error is null ? new JsonObject() : new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 255, ["reason"] = "Error", ["startedAt"] = now, ["finishedAt"] = now } },
            }),
            ["containerStatuses"] = new JsonArray([.. ((string[])["connector-agent", "connector-proxy"]).Select(name => (JsonNode)new JsonObject
            {
                ["name"] = name,
                ["state"] = error is null
                    ? new JsonObject { ["running"] = new JsonObject { ["startedAt"] = now } }
                    : new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "PodInitializing" } },
            })]),
        };
        if (error is not null)
        {
            _cluster.Logs.Append(_namespace, pod, "connector-init", $"F{DateTime.UtcNow:MMdd HH:mm:ss.ffffff}       1 init.go:43] failed to initiate eks-connector: {error}:");
        }

        _cluster.Store.Put(PodBuilder.Build(set, pod, new JsonObject { ["created"] = now, ["node"] = "connector-test-node", ["status"] = status }));
        return error is null;
    }

    // Returns the error code; null if the registration succeeds.
    private string? Register(JsonObject set, string ordinal)
    {
        JsonNode init = set["spec"]!["template"]!["spec"]!["initContainers"]![0]!;
        string id = Value(init, "--activation.id=");
        string code = Value(init, "--activation.code=");
        string region = Value(init, "--agent.region=");
        string secret = $"eks-connector-state-{ordinal}";
        if (_cluster.Store.Find("secrets", _namespace, secret) is not null)
        {
            // A Pod with a state Secret does not register again.
            return null;
        }

        (string name, FakeEksCluster? cluster) = _aws.Clusters.FirstOrDefault(pair => pair.Value.ActivationId == id && pair.Value.ActivationCode == code && pair.Value.Region == region);
        if (cluster is null)
        {
            return "InvalidActivation";
        }

        string instance = $"eks_c:{name}_{Guid.NewGuid().ToString("N")[..17]}";
        var data = new JsonObject
        {
            ["connector-config"] = Base64($$"""{"activationId":"{{id}}"}"""),
            ["fingerprint"] = Base64("{}"),
            ["manifest"] = Base64("{}"),
            ["regkey"] = Base64($$"""{"instanceID":"{{instance}}","privateKey":"PLANTED-PRIVATE-KEY","region":"{{region}}"}"""),
        };
        _cluster.Store.Put(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = secret, ["namespace"] = _namespace },
            ["type"] = "Opaque",
            ["data"] = data,
        });
        _aws.Instances[instance] = new FakeSsmInstance { Region = region, ActivationId = id, PingStatus = Connects ? "Online" : "ConnectionLost", LastPingDateTime = DateTimeOffset.UtcNow };
        if (Connects)
        {
            _aws.Clusters[name] = cluster with { Status = "ACTIVE" };
        }

        return null;
    }

    private string Value(JsonNode init, string flag)
    {
        string argument = (init["args"] as JsonArray ?? []).Select(item => (string)item!).Last(item => item.StartsWith(flag, StringComparison.Ordinal))[flag.Length..];
        if (!argument.StartsWith("$(", StringComparison.Ordinal))
        {
            return argument;
        }

        JsonNode variable = ((JsonArray)init["env"]!).First(item => (string?)item!["name"] == argument[2..^1])!;
        return (string?)variable["value"] ?? (variable["valueFrom"]?["secretKeyRef"] is { } key
            && _cluster.Store.Find("secrets", _namespace, (string)key["name"]!) is { } secret
                ? Encoding.UTF8.GetString(Convert.FromBase64String((string)secret["data"]![(string)key["key"]!]!))
                : string.Empty);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
