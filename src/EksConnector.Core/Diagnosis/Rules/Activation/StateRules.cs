using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>Whether every replica can keep its registration and has done so.</summary>
internal static class StateRules
{
    public static readonly Rule[] All =
    [
        new Check(FindingCodes.StateRoleMissing, RuleScope.Live, [Needs.Connector, Needs.Role], Role),
        new Check(FindingCodes.StateMissing, RuleScope.Live, [Needs.Connector, Needs.States], IsThere),
        new Check(FindingCodes.StateInvalid, RuleScope.Live, [Needs.Connector, Needs.AnyState], IsValid),
        new Check(
            FindingCodes.StateOutdated,
            RuleScope.Live,
            [
                Needs.Connector, Needs.AnyState, Needs.Settings,
                Needs.That(snapshot => snapshot.Settings!.ActivationId.Value is not null, "there is no activation id to compare"),
            ],
            IsUpToDate),
        new Check(
            FindingCodes.ClusterNameConflict,
            RuleScope.Live,
            [Needs.Connector, Needs.That(snapshot => snapshot.Names.Any(), "no replica names the cluster")],
            Names),
    ];

    // connector-init registers before it saves: where it may not save, every turn of its crash loop uses the activation once more.
    private static Observation Role(DiagnosisSnapshot snapshot, Rule rule)
    {
        RoleState role = snapshot.Cluster!.Role;
        return role.Fault is null
            ? rule.Passed("The connector may keep its state in Secrets.")
            : rule.Wrong(snapshot, $"The connector may not keep its state in Secrets: {role.Fault}.") with
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

    private static Observation IsThere(DiagnosisSnapshot snapshot, Rule rule)
    {
        IReadOnlyList<StateFacts> states = snapshot.Cluster!.States;
        StateFacts[] missing = [.. states.Where(state => state.IsThere == false)];
        if (missing.Length == 0)
        {
            return rule.Passed("Every replica has registered and kept its state: an activation that is spent or has expired can do no harm any more.");
        }

        string names = string.Join(", ", missing.Select(state => state.Name));
        return rule.Found(missing.Length == states.Count
            ? "No replica is registered yet: the activation still has to work."
            : $"Not every replica is registered yet: the activation still has to work for the others ({names}).") with
        {
            Evidence = $"no Secret {names}",
            IsSymptom = true,
        };
    }

    private static Observation IsValid(DiagnosisSnapshot snapshot, Rule rule) =>
        snapshot.Cluster!.States.FirstOrDefault(state => state.Fault is not null) is { } broken
            ? rule.Found($"The Secret '{broken.Name}' cannot be read by connector-init: {broken.Fault}.") with
            {
                Evidence = $"Secret {broken.Name}; its contents are not shown",
                Cause = "It was edited, or written by something else than connector-init.",
                RecommendedAction = "Delete the Secret, so that the replica registers anew. That uses the activation once more: where it is used up or has expired, deregister the cluster and register it again.",
                Fix = FixCommand.Join(ActivationFixes.DeleteState(snapshot, broken.Name), ActivationFixes.RestartPods(snapshot)),
            }
            : rule.Passed("The states can be read.");

    private static Observation IsUpToDate(DiagnosisSnapshot snapshot, Rule rule)
    {
        string wanted = snapshot.Settings!.ActivationId.Value!;
        return snapshot.Cluster!.States.FirstOrDefault(state => state.ActivationId is not null && state.ActivationId != wanted) is { } old
            ? rule.Found($"The Secret '{old.Name}' is of another activation: the replica registers anew when its pod starts again.") with
            {
                Evidence = $"Secret {old.Name}: {old.ActivationId}; {snapshot.Settings.Where}: {wanted}",
                Fix = ActivationFixes.RestartPods(snapshot),
            }
            : rule.Passed("The states are of the activation that is set.");
    }

    private static Observation Names(DiagnosisSnapshot snapshot, Rule rule)
    {
        List<(string Name, string Where)> names = [.. snapshot.Names];
        if (snapshot.GivenName is { } given)
        {
            names.Insert(0, (given, "-ClusterName"));
        }

        return names.Select(name => name.Name).Distinct(StringComparer.Ordinal).Take(2).Count() == 1
            ? rule.Passed($"This cluster is '{names[0].Name}' to all who name it.")
            : rule.Found("Not all name the same EKS cluster.") with
            {
                Evidence = string.Join("; ", names.Select(name => $"{name.Where}: {name.Name}")),
                Cause = snapshot.GivenName is null
                    ? "The connector was moved between clusters, or its state Secrets were copied."
                    : "The name that was given is another cluster's, or the connector was registered as another one before.",
                RecommendedAction = "See which one is meant, and give its name with -ClusterName.",
            };
    }
}
