using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>Reads what Kubernetes says of the StatefulSet, its pods and their nodes.</summary>
/// <param name="client">The cluster.</param>
internal sealed class WorkloadReader(IKubernetesClient client)
{
    /// <summary>Reads what there is without a connector.</summary>
    /// <param name="namespace">Where it should be.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<WorkloadFacts> ReadWithoutConnectorAsync(string @namespace, CancellationToken cancellationToken) =>
        new() { Namespace = await ReadNamespaceAsync(@namespace, cancellationToken).ConfigureAwait(false) };

    /// <summary>Reads.</summary>
    /// <param name="snapshot">The StatefulSet and its pods.</param>
    /// <param name="detail">The same with events, nodes and the server's version, which is being read.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<WorkloadFacts> ReadAsync(ConnectorSnapshot snapshot, Task<ConnectorSnapshot> detail, CancellationToken cancellationToken)
    {
        Task<NamespaceFacts> namespaceRead = ReadNamespaceAsync(snapshot.Namespace, cancellationToken);
        WorkloadFacts facts = WorkloadFactsReader.Read(await detail.ConfigureAwait(false));
        return facts with { Namespace = await namespaceRead.ConfigureAwait(false) };
    }

    private async Task<NamespaceFacts> ReadNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            NamespaceObject found = await client.GetAsync(ResourceTypes.Namespaces, @namespace: null, name, cancellationToken).ConfigureAwait(false);
            return new NamespaceFacts { IsThere = true, DeletedSince = found.Metadata?.DeletionTimestamp };
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceNotFound)
        {
            return new NamespaceFacts { IsThere = false };
        }
        catch (EksConnectorException exception)
        {
            return new NamespaceFacts { Unread = Unread.Because(exception, "get", "namespaces", group: null, @namespace: null) };
        }
    }
}
