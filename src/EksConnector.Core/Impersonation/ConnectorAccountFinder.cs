using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>Finds the service accounts that the connectors of one cluster run as.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="log">The log for warnings about assumptions.</param>
internal sealed class ConnectorAccountFinder(IKubernetesClient client, IOperationLog log)
{
    /// <summary>Finds the service accounts of all connectors.</summary>
    /// <param name="namespace">The namespace of the connector; if null, all namespaces.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>One account for each connector, the default namespace first; empty if no connector was found.</returns>
    public async Task<IReadOnlyList<ConnectorAccount>> FindAsync(string? @namespace, CancellationToken cancellationToken)
    {
        if (@namespace is null && await ListAsync(cancellationToken).ConfigureAwait(false) is { } all)
        {
            return all;
        }

        string first = @namespace ?? ConnectorNames.Namespace;
        try
        {
            return [ConnectorAccount.Of(await client.GetAsync(
                ResourceTypes.StatefulSets, first, ConnectorNames.StatefulSet, cancellationToken).ConfigureAwait(false), first)];
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceNotFound)
        {
            return [];
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            log.Warn($"{client.Cluster.Context}: this user is not permitted to read the StatefulSet '{ConnectorNames.StatefulSet}' in namespace '{first}' (RBAC: verb get, resource statefulsets, API group apps), so the connector is assumed to run there as the service account '{ConnectorNames.ServiceAccount}'.");
            return [ConnectorAccount.Of(statefulSet: null, first)];
        }
    }

    /// <summary>Finds the service account for a change.</summary>
    /// <param name="namespace">The namespace of the connector; if null, the only connector of the cluster is used.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>One account; empty if no connector was found.</returns>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.NamespaceRequired"/>: the cluster has more than one connector.</exception>
    public async Task<IReadOnlyList<ConnectorAccount>> FindForChangeAsync(string? @namespace, CancellationToken cancellationToken)
    {
        if (@namespace is null)
        {
            (bool isListed, StatefulSet? found) = await new ChangeTarget(client).FindAsync(cancellationToken).ConfigureAwait(false);
            if (isListed)
            {
                return found is null ? [] : [ConnectorAccount.Of(found, found.Metadata!.Namespace!)];
            }
        }

        return await FindAsync(@namespace ?? ConnectorNames.Namespace, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the namespaces of all connectors on the cluster; bindings to their service accounts are valid.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The namespaces; empty if the user is not permitted to list them.</returns>
    public async Task<IReadOnlyList<string>> FindNamespacesAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken).ConfigureAwait(false) ?? []).Select(account => account.Namespace)];

    /// <summary>Creates the error for a cluster without a connector.</summary>
    /// <param name="namespace">The namespace that was specified; null if all namespaces were searched.</param>
    /// <param name="cancellationToken">A token that cancels the search for the connector.</param>
    public async Task<EksConnectorException> NotInstalledAsync(string? @namespace, CancellationToken cancellationToken)
    {
        if (@namespace is not null
            && await new MissingConnector(client).InNamespaceAsync(@namespace, cancellationToken).ConfigureAwait(false) is { IsWrongNamespace: true } wrong)
        {
            return wrong;
        }

        string where = @namespace is null ? "any namespace that this user can list" : $"namespace '{@namespace}'";
        return new EksConnectorException(
            ErrorIds.ConnectorNotInstalled,
            FailureCategory.ObjectNotFound,
            $"Context '{client.Cluster.Context}': the EKS Connector (StatefulSet '{ConnectorNames.StatefulSet}') was not found in {where}, so there is no service account for the grant.",
            "Install the connector first, or specify its namespace with -Namespace.")
        {
            Target = client.Cluster.Context,
        };
    }

    // Returns null if the user is not permitted to list StatefulSets in all namespaces.
    private async Task<IReadOnlyList<ConnectorAccount>?> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<StatefulSet> found = await InstallationList.ReadAsync(client, cancellationToken).ConfigureAwait(false);
            return [.. found.Select(item => ConnectorAccount.Of(item, item.Metadata!.Namespace!))];
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            return null;
        }
    }
}
