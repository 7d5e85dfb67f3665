using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>Whether every replica can keep its registration and has done so.</summary>
internal static class StateRules
{
    // For so many the manifest has a Role.
    private const int MostReplicas = 2;

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

    private static Observation Role(DiagnosisSnapshot snapshot, Rule rule)
    {
        ClusterSide cluster = snapshot.Cluster!;
        RoleState role = cluster.Role;
        if (role.Fault is null)
        {
            return rule.Passed("The connector may keep its state in Secrets.");
        }

        Observation found = rule.Wrong(snapshot, $"The connector may not keep its state in Secrets: {role.Fault}.") with
        {
            Evidence = $"namespace {cluster.StateNamespace}: {role.Fault}",
        };
        if (cluster.IsStateElsewhere)
        {
            return found with
            {
                Summary = $"The connector is in namespace '{cluster.Namespace}' but keeps its state in namespace '{cluster.StateNamespace}', where it may not use Secrets.",
                Cause = $"Without --state.secretNamespace, connector-init and connector-proxy use the namespace '{cluster.StateNamespace}'.",
                RecommendedAction = $"Give connector-init and connector-proxy the argument --state.secretNamespace={cluster.Namespace} (Helm: secretOverrides.namespace). The published manifest does not have it."
                    + Used(snapshot),
                Fix = ActivationFixes.KeepStateHere(snapshot),
            };
        }

        if (cluster.Replicas > MostReplicas && role.MissingSecret is { } secret && !cluster.Ordinals().Take(MostReplicas).Any(ordinal => secret == $"{cluster.StatePrefix}-{ordinal}"))
        {
            return found with
            {
                Summary = $"The StatefulSet has {cluster.Replicas} replicas, but the Role '{ConnectorNames.StateRole}' names the state Secrets of {MostReplicas}: '{secret}' is not allowed.",
                Cause = "The StatefulSet was scaled up. The connector's manifest has two replicas, and a Role for two.",
                RecommendedAction = $"Scale the StatefulSet to {MostReplicas} replicas, or add the state Secrets of the others to resourceNames in the Role. The published manifest does not have them." + Used(snapshot),
                Fix = snapshot.Replicas.Where(pod => !cluster.Ordinals().Take(MostReplicas).Contains(pod.Ordinal!.Value)).All(pod => !pod.IsInitDone)
                    ? ActivationFixes.ScaleDown(snapshot)
                    : null,
            };
        }

        bool isUnsaved = KeyStorage.Unsaved(snapshot).Count > 0;
        return found with
        {
            RecommendedAction = (cluster.IsHelm && role is { IsRoleMissing: false, IsBindingMissing: false }
                    ? $"Upgrade the Helm release in namespace '{cluster.Namespace}', which makes the Role and the RoleBinding '{ConnectorNames.StateRole}'."
                    : $"Make the Role and the RoleBinding '{ConnectorNames.StateRole}' in namespace '{cluster.StateNamespace}' as the manifest has them.")
                + (isUnsaved ? " Then have connector-proxy save the agent's key: see KeyNotPersisted. Do not delete that Pod before." : string.Empty)
                + Used(snapshot),
            Fix = role.IsOtherRoleBound || (cluster.IsHelm && role is { IsRoleMissing: false, IsBindingMissing: false })
                ? null
                : AllowAndSave(snapshot),
        };
    }

    /// <summary>Makes the Role, has the keys saved that are in Pods alone, and restarts the Pods that wait.</summary>
    public static FixCommand? AllowAndSave(DiagnosisSnapshot snapshot)
    {
        FixCommand? allow = ActivationFixes.AllowState(snapshot);
        FixCommand? save = KeyStorage.Save(snapshot);
        return ActivationFixes.WithRestart(snapshot, save is null ? allow : FixCommand.Join(allow, save));
    }

    // connector-init reads the Secret before it registers, and registers before it creates the Secret.
    private static string Used(DiagnosisSnapshot snapshot) =>
        snapshot.Replicas.Any(pod => pod is { IsInitDone: false, Log.InstanceId: not null })
            ? " Each try has used a registration of the activation: where none is left, deregister the cluster and register it again."
            : string.Empty;

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
                RecommendedAction = snapshot.CanRegisterAgain
                    ? "Delete the Secret, so that the replica registers again, which the activation still allows."
                    : "See first whether the activation allows another registration (DescribeActivations): a Secret that is deleted cannot be made again without one. Where it does, delete the Secret and the replica's Pod; else deregister the cluster and register it again, and then delete them.",
                Fix = ActivationFixes.RegisterAgain(snapshot, broken),
            }
            : rule.Passed("The states can be read.");

    private static Observation IsUpToDate(DiagnosisSnapshot snapshot, Rule rule)
    {
        string wanted = snapshot.Settings!.ActivationId.Value!;
        return snapshot.Cluster!.States.FirstOrDefault(state => state.ActivationId is not null && state.ActivationId != wanted) is { } old
            ? rule.Found($"The Secret '{old.Name}' is of another activation: the replica registers anew when its pod starts again.") with
            {
                Evidence = $"Secret {old.Name}: {old.ActivationId}; {snapshot.Settings.Where}: {wanted}",
                RecommendedAction = snapshot.CanRegisterAgain
                    ? "The activation that is set allows another registration: delete the replica's Pod."
                    : "See first that the activation that is set is the right one and allows another registration: when the Pod starts again, its present registration is given up. Then delete the replica's Pod.",
                Fix = snapshot.CanRegisterAgain ? ActivationFixes.DeletePods(snapshot, snapshot.Replicas.Where(pod => pod.Ordinal == old.Ordinal)) : null,
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
