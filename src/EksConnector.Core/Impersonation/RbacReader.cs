using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>Reads all roles and bindings of a cluster.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="log">The log for warnings about omitted data.</param>
internal sealed class RbacReader(IKubernetesClient client, IOperationLog log)
{
    /// <summary>Reads the objects. Namespaced objects are omitted if they cannot be listed; cluster-scoped objects are required.</summary>
    public async Task<RbacSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<RbacRole>> clusterRoles = ListAsync(ResourceTypes.ClusterRoles);
        Task<IReadOnlyList<RbacBinding>> clusterRoleBindings = ListAsync(ResourceTypes.ClusterRoleBindings);
        Task<IReadOnlyList<RbacRole>> roles = ListIfAllowedAsync(ResourceTypes.Roles);
        Task<IReadOnlyList<RbacBinding>> roleBindings = ListIfAllowedAsync(ResourceTypes.RoleBindings);
        await Task.WhenAll(clusterRoles, clusterRoleBindings, roles, roleBindings).ConfigureAwait(false);
        return new RbacSnapshot
        {
            ClusterRoles = await clusterRoles.ConfigureAwait(false),
            ClusterRoleBindings = await clusterRoleBindings.ConfigureAwait(false),
            Roles = await roles.ConfigureAwait(false),
            RoleBindings = await roleBindings.ConfigureAwait(false),
        };

        async Task<IReadOnlyList<T>> ListAsync<T>(ResourceType<T> type)
            where T : IKubernetesObject =>
            (await client.ListAsync(type, @namespace: null, new ListOptions(), cancellationToken).ConfigureAwait(false)).Items.OrEmpty();

        async Task<IReadOnlyList<T>> ListIfAllowedAsync<T>(ResourceType<T> type)
            where T : IKubernetesObject
        {
            try
            {
                return await ListAsync(type).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
            {
                log.Warn($"{client.Cluster.Context}: this user is not permitted to list {type.Plural} in all namespaces (RBAC: verb list, resource {type.Plural}, API group {ResourceTypes.RbacGroup}), so the read access that they grant is omitted.");
                return [];
            }
        }
    }
}
