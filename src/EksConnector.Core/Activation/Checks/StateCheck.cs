using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Has every replica kept its registration?</summary>
internal sealed class StateCheck() : ActivationCheck(FindingCodes.StateMissing)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) =>
        Need.Connector(snapshot)
        ?? snapshot.Cluster!.States.FirstOrDefault(state => state.Unread is not null)?.Unread
        ?? (snapshot.Cluster.States.Count == 0 ? new Unread("there is no replica to look at") : null);

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        IReadOnlyList<StateFacts> states = snapshot.Cluster!.States;
        StateFacts[] missing = [.. states.Where(state => state.IsThere == false)];
        if (missing.Length == 0)
        {
            return Passed("Every replica has registered and kept its state: an activation that is spent or has expired can do no harm any more.");
        }

        string names = string.Join(", ", missing.Select(state => state.Name));
        return Found(missing.Length == states.Count
            ? "No replica is registered yet: the activation still has to work."
            : $"Not every replica is registered yet: the activation still has to work for the others ({names}).") with
        {
            Evidence = $"no Secret {names}",
            IsSymptom = true,
        };
    }
}
