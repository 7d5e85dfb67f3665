using System.Collections.Concurrent;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Checks whether the caller is permitted to bind a role that does not exist yet. A dry run fails because the server cannot find
/// the role, so the check follows the RBAC rule: the caller needs the verb bind, or all permissions of the role.
/// </summary>
/// <param name="client">The client of the cluster.</param>
internal sealed class BindPermission(IKubernetesClient client)
{
    private readonly ConcurrentDictionary<AccessCheck, Task<bool>> _answers = new();

    /// <summary>Throws if the caller is not permitted to bind the role.</summary>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.EscalationDenied"/>: the caller lacks permissions.</exception>
    public async Task EnsureAsync(RbacObject binding, RbacObject role, CancellationToken cancellationToken)
    {
        if (await IsAllowedAsync(Bind(binding, name: null), cancellationToken).ConfigureAwait(false)
            || await IsAllowedAsync(Bind(binding, role.Name), cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        foreach (AccessCheck question in PermissionsOf(binding, role))
        {
            if (!await IsAllowedAsync(question, cancellationToken).ConfigureAwait(false))
            {
                throw new EksConnectorException(
                    ErrorIds.EscalationDenied,
                    FailureCategory.PermissionDenied,
                    $"Context '{client.Cluster.Context}': this user is not permitted to bind {role.Id}, because the user is not permitted to {question.Verb} {question.Resource}{(question.Name is null ? string.Empty : $" '{question.Name}'")}.",
                    "RBAC does not allow a user to grant permissions that the user does not have. Ask a cluster administrator to run this command, or request the verb bind on clusterroles (API group rbac.authorization.k8s.io).")
                {
                    Target = client.Cluster.Context,
                };
            }
        }
    }

    private Task<bool> IsAllowedAsync(AccessCheck question, CancellationToken cancellationToken) =>
        _answers.GetOrAdd(question, check => client.ReviewAccessAsync(check, cancellationToken));

    private static AccessCheck Bind(RbacObject binding, string? name) => new("bind", "clusterroles")
    {
        Group = ResourceTypes.RbacGroup,
        Namespace = binding.Namespace,
        Name = name,
    };

    private static IEnumerable<AccessCheck> PermissionsOf(RbacObject binding, RbacObject role) =>
        from rule in role.Rules
        from verb in rule.Verbs.OrEmpty()
        from @group in rule.ApiGroups.OrEmpty()
        from resource in rule.Resources.OrEmpty()
        from name in rule.ResourceNames is { } names ? names : (IEnumerable<string?>)[null]
        select new AccessCheck(verb, resource) { Group = @group, Namespace = binding.Namespace, Name = name };
}
