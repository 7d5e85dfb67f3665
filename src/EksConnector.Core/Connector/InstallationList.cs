using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Connector;

/// <summary>Lists everything on a cluster that has the connector's name. Anybody who may create a StatefulSet can give it that name.</summary>
internal static class InstallationList
{
    /// <summary>Reads the list.</summary>
    /// <param name="client">The client of the cluster.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The StatefulSets by namespace, that of the usual namespace first; each has a namespace, and each namespace is there once.</returns>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.AccessDenied"/> where the user may not list all namespaces.</exception>
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
