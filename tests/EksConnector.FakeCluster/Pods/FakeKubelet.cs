using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EksConnector.FakeCluster;

/// <summary>
/// Simulates the scheduler and the kubelet for Pods that a client creates: runs the commands of their containers and writes their output
/// to the log. Only the image of the SSM Agent contains programs: a shell and <see cref="Tools"/>.
/// </summary>
public sealed partial class FakeKubelet : IDisposable
{
    private readonly ClusterState _cluster;
    private readonly FakeScheduler _nodes;
    private readonly ExecSettings _exec;
    private readonly CancellationToken _stopping;
    private readonly IDisposable _observation;
    private readonly ConcurrentQueue<JsonObject> _pods = [];

    internal FakeKubelet(ClusterState cluster, ExecSettings exec, CancellationToken stopping)
    {
        _cluster = cluster;
        _nodes = new FakeScheduler(cluster.Store);
        _exec = exec;
        _stopping = stopping;
        _observation = cluster.Store.Observe(OnChange);
    }

    /// <summary>The outcome of the next Pods.</summary>
    public PodOutcome Outcome { get; set; }

    /// <summary>Additional programs in the image, as shell scripts. By default, they resolve every host and receive every page.</summary>
    public ConcurrentDictionary<string, string> Tools { get; } = new(StringComparer.Ordinal)
    {
        ["getent"] = "echo \"52.119.172.10 STREAM $2\"",
        ["curl"] = "echo '*  issuer: C=US; O=Amazon; CN=Amazon RSA 2048 M02' >&2; printf '\\n@w 404 000 0.012 0.031 0.078 0.110\\n'",
    };

    /// <summary>The Pods that were created, in their original state.</summary>
    public IReadOnlyCollection<JsonObject> Pods => _pods;

    /// <inheritdoc/>
    public void Dispose() => _observation.Dispose();

    // Observers are called while the store is locked.
    private void OnChange(StoreChange change)
    {
        if (change is { Kind.Plural: "pods", Before: null, After: { } created } && created.Json["status"]?["phase"] is null
            && created.Json["metadata"]!["ownerReferences"] is null)
        {
            _pods.Enqueue((JsonObject)created.Json.DeepClone());
            IDisposable running = _exec.BeginCommand();
            _ = Task.Run(() => RunAsync(created, running), CancellationToken.None);
        }
    }

    private async Task RunAsync(StoredObject pod, IDisposable running)
    {
        using (running)
        {
            try
            {
                await StartAsync(pod, Outcome).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is KeyNotFoundException or OperationCanceledException)
            {
                // The Pod was deleted, or the cluster is stopping.
            }
        }
    }

