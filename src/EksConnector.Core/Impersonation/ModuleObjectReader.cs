using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>Reads the objects of the module from a cluster, with one list request for each kind regardless of the number of principals.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="log">The log for warnings about omitted data.</param>
internal sealed class ModuleObjectReader(IKubernetesClient client, IOperationLog log)
{
    // A selector with more names than this is not faster than listing all objects of the module.
    private const int MaxNames = 16;

    /// <summary>Reads the objects.</summary>
    /// <param name="users">The users whose objects are read.</param>
    /// <param name="namespaces">The namespaces whose RoleBindings are read; if empty, none, and if null, all namespaces.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task<ModuleObjects> ReadAsync(
        IReadOnlyCollection<string> users, IReadOnlyList<string>? namespaces, CancellationToken cancellationToken)
    {
        var options = new ListOptions(Selector(users));
        Task<ResourceList<RbacRole>> roles = client.ListAsync(
            ResourceTypes.ClusterRoles, @namespace: null, options, cancellationToken);
        Task<ResourceList<RbacBinding>> clusterBindings = client.ListAsync(
            ResourceTypes.ClusterRoleBindings, @namespace: null, options, cancellationToken);
        IEnumerable<Task<IReadOnlyList<RbacBinding>>> scoped = namespaces is null
            ? [ReadAllRoleBindingsAsync(options, cancellationToken)]
            : namespaces.Select(scope => ReadRoleBindingsAsync(scope, options, cancellationToken));
        Task<IReadOnlyList<RbacBinding>[]> bindings = Task.WhenAll(scoped);

        // Reports the first failure and observes the exceptions of all tasks.
        await Task.WhenAll(roles, clusterBindings, bindings).ConfigureAwait(false);
        return new ModuleObjects(
            (await roles.ConfigureAwait(false)).Items.OrEmpty(),
            (await clusterBindings.ConfigureAwait(false)).Items.OrEmpty(),
            (await bindings.ConfigureAwait(false)).SelectMany(list => list));
    }

    private async Task<IReadOnlyList<RbacBinding>> ReadRoleBindingsAsync(string? @namespace, ListOptions options, CancellationToken cancellationToken) =>
        (await client.ListAsync(ResourceTypes.RoleBindings, @namespace, options, cancellationToken).ConfigureAwait(false)).Items.OrEmpty();

    private async Task<IReadOnlyList<RbacBinding>> ReadAllRoleBindingsAsync(ListOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadRoleBindingsAsync(@namespace: null, options, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            log.Warn($"{client.Cluster.Context}: this user is not permitted to list rolebindings in all namespaces (RBAC: verb list, resource rolebindings, API group {ResourceTypes.RbacGroup}), so read access in single namespaces is not found.");
            return [];
        }
    }

    private static string Selector(IReadOnlyCollection<string> users) =>
        users.Count > MaxNames
            ? ImpersonationNames.Selector
            : $"{ImpersonationNames.Selector},{ImpersonationNames.PrincipalLabel} in ({string.Join(',', users.Select(ImpersonationNames.Hash).Append(ImpersonationNames.Shared))})";
}
