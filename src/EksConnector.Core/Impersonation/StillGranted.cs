using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>The error for a principal that has the same access through other objects after a revocation.</summary>
internal static class StillGranted
{
    /// <summary>Creates the error.</summary>
    /// <param name="plan">The plan of the revocation.</param>
    /// <param name="impersonation">The grants that still allow impersonation of the principal.</param>
    /// <param name="reading">The grants that still give the principal read access.</param>
    /// <param name="commandContext">The context for commands; null if no kubeconfig is used.</param>
    public static EksConnectorException Failure(
        ImpersonationPlan plan, IReadOnlyList<RbacGrant> impersonation, IReadOnlyList<RbacGrant> reading, string? commandContext)
    {
        StatefulSet? connector = plan.Accounts.Select(account => account.StatefulSet).OfType<StatefulSet>().FirstOrDefault();
        var removal = new RemovalCommand(commandContext, plan.KubernetesUser, connector);
        string[] what =
        [
            .. impersonation.Select(grant => $"{grant} of {ObjectOwner.Of(grant.Role.Metadata).Text} lets the connector impersonate this principal"),
            .. reading.Select(grant => $"{grant} of {ObjectOwner.Of(grant.Binding.Metadata).Text} grants this principal read access"),
        ];
        IEnumerable<string> commands = impersonation.Select(removal.OfImpersonation).Concat(reading.Select(removal.OfReading)).Distinct(StringComparer.Ordinal);
        return new EksConnectorException(
            ErrorIds.StillGranted,
            FailureCategory.InvalidResult,
            $"Context '{plan.Context}': {plan.KubernetesUser}: the module's objects were deleted, but {string.Join("; ", what)}.",
            $"To revoke it:{string.Concat(commands.Select(command => Environment.NewLine + command))}")
        {
            Target = plan.Context,
        };
    }
}
