using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>Reads the module's own objects from a cluster: one list for each kind, however many principals there are.</summary>
/// <param name="client">The cluster.</param>
/// <param name="log">Where it says what it had to leave out.</param>
internal sealed class OwnObjectReader(IKubernetesClient client, IOperationLog log)
{
    // A selector with more names than this is no quicker than reading them all.
    private const int MostNamed = 16;

    /// <summary>Reads them.</summary>
    /// <param name="users">The users whose objects are of interest.</param>
    /// <param name="namespaces">The namespaces whose RoleBindings are read; none for no RoleBindings, and null for those of all namespaces.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<OwnObjects> ReadAsync(
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

        // The failure of the first is told; none of the others is left without an observer.
        await Task.WhenAll(roles, clusterBindings, bindings).ConfigureAwait(false);
        return new OwnObjects(
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
        users.Count > MostNamed
            ? ImpersonationNames.Selector
            : $"{ImpersonationNames.Selector},{ImpersonationNames.PrincipalLabel} in ({string.Join(',', users.Select(ImpersonationNames.Hash).Append(ImpersonationNames.Shared))})";
}
