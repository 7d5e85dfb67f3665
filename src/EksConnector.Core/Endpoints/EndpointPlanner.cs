using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Endpoints;

/// <summary>Plans the tests from temporary Pods of one cluster. It only reads.</summary>
/// <param name="client">The cluster.</param>
/// <param name="request">The request.</param>
/// <param name="clock">The clock.</param>
internal sealed class EndpointPlanner(IKubernetesClient client, EndpointRequest request, TimeProvider clock)
{
    /// <summary>Plans a test in the namespace of a connector.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="region">The Region.</param>
    /// <param name="targets">The endpoints to test from a temporary Pod; empty for none.</param>
    /// <param name="workload">The specification of the connector's Pods; null if the connector is not installed.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task<EndpointPlan> PlanAsync(
        string @namespace, string region, IReadOnlyList<EndpointTarget> targets, PodSpec? workload, CancellationToken cancellationToken)
    {
        IReadOnlyList<ObjectMeta> leftovers = await FindLeftoversAsync(@namespace, cancellationToken).ConfigureAwait(false);
        if (targets.Count == 0)
        {
            return new EndpointPlan(client.Cluster, @namespace) { Region = region, Leftovers = leftovers };
        }

        var notReady = new List<string>();
        foreach (string node in request.Nodes)
        {
            // The scheduler reports a node that does not exist if this user is not permitted to read nodes.
            (bool isUnknown, Node? known) = await FindAsync(ResourceTypes.Nodes, node, cancellationToken).ConfigureAwait(false);
            if (isUnknown)
            {
                throw Missing(ErrorIds.ResourceNotFound, $"the node '{node}' does not exist", "Specify the names of existing nodes with -Node.");
            }

            if (known?.Status?.Conditions.Find("Ready") is { Status: not "True" })
            {
                notReady.Add(node);
            }
        }

        (bool isMissing, NamespaceObject? found) = await FindAsync(ResourceTypes.Namespaces, @namespace, cancellationToken).ConfigureAwait(false);
        if (isMissing)
        {
            throw Missing(
                ErrorIds.EndpointNotTested,
                $"the endpoints were not tested, because the namespace '{@namespace}' does not exist",
                "Create the namespace, or specify the namespace in which the temporary Pod is created with -Namespace.");
        }

        return new EndpointPlan(client.Cluster, @namespace)
        {
            Region = region,
            Targets = targets,
            Pod = new EndpointPod(request.Image ?? EndpointPod.ImageOf(workload), workload, request.StepTimeout) { SetsUser = !EndpointPod.AssignsUser(found) },
            Nodes = request.Nodes.Count == 0 ? [null] : [.. request.Nodes],
            NotReadyNodes = notReady,
            Leftovers = leftovers,
        };
    }

    /// <summary>Plans a test in a cluster in which the connector is not installed.</summary>
    /// <param name="namespace">The namespace of the Pod; null for the default namespace of the connector.</param>
    /// <param name="notInstalled">The error that reports that the connector is not installed.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public Task<EndpointPlan> PlanWithoutConnectorAsync(string? @namespace, EksConnectorException notInstalled, CancellationToken cancellationToken) =>
        request.Region is { } region
            ? PlanAsync(@namespace ?? ConnectorNames.Namespace, region, EndpointTarget.Of(region, endpoint: null), workload: null, cancellationToken)
            : throw new EksConnectorException(
                notInstalled.ErrorId,
                notInstalled.Category,
                notInstalled.Message,
                $"{notInstalled.RecommendedAction} To test the endpoints before the connector is installed, specify -Region.")
            {
                Target = client.Cluster.Context,
            };

    private async Task<IReadOnlyList<ObjectMeta>> FindLeftoversAsync(string @namespace, CancellationToken cancellationToken)
    {
        ResourceList<Pod> pods = await client.ListAsync(ResourceTypes.Pods, @namespace, new ListOptions(EndpointPod.Selector), cancellationToken).ConfigureAwait(false);
        return [.. pods.Items.OrEmpty().Where(pod => EndpointPod.IsLeftover(pod, clock.GetUtcNow())).Select(pod => pod.Metadata!)];
    }

    // The objects are optional, so a missing permission is not an error.
    private async Task<(bool IsMissing, T? Found)> FindAsync<T>(ResourceType<T> type, string name, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        try
        {
            return (false, await client.GetAsync(type, @namespace: null, name, cancellationToken).ConfigureAwait(false));
        }
        catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.AccessDenied or ErrorIds.ResourceNotFound)
        {
            return (exception.ErrorId == ErrorIds.ResourceNotFound, null);
        }
    }

    private EksConnectorException Missing(string errorId, string what, string recommendedAction) => new(
        errorId, FailureCategory.ObjectNotFound, $"Context '{client.Cluster.Context}': {what}.", recommendedAction)
    {
        Target = client.Cluster.Context,
    };
}
