using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Applies changes to the module's objects, optionally as a dry run. A concurrent change by another client is not an error if it
/// leads to the same result.
/// </summary>
/// <param name="client">The client of the cluster.</param>
internal sealed class RbacWriter(IKubernetesClient client)
{
    // Concurrent clients want the same object, so a few attempts are enough.
    private const int MaxAttempts = 5;

    /// <summary>Sends the change as a dry run.</summary>
    /// <returns>The change that is still required; null if another client has already made it.</returns>
    public async Task<RbacChange?> DryRunAsync(RbacChange change, CancellationToken cancellationToken) =>
        (await ApplyWithRetriesAsync(change, dryRun: true, cancellationToken).ConfigureAwait(false)).Change;

    /// <summary>Applies the change.</summary>
    /// <returns>Whether the change was written; false if another client had already made it.</returns>
    public async Task<bool> WriteAsync(RbacChange change, CancellationToken cancellationToken) =>
        (await ApplyWithRetriesAsync(change, dryRun: false, cancellationToken).ConfigureAwait(false)).IsWritten;

    private async Task<(RbacChange? Change, bool IsWritten)> ApplyWithRetriesAsync(RbacChange change, bool dryRun, CancellationToken cancellationToken)
    {
        RbacChange? next = change;
        for (int round = 1; next is not null; round++)
        {
            try
            {
                await SendAsync(next, dryRun, cancellationToken).ConfigureAwait(false);
                return (next, IsWritten: true);
            }
            catch (EksConnectorException exception) when (IsConcurrentChange(exception, next) && round < MaxAttempts)
            {
                next = await ReplanAsync(next, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.InvalidRequest && next is { Verb: ChangeVerb.Update, Object.IsBinding: true })
            {
                throw Conflict(next.Object, "it is bound to another role, and that cannot be changed");
            }
        }

        return (null, IsWritten: false);
    }

    private Task SendAsync(RbacChange change, bool dryRun, CancellationToken cancellationToken)
    {
        return change.Object.Kind switch
        {
            RbacKind.ClusterRole => Send(ResourceTypes.ClusterRoles),
            RbacKind.ClusterRoleBinding => Send(ResourceTypes.ClusterRoleBindings),
            _ => Send(ResourceTypes.RoleBindings),
        };

        Task Send<T>(ResourceType<T> type)
            where T : IKubernetesObject => change.Verb switch
            {
                ChangeVerb.Create => client.CreateAsync(type, change.Object.Namespace, change.Object.ToJson(), dryRun, cancellationToken),
                ChangeVerb.Update => client.ReplaceAsync(
                    type, change.Object.Namespace, change.Object.Name, change.Object.ToJson(change.ResourceVersion), dryRun, cancellationToken),
                _ => client.DeleteAsync(type, change.Object.Namespace, change.Object.Name, change.Uid, dryRun, cancellationToken),
            };
    }

    // For an update or a deletion, not found means that the object was deleted meanwhile; for a creation, that another object is missing.
    private static bool IsConcurrentChange(EksConnectorException exception, RbacChange change) =>
        exception.ErrorId == ErrorIds.Conflict || (exception.ErrorId == ErrorIds.ResourceNotFound && change.Verb != ChangeVerb.Create);

    private async Task<RbacChange?> ReplanAsync(RbacChange change, CancellationToken cancellationToken)
    {
        RbacObject wanted = change.Object;
        ObjectMeta? there;
        bool isUpToDate = false;
        try
        {
            if (wanted.Kind == RbacKind.ClusterRole)
            {
                RbacRole role = await client.GetAsync(ResourceTypes.ClusterRoles, @namespace: null, wanted.Name, cancellationToken).ConfigureAwait(false);
                there = role.Metadata;
                isUpToDate = wanted.Matches(role);
            }
            else
            {
                RbacBinding binding = await client.GetAsync(
                    wanted.Kind == RbacKind.RoleBinding ? ResourceTypes.RoleBindings : ResourceTypes.ClusterRoleBindings,
                    wanted.Namespace,
                    wanted.Name,
                    cancellationToken).ConfigureAwait(false);
                there = binding.Metadata;
                isUpToDate = wanted.Matches(binding);
            }
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceNotFound)
        {
            there = null;
        }

        return (change.Verb, there) switch
        {
            (ChangeVerb.Delete, null) => null,
            (_, null) => change with { Verb = ChangeVerb.Create },
            (ChangeVerb.Delete, _) => RbacObject.IsManagedByModule(there) ? change with { Uid = there.Uid ?? string.Empty } : null,
            _ when !RbacObject.IsManagedByModule(there) => throw Conflict(wanted, $"it does not have the label {ConnectorNames.ManagedByLabel}={ImpersonationNames.Manager}, so this module does not manage it"),
            _ => isUpToDate ? null : change with { Verb = ChangeVerb.Update, Uid = there.Uid ?? string.Empty, ResourceVersion = there.ResourceVersion },
        };
    }

    private EksConnectorException Conflict(RbacObject wanted, string why) =>
        new(
            ErrorIds.RbacConflict,
            FailureCategory.InvalidOperation,
            $"Context '{client.Cluster.Context}': {wanted.Id} already exists, and {why}. It was not changed.",
            "Check the object, and delete it if it is not needed. Then run the command again.")
        {
            Target = client.Cluster.Context,
        };
}
