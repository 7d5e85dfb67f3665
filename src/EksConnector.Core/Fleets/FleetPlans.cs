using EksConnector.Core.Operations;

namespace EksConnector.Core.Fleets;

/// <summary>Applies plans that were made for several clusters.</summary>
internal static class FleetPlans
{
    /// <summary>Applies the plans, several clusters at a time, and reports the progress.</summary>
    /// <typeparam name="TPlan">The type of the plans.</typeparam>
    /// <typeparam name="TResult">The type of the results.</typeparam>
    /// <param name="plans">The plans.</param>
    /// <param name="contextOf">Returns the context of a plan.</param>
    /// <param name="activity">The activity that the progress shows.</param>
    /// <param name="request">The request, with the throttle limit and the order.</param>
    /// <param name="apply">Applies a plan.</param>
    /// <param name="writer">The writer of the results.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public static async Task ApplyAsync<TPlan, TResult>(
        IReadOnlyList<TPlan> plans,
        Func<TPlan, string> contextOf,
        string activity,
        FleetRequest request,
        Func<TPlan, FleetWork, CancellationToken, Task> apply,
        OperationWriter<TResult> writer,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (plans.Count == 0)
        {
            return;
        }

        using var progress = new FleetProgress(activity, plans.Count, clock, writer.Report);
        await Operation.ForEachClusterAsync(
            plans,
            request.ThrottleLimit,
            contextOf,
            (plan, token) => progress.TrackAsync(contextOf(plan), work => apply(plan, work, token)),
            progress.CompleteItem,
            request.KeepsOrder,
            writer,
            cancellationToken).ConfigureAwait(false);
    }
}
