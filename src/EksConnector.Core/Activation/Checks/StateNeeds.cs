using EksConnector.Core.Connector;

namespace EksConnector.Core.Activation.Checks;

/// <summary>What the checks of states need.</summary>
internal static class StateNeeds
{
    /// <summary>At least one state that could be read.</summary>
    public static Unread? There(ActivationSnapshot snapshot)
    {
        if (Need.Connector(snapshot) is { } why)
        {
            return why;
        }

        return snapshot.Cluster!.States.Any(state => state.IsThere == true)
            ? null
            : snapshot.Cluster.States.FirstOrDefault(state => state.Unread is not null)?.Unread ?? new Unread("there is no state to look at");
    }
}
