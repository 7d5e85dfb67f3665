using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the activation id the one that EKS has for the cluster?</summary>
internal sealed class IdMismatchCheck() : ActivationCheck(FindingCodes.ActivationIdMismatch)
{
    protected override Unread? Missing(ActivationSnapshot snapshot)
    {
        if ((Need.Settings(snapshot) ?? Need.EksCluster(snapshot)) is { } why)
        {
            return why;
        }

        return snapshot.Settings!.ActivationId.Value is null || snapshot.Eks!.ActivationId is null ? new Unread("there are no two ids to compare") : null;
    }

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        string here = snapshot.Settings!.ActivationId.Value!;
        string there = snapshot.Eks!.ActivationId!;
        return string.Equals(here, there, StringComparison.OrdinalIgnoreCase)
            ? Passed("The activation id is the one that EKS has.")
            : Wrong(snapshot, $"The activation id is not the one that EKS has for '{snapshot.Aws!.Cluster!.Name}'.") with
            {
                Evidence = $"{Need.Where(snapshot)}: {here}; EKS: {OneLine.Of(there)}",
                Fix = Setting.IsActivationId(there)
                    ? FixCommand.Join(ActivationFixes.Install(snapshot, there), ActivationFixes.RestartPods(snapshot))
                    : null,
            };
    }
}
