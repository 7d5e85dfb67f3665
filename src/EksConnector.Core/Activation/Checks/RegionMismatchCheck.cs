using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the region the one that the cluster is registered in, by EKS and by the states?</summary>
internal sealed class RegionMismatchCheck() : ActivationCheck(FindingCodes.RegionMismatch)
{
    protected override Unread? Missing(ActivationSnapshot snapshot)
    {
        if (Need.Settings(snapshot) is { } why)
        {
            return why;
        }

        return snapshot.Settings!.Region.Value is null
            ? new Unread("there is no region to compare")
            : Registered(snapshot) is null ? Need.EksCluster(snapshot) ?? new Unread("it is not known where the cluster is registered") : null;
    }

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        string region = snapshot.Settings!.Region.Value!;
        (string registered, string where) = Registered(snapshot)!.Value;
        return region == registered
            ? Passed($"The cluster is registered in {registered}, which is the region that is set.")
            : Wrong(snapshot, $"The cluster is registered in {registered}, but the region that is set is {region}.") with
            {
                Evidence = $"{Need.Where(snapshot)}: {region}; {where}: {registered}",
                RecommendedAction = $"Set the region to {registered}, or deregister the cluster there and register it in {region}.",
                Fix = ActivationFixes.SetRegion(snapshot),
            };
    }

    private static (string Region, string Where)? Registered(ActivationSnapshot snapshot)
    {
        if (snapshot.Aws is { Region: { } region } && snapshot.Eks is not null)
        {
            return (region, "EKS");
        }

        StateFacts? state = snapshot.Cluster?.States.FirstOrDefault(candidate => candidate.Region is not null);
        return state is null ? null : (state.Region!, $"Secret {state.Name}");
    }
}