    private async Task StartAsync(StoredObject pod, PodOutcome outcome)
    {
        JsonObject[] containers = [.. ((JsonArray)pod.Json["spec"]!["containers"]!).Select(item => (JsonObject)item!)];
        string image = (string)containers[0]["image"]!;
        (string node, bool isReady, string? unschedulable) = _nodes.Place(pod.Json);
        if (outcome == PodOutcome.Unschedulable)
        {
            unschedulable = "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity.";
        }

        if (unschedulable is not null)
        {
            Change(pod, value => value["status"] = new JsonObject
            {
                ["phase"] = "Pending",
                ["conditions"] = new JsonArray(new JsonObject
                {
                    ["type"] = "PodScheduled",
                    ["status"] = "False",
                    ["reason"] = "Unschedulable",
                    ["message"] = unschedulable,
                }),
            });
            return;
        }

        Change(pod, value =>
        {
            value["spec"]!["nodeName"] = node;
            value["status"] = new JsonObject
            {
                ["phase"] = "Pending",
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "PodScheduled", ["status"] = "True" }),
            };
        });
        if (!isReady)
        {
            return;
        }

        switch (outcome)
        {
            case PodOutcome.ImageMissing or PodOutcome.RegistryUnreachable:
                string reason = outcome == PodOutcome.ImageMissing ? "not found" : "dial tcp 10.1.2.3:443: connect: connection refused";
                AddEvent(pod, "Failed", $"Failed to pull image \"{image}\": rpc error: code = Unknown desc = failed to resolve reference \"{image}\": {reason}");
                SetStarted(pod, containers, () => Waiting("ImagePullBackOff", $"Back-off pulling image \"{image}\""));
                break;
            case PodOutcome.Pulling:
                SetStarted(pod, containers, () => Waiting("ContainerCreating", null));
                break;
            default:
                if (outcome == PodOutcome.Pulled)
                {
                    AddEvent(pod, "Pulled", $"Successfully pulled image \"{image}\" in 2.5s");
                }

                string now = JsonText.Time(DateTime.UtcNow);
                SetStarted(pod, containers, () => new JsonObject { ["running"] = new JsonObject { ["startedAt"] = now } });
                await Task.WhenAll(containers.Select(container => RunAsync(pod, container))).ConfigureAwait(false);
                Change(pod, value => value["status"]!["phase"] = "Succeeded");
                break;
        }
    }

    private async Task RunAsync(StoredObject pod, JsonObject container)
    {
        var name = (string)container["name"]!;
        Dictionary<string, string> environment = (container["env"] as JsonArray ?? []).ToDictionary(
            variable => (string)variable!["name"]!, variable => (string?)variable!["value"] ?? string.Empty, StringComparer.Ordinal);
        foreach (string variable in environment.Keys)
        {
            environment[variable] = Expand(environment[variable], environment);
        }

        string[] command = [.. (container["command"] as JsonArray ?? []).Select(word => Expand((string)word!, environment))];
        bool isAgent = ((string)container["image"]!).Contains("amazon-ssm-agent", StringComparison.Ordinal);
        foreach ((string tool, string script) in isAgent ? Tools.ToArray() : [])
        {
            _cluster.Files.Set(pod.Namespace, pod.Name, name, $"/usr/local/bin/{tool}", Encoding.UTF8.GetBytes($"#!/bin/sh\n{script.ReplaceLineEndings("\n")}\n"));
        }

        string folder = _cluster.Files.Folder(pod.Namespace, pod.Name, name);
        using ExecProgram? program = ExecProgram.Start(isAgent ? "connector-agent" : name, folder, command, _exec, environment, out string problem);
        int exitCode = program is null ? 128 : await ReadAsync(pod, name, program).ConfigureAwait(false);
        Change(pod, value => PodContainers.StatusOf(value, name)!["state"] = new JsonObject
        {
            ["terminated"] = new JsonObject
            {
                ["exitCode"] = exitCode,
                ["reason"] = program is null ? "StartError" : exitCode == 0 ? "Completed" : "Error",
                ["message"] = program is null ? problem : null,
                ["finishedAt"] = JsonText.Time(DateTime.UtcNow),
            },
        });
    }

    private async Task<int> ReadAsync(StoredObject pod, string container, ExecProgram program)
    {
        StoredObject running = _cluster.Store.Current.Objects.GetValueOrDefault(pod.Key) ?? throw new KeyNotFoundException(pod.Name);
        using var run = new ContainerRun(_cluster.Store, running, container);
        using var output = new MemoryStream();
        Task copy = Task.WhenAll(program.Output.CopyToAsync(output, _stopping), program.Error.CopyToAsync(Stream.Null, _stopping));
        await Task.WhenAny(copy, run.Ended).WaitAsync(_stopping).ConfigureAwait(false);
        if (!copy.IsCompleted)
        {
            program.Kill();
        }

        await copy.ConfigureAwait(false);
        _cluster.Logs.AppendBytes(pod.Namespace, pod.Name, container, output.ToArray());
        return await program.WaitAsync(_stopping).ConfigureAwait(false);
    }

    private void SetStarted(StoredObject pod, JsonObject[] containers, Func<JsonObject> state) => Change(pod, value =>
    {
        value["status"] = new JsonObject
        {
            ["phase"] = state()["running"] is null ? "Pending" : "Running",
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = "PodScheduled", ["status"] = "True" }),
            ["containerStatuses"] = new JsonArray([.. containers.Select(container => new JsonObject
            {
                ["name"] = (string)container["name"]!,
                ["image"] = (string)container["image"]!,
                ["imageID"] = string.Empty,
                ["ready"] = false,
                ["restartCount"] = 0,
                ["state"] = state(),
                ["lastState"] = new JsonObject(),
            })]),
        };
    });

    private void AddEvent(StoredObject pod, string reason, string message) => _cluster.Store.Put(EventBuilder.Build(_cluster.Store, pod.Namespace, new JsonObject
    {
        ["on"] = $"Pod/{pod.Name}",
        ["at"] = JsonText.Time(DateTime.UtcNow),
        ["type"] = reason == "Failed" ? "Warning" : "Normal",
        ["reason"] = reason,
        ["message"] = message,
    }));

    private void Change(StoredObject pod, Action<JsonObject> change) => _cluster.Store.Change("pods", pod.Namespace, pod.Name, change);

    private static JsonObject Waiting(string reason, string? message) => new() { ["waiting"] = new JsonObject { ["reason"] = reason, ["message"] = message } };

    // As in Kubernetes, $$ is a dollar sign, and an unknown reference is not changed.
    private static string Expand(string text, Dictionary<string, string> environment) => Reference().Replace(
        text, match => match.Value == "$$" ? "$" : environment.GetValueOrDefault(match.Groups["name"].Value, match.Value));

    [GeneratedRegex(@"\$\$|\$\((?<name>[^)]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
