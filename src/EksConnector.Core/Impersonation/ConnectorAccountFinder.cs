using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>Finds the service accounts that the connector really runs as on one cluster.</summary>
/// <param name="client">The cluster.</param>
/// <param name="log">Where it says what it had to assume.</param>
internal sealed class ConnectorAccountFinder(IKubernetesClient client, IOperationLog log)
{
    /// <summary>Finds them.</summary>
    /// <param name="namespace">The connector's namespace; null for every namespace that has it.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>One for each connector, that of the usual namespace first; none where there is no connector.</returns>
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

    /// <summary>Finds the one that a change is for.</summary>
    /// <param name="namespace">The connector's namespace; null for the only one that there is.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>One account; none where there is no connector.</returns>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.NamespaceRequired"/>.</exception>
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

    /// <summary>Finds the namespaces of all connectors on the cluster: bindings to their service accounts are right.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The namespaces; none where the user may not look.</returns>
    public async Task<IReadOnlyList<string>> FindNamespacesAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken).ConfigureAwait(false) ?? []).Select(account => account.Namespace)];

    /// <summary>The failure of a cluster that has no connector.</summary>
    /// <param name="namespace">The namespace that was named; null where all were looked through.</param>
    /// <param name="cancellationToken">Cancels the search for where the connector is.</param>
    public async Task<EksConnectorException> NotInstalledAsync(string? @namespace, CancellationToken cancellationToken)
    {
        if (@namespace is not null
            && await new ConnectorReader(client, log, TimeProvider.System).NotInNamespaceAsync(@namespace, cancellationToken).ConfigureAwait(false) is { IsWrongNamespace: true } wrong)
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

    // Null where the user may not look in all namespaces.
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
