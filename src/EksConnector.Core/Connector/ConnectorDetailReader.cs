using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Connector;

/// <summary>Adds what explains the state of a connector, and omits what is not permitted.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="log">The log for warnings about omitted data.</param>
internal sealed class ConnectorDetailReader(IKubernetesClient client, IOperationLog log)
{
    /// <summary>Adds the events of the namespace, which can explain why Pods do not start.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="all">Whether all events are read instead of only warnings.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The snapshot with events, or the same snapshot if they cannot be read.</returns>
    public async Task<ConnectorSnapshot> WithEventsAsync(ConnectorSnapshot snapshot, bool all, CancellationToken cancellationToken)
    {
        var options = new ListOptions(FieldSelector: all ? null : "type=Warning");
        ResourceList<KubernetesEvent>? events = await IfReadableAsync(
            () => client.ListAsync(ResourceTypes.Events, snapshot.Namespace, options, cancellationToken),
            "events, which can explain why Pods do not start, are omitted",
            $"this user is not permitted to list them in namespace '{snapshot.Namespace}' (RBAC: verb list, resource events)").ConfigureAwait(false);
        return events is null ? snapshot : snapshot with { Events = events.Items.OrEmpty() };
    }

    /// <summary>Adds details of the cluster: the version of the API server and the nodes of the Pods.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The snapshot with the details that can be read.</returns>
    public async Task<ConnectorSnapshot> WithDetailAsync(ConnectorSnapshot snapshot, CancellationToken cancellationToken)
    {
        Task<ConnectorSnapshot> events = WithEventsAsync(snapshot, all: true, cancellationToken);
        Task<ServerVersion?> version = IfReadableAsync(
            () => client.GetServerVersionAsync(cancellationToken),
            "the version of the API server is omitted",
            "this user is not permitted to get the path /version (RBAC: verb get, nonResourceURL /version)");
        IReadOnlyDictionary<string, Node>? nodes = await ReadNodesAsync(snapshot, cancellationToken).ConfigureAwait(false);
        return (await events.ConfigureAwait(false)) with
        {
            Detail = new ClusterDetail((await version.ConfigureAwait(false))?.GitVersion, nodes),
        };
    }

    // All nodes are read only if a Pod is not scheduled, because a large cluster has thousands of nodes.
    private async Task<IReadOnlyDictionary<string, Node>?> ReadNodesAsync(ConnectorSnapshot snapshot, CancellationToken cancellationToken)
    {
        IEnumerable<Node>? nodes;
        if (snapshot.Pods.Any(pod => string.IsNullOrEmpty(pod.Spec?.NodeName)))
        {
            ResourceList<Node>? list = await IfReadableAsync(
                () => client.ListAsync(ResourceTypes.Nodes, @namespace: null, new ListOptions(), cancellationToken),
                "nodes, and the reasons why they do not accept a Pod, are omitted",
                "this user is not permitted to list them (RBAC: verb list, resource nodes)").ConfigureAwait(false);
            nodes = list?.Items.OrEmpty();
        }
        else
        {
            IEnumerable<string> names = snapshot.Pods.Select(pod => pod.Spec!.NodeName!).Distinct(StringComparer.Ordinal);
            Node?[] read = await Task.WhenAll(names.Select(name => IfReadableAsync(
                () => client.GetAsync(ResourceTypes.Nodes, @namespace: null, name, cancellationToken),
                "nodes are omitted",
                "this user is not permitted to get them (RBAC: verb get, resource nodes)"))).ConfigureAwait(false);
            nodes = read.OfType<Node>();
        }

        return nodes?.DistinctBy(node => node.Metadata?.Name, StringComparer.Ordinal).ToDictionary(node => node.Metadata?.Name ?? string.Empty, StringComparer.Ordinal);
    }

    // Optional data is omitted with a warning if it cannot be read, and without a warning if it no longer exists.
    private async Task<T?> IfReadableAsync<T>(Func<Task<T>> read, string omitted, string missingPermission)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceNotFound)
        {
            return null;
        }
        catch (EksConnectorException exception)
        {
            string why = exception.ErrorId == ErrorIds.AccessDenied ? missingPermission + "." : exception.Message;
            log.Warn($"{client.Cluster.Context}: {omitted}: {why}");
            return null;
        }
    }
}
