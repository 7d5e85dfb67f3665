using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Connector;

/// <summary>Lists the StatefulSets that have the connector's name. Any user who can create a StatefulSet can give it that name.</summary>
internal static class InstallationList
{
    /// <summary>Reads the list.</summary>
    /// <param name="client">The client of the cluster.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The StatefulSets sorted by namespace, the default namespace first; at most one for each namespace.</returns>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.AccessDenied"/>: the user is not permitted to list all namespaces.</exception>
    public static async Task<IReadOnlyList<StatefulSet>> ReadAsync(IKubernetesClient client, CancellationToken cancellationToken)
    {
        ResourceList<StatefulSet> list = await client.ListAsync(
            ResourceTypes.StatefulSets,
            @namespace: null,
            new ListOptions(FieldSelector: $"metadata.name={ConnectorNames.StatefulSet}"),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. list.Items.OrEmpty()
                .Where(item => item?.Metadata is { Name: ConnectorNames.StatefulSet, Namespace: not null })
                .DistinctBy(item => item.Metadata!.Namespace, StringComparer.Ordinal)
                .OrderBy(item => item.Metadata!.Namespace != ConnectorNames.Namespace)
                .ThenBy(item => item.Metadata!.Namespace, StringComparer.Ordinal),
        ];
    }
}
