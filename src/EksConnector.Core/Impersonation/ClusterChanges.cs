using System.Collections.Concurrent;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Applies the changes for many principals on one cluster. All changes are tried in a dry run first; a principal with a failed
/// change is reported and skipped. Then the changes are applied, for several principals concurrently.
/// </summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="writer">The writer for failures.</param>
/// <param name="parallelism">The maximum number of principals that are processed concurrently.</param>
internal sealed class ClusterChanges(IKubernetesClient client, OperationWriter<ImpersonationGrant> writer, int parallelism)
{
    private readonly RbacWriter _rbac = new(client);
    private readonly BindPermission _bindPermission = new(client);

    // Objects that all principals share are tried and written once.
    private readonly ConcurrentDictionary<string, Lazy<Task<RbacChange?>>> _sharedDryRuns = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> _sharedWrites = new(StringComparer.Ordinal);

    /// <summary>Applies the changes.</summary>
    /// <param name="plans">The plans, one for each principal.</param>
    /// <param name="verify">The verification that is called for each completed principal, with whether anything was changed.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task ApplyAsync(
        IReadOnlyList<ImpersonationPlan> plans, Func<ImpersonationPlan, bool, CancellationToken, Task> verify, CancellationToken cancellationToken)
    {
        var failures = new PlanFailures();
        var dryRuns = new DryRunResult?[plans.Count];
        await ForEachAsync(
            plans.Count,
            async (i, token) => dryRuns[i] = await DryRunAsync(plans[i], failures, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        foreach (EksConnectorException failure in failures.All())
        {
            writer.Fail(failure);
        }

        await ForEachAsync(
            plans.Count,
            async (i, token) =>
            {
                if (dryRuns[i] is not { } dryRun)
                {
                    return;
                }

                try
                {
                    bool changed = await WriteAsync(plans[i], dryRun, token).ConfigureAwait(false);
                    await verify(plans[i], changed, token).ConfigureAwait(false);
                }
                catch (EksConnectorException exception)
                {
                    writer.Fail(exception);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    private Task ForEachAsync(int count, Func<int, CancellationToken, ValueTask> work, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken },
            work);

    private async Task<DryRunResult?> DryRunAsync(ImpersonationPlan plan, PlanFailures failures, CancellationToken cancellationToken)
    {
        var isRoleMissing = new Flag();
        Task<RbacChange?>[] tasks = [.. plan.Changes.Select(change => DryRunChangeAsync(plan, change, isRoleMissing, cancellationToken))];
        await ((Task)Task.WhenAll(tasks)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (int i = 0; i < tasks.Length; i++)
        {
            try
            {
                await tasks[i].ConfigureAwait(false);
            }
            catch (EksConnectorException exception)
            {
                RbacChange change = plan.Changes[i];
                string kind = $"{exception.ErrorId} {change.Verb} {change.Object.Kind} {change.Object.Namespace}";
                failures.Add(kind, plan.KubernetesUser, Refused(plan, change, exception));
                return null;
            }
        }

        return new DryRunResult([.. tasks.Select(task => task.Result).OfType<RbacChange>()], isRoleMissing.Value);
    }

    private async Task<RbacChange?> DryRunChangeAsync(
        ImpersonationPlan plan, RbacChange change, Flag isRoleMissing, CancellationToken cancellationToken)
    {
        if (change.Object.IsShared)
        {
            return await _sharedDryRuns
                .GetOrAdd(change.Object.Id, _ => new(() => _rbac.DryRunAsync(change, cancellationToken)))
                .Value.ConfigureAwait(false);
        }

        try
        {
            return await _rbac.DryRunAsync(change, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (
            exception.ErrorId == ErrorIds.ResourceNotFound && change is { Verb: ChangeVerb.Create, Object.IsBinding: true } && NewRole(plan, change) is { } role
            && exception.Message.Contains(role.Name, StringComparison.Ordinal))
        {
            isRoleMissing.Value = true;
            await _bindPermission.EnsureAsync(change.Object, role, cancellationToken).ConfigureAwait(false);
            return change;
        }
    }

    private static RbacObject? NewRole(ImpersonationPlan plan, RbacChange binding) =>
        plan.Changes.FirstOrDefault(change => change.Verb == ChangeVerb.Create && !change.Object.IsBinding && change.Object.Name == binding.Object.Role)?.Object;

    private async Task<bool> WriteAsync(ImpersonationPlan plan, DryRunResult dryRun, CancellationToken cancellationToken)
    {
        var results = new (RbacChange Change, bool IsWritten, EksConnectorException? Failure)[dryRun.Changes.Count];
        if (dryRun.NeedsOrder || dryRun.Changes.Any(change => change.Verb == ChangeVerb.Delete))
        {
            // The order of the plan matters: roles are created first, and bindings are deleted first.
            for (int i = 0; i < results.Length && (i == 0 || results[i - 1].Failure is null); i++)
            {
                results[i] = await WriteOneAsync(dryRun.Changes[i], cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            results = await Task.WhenAll(dryRun.Changes.Select(change => WriteOneAsync(change, cancellationToken))).ConfigureAwait(false);
        }

        if (results.Any(result => result.Failure is not null))
        {
            throw Incomplete(plan, dryRun.Changes, results);
        }

        return results.Any(result => result.IsWritten);
    }

    private async Task<(RbacChange Change, bool IsWritten, EksConnectorException? Failure)> WriteOneAsync(
        RbacChange change, CancellationToken cancellationToken)
    {
        try
        {
            bool isWritten = change.Object.IsShared
                ? await _sharedWrites.GetOrAdd(change.Object.Id, _ => new(() => _rbac.WriteAsync(change, cancellationToken))).Value.ConfigureAwait(false)
                : await _rbac.WriteAsync(change, cancellationToken).ConfigureAwait(false);
            return (change, isWritten, null);
        }
        catch (EksConnectorException exception)
        {
            return (change, false, exception);
        }
    }

    private static EksConnectorException Refused(ImpersonationPlan plan, RbacChange change, EksConnectorException exception) =>
        new(
            exception.ErrorId,
            exception.Category,
            $"{plan.KubernetesUser}: the API server rejected a dry run to {change.Verb.ToString().ToLowerInvariant()} {change.Object.Id}, so nothing was changed for this principal. {exception.Message}",
            exception.ErrorId == ErrorIds.ResourceNotFound && change.Object.Namespace is { } @namespace
                ? $"Check that the namespace '{@namespace}' that you specified with -AccessNamespace exists."
                : exception.RecommendedAction)
        {
            Target = plan.Context,
            StatusCode = exception.StatusCode,
            Reason = exception.Reason,
        };

    private static EksConnectorException Incomplete(
        ImpersonationPlan plan,
        IReadOnlyList<RbacChange> changes,
        (RbacChange Change, bool IsWritten, EksConnectorException? Failure)[] results)
    {
        EksConnectorException failure = results.First(result => result.Failure is not null).Failure!;
        string[] done = [.. results.Where(result => result is { Change: not null, Failure: null }).Select(result => Verbal(result.Change))];
        string[] open = [.. changes.Select(Verbal).Except(done, StringComparer.Ordinal)];
        return new EksConnectorException(
            ErrorIds.ChangeIncomplete,
            failure.Category,
            $"{plan.KubernetesUser}: stopped before all changes were made. Completed: {(done.Length == 0 ? "nothing" : string.Join(", ", done))}. Not completed: {string.Join(", ", open)}. {failure.Message}",
            $"{failure.RecommendedAction} Then run the same command again to complete the remaining changes.")
        {
            Target = plan.Context,
            StatusCode = failure.StatusCode,
            Reason = failure.Reason,
        };
    }

    private static string Verbal(RbacChange change) => $"{change.Verb.ToString().ToLowerInvariant()} {change.Object.Id}";

    private sealed record DryRunResult(IReadOnlyList<RbacChange> Changes, bool NeedsOrder);

    private sealed class Flag
    {
        public volatile bool Value;
    }
}
