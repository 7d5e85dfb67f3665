using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Endpoints;

/// <summary>The plan to test endpoints from temporary Pods in one namespace, and to delete the Pods of interrupted tests.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="namespace">The namespace of the Pods.</param>
internal sealed class EndpointPlan(ClusterReference cluster, string @namespace)
{
    /// <summary>The cluster.</summary>
    public ClusterReference Cluster => cluster;

    /// <summary>The namespace of the Pods.</summary>
    public string Namespace => @namespace;

    /// <summary>The context of the cluster.</summary>
    public string Context => cluster.Context;

    /// <summary>The Region of the endpoints.</summary>
    public required string Region { get; init; }

    /// <summary>The endpoints. If the list is empty, no Pod is created.</summary>
    public IReadOnlyList<EndpointTarget> Targets { get; init; } = [];

    /// <summary>The settings of the Pod; null if no Pod is created.</summary>
    public EndpointPod? Pod { get; init; }

    /// <summary>The nodes, one Pod for each; null for a Pod on the node that the scheduler selects.</summary>
    public IReadOnlyList<string?> Nodes { get; init; } = [null];

    /// <summary>The nodes that are not ready, on which no Pod is created.</summary>
    public IReadOnlyList<string> NotReadyNodes { get; init; } = [];

    /// <summary>The Pods of interrupted tests, which are deleted.</summary>
    public IReadOnlyList<ObjectMeta> Leftovers { get; init; } = [];

    /// <summary>Describes the changes of the plan.</summary>
    public string Describe()
    {
        var changes = new List<string>();
        if (Pod is not null)
        {
            string[] ready = [.. Nodes.OfType<string>().Except(NotReadyNodes)];
            string nodes = Nodes is [null] ? string.Empty : $" on each of the nodes {string.Join(", ", ready)}";
            changes.Add(ready.Length == 0 && Nodes is not [null]
                ? $"create no temporary Pod, because these nodes are not ready: {string.Join(", ", NotReadyNodes)}"
                : $"create a temporary Pod with the image {Pod.Image}{nodes}, test the endpoints from it, and delete it");
        }

        if (Leftovers.Count > 0)
        {
            changes.Add($"delete the Pods of interrupted tests: {string.Join(", ", Leftovers.Select(pod => pod.Name))}");
        }

        return $"Context {Context}, namespace {Namespace}: {string.Join("; ", changes)}";
    }
}
