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

        foreach (string node in request.Nodes)
        {
            await EnsureNodeAsync(node, cancellationToken).ConfigureAwait(false);
        }

        NamespaceObject? found = await FindAsync(ResourceTypes.Namespaces, @namespace, cancellationToken).ConfigureAwait(false);
        return new EndpointPlan(client.Cluster, @namespace)
        {
            Region = region,
            Targets = targets,
            Pod = new EndpointPod(request.Image ?? EndpointPod.ImageOf(workload), workload, request.StepTimeout) { SetsUser = !EndpointPod.AssignsUser(found) },
            Nodes = request.Nodes.Count == 0 ? [null] : [.. request.Nodes],
            Leftovers = leftovers,
        };
    }

    /// <summary>Plans a test in a cluster in which the connector is not installed.</summary>
    /// <param name="namespace">The namespace of the Pod; null for the default namespace of the connector.</param>
    /// <param name="notInstalled">The error that reports that the connector is not installed.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task<EndpointPlan> PlanWithoutConnectorAsync(string? @namespace, EksConnectorException notInstalled, CancellationToken cancellationToken)
    {
        if (request.Region is not { } region)
        {
            throw new EksConnectorException(
                notInstalled.ErrorId,
                notInstalled.Category,
                notInstalled.Message,
                $"{notInstalled.RecommendedAction} To test the endpoints before the connector is installed, specify -Region.")
            {
                Target = client.Cluster.Context,
            };
        }

        string place = @namespace ?? ConnectorNames.Namespace;
        if (notInstalled.IsMissingNamespace || await IsMissingAsync(place, cancellationToken).ConfigureAwait(false))
        {
            throw new EksConnectorException(
                ErrorIds.EndpointNotTested,
                FailureCategory.ObjectNotFound,
                $"Context '{client.Cluster.Context}': the endpoints were not tested, because the namespace '{place}' does not exist.",
                "Create the namespace, or specify the namespace in which the temporary Pod is created with -Namespace.")
            {
                Target = client.Cluster.Context,
            };
        }

        return await PlanAsync(place, region, EndpointTarget.Of(region, endpoint: null), workload: null, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ObjectMeta>> FindLeftoversAsync(string @namespace, CancellationToken cancellationToken)
    {
        ResourceList<Pod> pods = await client.ListAsync(ResourceTypes.Pods, @namespace, new ListOptions(EndpointPod.Selector), cancellationToken).ConfigureAwait(false);
        return [.. pods.Items.OrEmpty().Where(pod => EndpointPod.IsLeftover(pod, clock.GetUtcNow())).Select(pod => pod.Metadata!)];
    }

    private async Task EnsureNodeAsync(string node, CancellationToken cancellationToken)
    {
        try
        {
            await client.GetAsync(ResourceTypes.Nodes, @namespace: null, node, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            // The scheduler reports a node that does not exist.
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceNotFound)
        {
            throw new EksConnectorException(
                ErrorIds.ResourceNotFound,
                FailureCategory.ObjectNotFound,
                $"Context '{client.Cluster.Context}': the node '{node}' does not exist.",
                "Specify the names of existing nodes with -Node.")
            {
                Target = client.Cluster.Context,
            };
        }
    }

    private async Task<bool> IsMissingAsync(string @namespace, CancellationToken cancellationToken)
    {
        try
        {
            await client.GetAsync(ResourceTypes.Namespaces, @namespace: null, @namespace, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.ResourceNotFound or ErrorIds.AccessDenied)
        {
            return exception.ErrorId == ErrorIds.ResourceNotFound;
        }
    }

    // The object is optional, so a missing permission is not an error.
    private async Task<T?> FindAsync<T>(ResourceType<T> type, string name, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        try
        {
            return await client.GetAsync(type, @namespace: null, name, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.AccessDenied or ErrorIds.ResourceNotFound)
        {
            return null;
        }
    }
}
