using System.Collections.Concurrent;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Whether the caller may bind a role that is not there yet. A rehearsal cannot tell: the server looks the role up, and finds
/// none. So the caller's rights are asked for by RBAC's own rule: the verb bind, or holding all that the role gives.
/// </summary>
/// <param name="client">The cluster.</param>
internal sealed class BindRight(IKubernetesClient client)
{
    private readonly ConcurrentDictionary<AccessQuestion, Task<bool>> _answers = new();

    /// <summary>Makes sure of it.</summary>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.EscalationDenied"/>.</exception>
    public async Task EnsureAsync(RbacObject binding, RbacObject role, CancellationToken cancellationToken)
    {
        if (await IsAllowedAsync(Bind(binding, name: null), cancellationToken).ConfigureAwait(false)
            || await IsAllowedAsync(Bind(binding, role.Name), cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        foreach (AccessQuestion question in Held(binding, role))
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

    private Task<bool> IsAllowedAsync(AccessQuestion question, CancellationToken cancellationToken) =>
        _answers.GetOrAdd(question, asked => client.ReviewAccessAsync(asked, cancellationToken));

    private static AccessQuestion Bind(RbacObject binding, string? name) => new("bind", "clusterroles")
    {
        Group = ResourceTypes.RbacGroup,
        Namespace = binding.Namespace,
        Name = name,
    };

    private static IEnumerable<AccessQuestion> Held(RbacObject binding, RbacObject role) =>
        from rule in role.Rules
        from verb in rule.Verbs.OrEmpty()
        from @group in rule.ApiGroups.OrEmpty()
        from resource in rule.Resources.OrEmpty()
        from name in rule.ResourceNames is { } names ? names : (IEnumerable<string?>)[null]
        select new AccessQuestion(verb, resource) { Group = @group, Namespace = binding.Namespace, Name = name };
}
