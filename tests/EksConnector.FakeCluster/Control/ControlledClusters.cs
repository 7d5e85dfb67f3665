using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EksConnector.FakeCluster.Control;

/// <summary>The fake clusters that a script controls, by number.</summary>
internal sealed class ControlledClusters : IAsyncDisposable
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Dictionary<int, ControlledCluster> _clusters = [];
    private int _lastId;

    /// <summary>Executes a command.</summary>
    /// <param name="command">The command, with its name in <c>do</c>, the number of the cluster in <c>id</c>, and its arguments.</param>
    /// <returns>The result; null if there is none.</returns>
    public async Task<JsonNode?> ExecuteAsync(JsonObject command)
    {
        if ((string?)command["do"] == "start")
        {
            ControlledCluster started = await ControlledCluster.StartAsync((int?)command["clusters"] ?? 0).ConfigureAwait(false);
            _clusters[++_lastId] = started;
            return started.Describe(_lastId);
        }

        int id = (int?)command["id"] ?? throw new InvalidDataException("The command has no 'id'.");
        ControlledCluster cluster = _clusters[id];
        switch ((string?)command["do"])
        {
            case "scenario":
                await cluster.EnterAsync((string?)command["name"], (string?)command["text"], Text(command, "namespace"), (string?)command["side"]).ConfigureAwait(false);
                return null;
            case "fault":
                cluster.Kubernetes.Faults.Add(command["fault"].Deserialize<Fault>(s_options) ?? throw new InvalidDataException("The command has no 'fault'."));
                return null;
            case "key":
                cluster.AddKey(Text(command, "key"), Text(command, "secret"), Text(command, "principal"));
                return null;
            case "connect":
                cluster.Connect();
                return null;
            case "requests":
                return JsonSerializer.SerializeToNode(cluster.Kubernetes.Requests.All, s_options);
            case "clear":
                cluster.Kubernetes.Requests.Clear();
                return null;
            case "objects":
                return new JsonArray([.. cluster.Kubernetes.Store.List(Text(command, "resource")).Select(item => item.DeepClone())]);
            case "stop":
                _clusters.Remove(id);
                await cluster.DisposeAsync().ConfigureAwait(false);
                return null;
            case string other:
                throw new InvalidDataException($"Unknown command: {other}");
            default:
                throw new InvalidDataException("The command has no 'do'.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (ControlledCluster cluster in _clusters.Values)
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
        }

        _clusters.Clear();
    }

    private static string Text(JsonObject command, string name) =>
        (string?)command[name] ?? throw new InvalidDataException($"The command has no '{name}'.");
}
