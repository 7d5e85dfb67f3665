using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>The rules for whether every replica can store its registration and has stored it.</summary>
internal static class StateRules
{
    // The number of replicas that the Role in the manifest supports.
    private const int MaxReplicas = 2;

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
                Needs.That(snapshot => snapshot.Settings!.ActivationId.Value is not null, "no activation ID is available for comparison"),
            ],
            IsUpToDate),
        new Check(
            FindingCodes.ClusterNameConflict,
            RuleScope.Live,
            [Needs.Connector, Needs.That(snapshot => snapshot.Names.Any(), "no replica provides the name of the cluster")],
            Names),
    ];

    private static Observation Role(DiagnosisSnapshot snapshot, Rule rule)
    {
        ClusterSide cluster = snapshot.Cluster!;
        RoleState role = cluster.Role;
        if (role.Fault is null)
        {
            return rule.Passed("The connector is permitted to store its state in Secrets.");
        }

        Observation found = rule.Wrong(snapshot, $"The connector cannot store its state: {role.Fault}.") with
        {
            Evidence = $"namespace {cluster.StateNamespace}: {role.Fault}",
        };
        if (cluster.IsStateElsewhere)
        {
            return found with
            {
                Summary = $"The connector is in namespace '{cluster.Namespace}' but stores its state in namespace '{cluster.StateNamespace}', where it is not permitted to access Secrets.",
                Cause = $"Without --state.secretNamespace, connector-init and connector-proxy use the namespace '{cluster.StateNamespace}'.",
                RecommendedAction = $"Add the argument --state.secretNamespace={cluster.Namespace} to connector-init and connector-proxy (Helm: secretOverrides.namespace). The published manifest does not contain it."
                    + Used(snapshot),
                Fix = ActivationFixes.StoreStateInOwnNamespace(snapshot),
            };
        }

        if (cluster.Replicas > MaxReplicas && role.MissingSecret is { } secret && !cluster.Ordinals().Take(MaxReplicas).Any(ordinal => secret == $"{cluster.StatePrefix}-{ordinal}"))
        {
            return found with
            {
                Summary = $"The StatefulSet has {cluster.Replicas} replicas, but the Role '{ConnectorNames.StateRole}' lists the state Secrets of only {MaxReplicas}: access to '{secret}' is not permitted.",
                Cause = "The StatefulSet was scaled up. The connector's manifest specifies two replicas, and a Role for two.",
                RecommendedAction = $"Scale the StatefulSet to {MaxReplicas} replicas, or add the other state Secrets to resourceNames in the Role. The published manifest does not list them." + Used(snapshot),
                Fix = snapshot.Replicas.Where(pod => !cluster.Ordinals().Take(MaxReplicas).Contains(pod.Ordinal!.Value)).All(pod => !pod.IsInitDone)
                    ? ActivationFixes.ScaleDown(snapshot)
                    : null,
            };
        }

        bool isUnsaved = KeyStorage.Unsaved(snapshot).Count > 0;
        return found with
        {
            RecommendedAction = (cluster.IsHelm && role is { IsRoleMissing: false, IsBindingMissing: false }
                    ? $"Upgrade the Helm release in namespace '{cluster.Namespace}', which creates the Role and the RoleBinding '{ConnectorNames.StateRole}'."
                    : $"Create the Role and the RoleBinding '{ConnectorNames.StateRole}' in namespace '{cluster.StateNamespace}' as in the manifest.")
                + (isUnsaved ? " Then make connector-proxy save the agent's key, and do not delete its Pod before: see KeyNotPersisted." : string.Empty)
                + Used(snapshot),
            Fix = role.IsOtherRoleBound || (cluster.IsHelm && role is { IsRoleMissing: false, IsBindingMissing: false })
                ? null
                : AllowAndSave(snapshot),
        };
    }

    /// <summary>Returns the commands that create the Role, save unsaved keys, and restart waiting Pods.</summary>
    public static FixCommand? AllowAndSave(DiagnosisSnapshot snapshot)
    {
        FixCommand? allow = ActivationFixes.AllowState(snapshot);
        FixCommand? save = KeyStorage.Save(snapshot);
        return ActivationFixes.WithRestart(snapshot, save is null ? allow : FixCommand.Join(allow, save));
    }

    // connector-init reads the Secret before it registers, and registers before it creates the Secret.
    private static string Used(DiagnosisSnapshot snapshot) =>
        snapshot.Replicas.Any(pod => pod is { IsInitDone: false, Log.InstanceId: not null })
            ? " Each attempt used a registration of the activation. If none is left, deregister the cluster and register it again."
            : string.Empty;

    private static Observation IsThere(DiagnosisSnapshot snapshot, Rule rule)
    {
        IReadOnlyList<StateFacts> states = snapshot.Cluster!.States;
        StateFacts[] missing = [.. states.Where(state => state.IsThere == false)];
        if (missing.Length == 0)
        {
            return rule.Passed("Every replica is registered and has stored its state. A used or expired activation no longer has any effect.");
        }

        string names = string.Join(", ", missing.Select(state => state.Name));
        return rule.Found(missing.Length == states.Count
            ? "No replica is registered yet, so the activation is still required."
            : $"Not every replica is registered yet, so the activation is still required for the others ({names}).") with
        {
            Evidence = $"Secret {names}: not found",
            IsSymptom = true,
        };
    }

    private static Observation IsValid(DiagnosisSnapshot snapshot, Rule rule) =>
        snapshot.Cluster!.States.FirstOrDefault(state => state.Fault is not null) is { } broken
            ? rule.Found($"connector-init cannot read the Secret '{broken.Name}': {broken.Fault}.") with
            {
                Evidence = $"Secret {broken.Name}; its contents are not shown",
                Cause = "The Secret was edited, or was not written by connector-init.",
                RecommendedAction = snapshot.CanRegisterAgain
                    ? "Delete the Secret so that the replica registers again. The activation still allows another registration."
                    : "First, check whether the activation allows another registration (DescribeActivations), because a deleted Secret cannot be re-created without one. If it does, delete the Secret and the replica's Pod. If it does not, deregister the cluster and register it again, and then delete them.",
                Fix = ActivationFixes.RegisterAgain(snapshot, broken),
            }
            : rule.Passed("The state Secrets can be read.");

    private static Observation IsUpToDate(DiagnosisSnapshot snapshot, Rule rule)
    {
        string wanted = snapshot.Settings!.ActivationId.Value!;
        return snapshot.Cluster!.States.FirstOrDefault(state => state.ActivationId is not null && state.ActivationId != wanted) is { } old
            ? rule.Found($"The Secret '{old.Name}' belongs to another activation, so the replica registers again when its Pod restarts.") with
            {
                Evidence = $"Secret {old.Name}: {old.ActivationId}; {snapshot.Settings.Where}: {wanted}",
                RecommendedAction = snapshot.CanRegisterAgain
                    ? "Delete the replica's Pod. The configured activation allows another registration."
                    : "First, check that the configured activation is correct and allows another registration, because the replica loses its current registration when the Pod restarts. Then delete the replica's Pod.",
                Fix = snapshot.CanRegisterAgain ? ActivationFixes.DeletePods(snapshot, snapshot.Replicas.Where(pod => pod.Ordinal == old.Ordinal)) : null,
            }
            : rule.Passed("The state Secrets belong to the configured activation.");
    }

    private static Observation Names(DiagnosisSnapshot snapshot, Rule rule)
    {
        List<(string Name, string Where)> names = [.. snapshot.Names];
        if (snapshot.GivenName is { } given)
        {
            names.Insert(0, (given, "-ClusterName"));
        }

        return names.Select(name => name.Name).Distinct(StringComparer.Ordinal).Take(2).Count() == 1
            ? rule.Passed($"All sources name this cluster '{names[0].Name}'.")
            : rule.Found("The sources name different EKS clusters.") with
            {
                Evidence = string.Join("; ", names.Select(name => $"{name.Where}: {name.Name}")),
                Cause = snapshot.GivenName is null
                    ? "The connector was moved between clusters, or its state Secrets were copied."
                    : "The specified name is that of another cluster, or the connector was registered under another name before.",
                RecommendedAction = "Determine the correct cluster, and specify its name with -ClusterName.",
            };
    }
}
