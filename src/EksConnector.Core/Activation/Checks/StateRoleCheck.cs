using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>
/// May the connector keep its state? connector-init registers first and saves then: where it may not save, every turn of its
/// crash loop uses the activation once more.
/// </summary>
internal sealed class StateRoleCheck() : ActivationCheck(FindingCodes.StateRoleMissing)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => Need.Connector(snapshot) ?? snapshot.Cluster!.Role.Unread;

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        RoleState role = snapshot.Cluster!.Role;
        return role.Fault is null
            ? Passed("The connector may keep its state in Secrets.")
            : Wrong(snapshot, $"The connector may not keep its state in Secrets: {role.Fault}.") with
            {
                Evidence = $"namespace {snapshot.Cluster.Settings?.StateNamespace ?? snapshot.Cluster.Namespace}: {role.Fault}",
                RecommendedAction = role is { IsBindingMissing: true, IsRoleMissing: false }
                    ? "Bind the role again; where the activation is used up by now, then deregister the cluster and register it again."
                    : "Apply the manifest, or upgrade the Helm release, again; where the activation is used up by now, then deregister the cluster and register it again.",
                Fix = role is { IsBindingMissing: true, IsRoleMissing: false }
                    ? FixCommand.Join(ActivationFixes.BindRole(snapshot), ActivationFixes.RestartPods(snapshot))
                    : snapshot.Settings?.ActivationId.Value is { } id ? ActivationFixes.Install(snapshot, id) : null,
            };
    }
}
