using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Repair;

/// <summary>
/// The rules for the repairs of findings. The module creates missing objects of the connector as in the manifest, and deletes Pods that are
/// stuck because of a repaired problem. It does not change objects that Helm installed.
/// </summary>
internal static class RepairRules
{
    private static readonly string[] s_tokenCodes =
        [FindingCodes.ServiceAccountTokenMissing, FindingCodes.ServiceAccountTokenEmpty, FindingCodes.ServiceAccountTokenStale];

    /// <summary>Plans the repairs.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="snapshot">The snapshot of the cluster.</param>
    /// <param name="findings">The findings.</param>
    public static RepairPlan Plan(ClusterReference cluster, DiagnosisSnapshot snapshot, IReadOnlyList<Finding> findings)
    {
        Finding[] wrong = [.. findings.Where(finding => finding.Result is DiagnosisWords.Failed or DiagnosisWords.Warned)];
        var steps = new List<RepairStep>();
        if (snapshot.IsInstalled && !snapshot.Cluster!.IsHelm)
        {
            steps.AddRange(new[] { StateRole(snapshot, wrong), VersionRole(snapshot, wrong), Token(snapshot, wrong) }.OfType<RepairStep>());
        }

        if (snapshot.IsInstalled && Keys(snapshot, wrong, steps) is { } keys)
        {
            steps.Add(keys);
        }

        if (snapshot.IsInstalled && Pods(snapshot, wrong, steps) is { } pods)
        {
            steps.Add(pods);
        }

        string[] repaired = [.. steps.Select(step => step.Code)];
        return new RepairPlan(cluster, snapshot.Cluster!.Account)
        {
            Steps = steps,
            Left = [.. wrong.Where(finding => finding.Result == DiagnosisWords.Failed && finding.CausedBy is null && !repaired.Contains(finding.Code))],
        };
    }

    private static RepairStep? StateRole(DiagnosisSnapshot snapshot, Finding[] wrong)
    {
        ClusterSide cluster = snapshot.Cluster!;
        if (!Has(wrong, FindingCodes.StateRoleMissing) || cluster.IsStateElsewhere || cluster.Role is { IsRoleMissing: false, IsBindingMissing: false })
        {
            return null;
        }

        string[] secrets = [.. cluster.Ordinals().Select(ordinal => $"{cluster.StatePrefix}-{ordinal}")];
        var changes = new List<RepairChange>();
        if (cluster.Role.IsRoleMissing)
        {
            changes.Add(RepairChange.Create(
                ResourceTypes.Roles, $"Role/{ConnectorNames.StateRole}", cluster.StateNamespace, ManifestObjects.Json(ManifestObjects.StateRole(cluster.StateNamespace, secrets))));
        }

        if (cluster.Role.IsBindingMissing)
        {
            changes.Add(RepairChange.Create(
                ResourceTypes.RoleBindings, $"RoleBinding/{ConnectorNames.StateRole}", cluster.StateNamespace, ManifestObjects.Json(ManifestObjects.StateRoleBinding(cluster.StateNamespace, cluster.Account))));
        }

        return new RepairStep
        {
            Code = FindingCodes.StateRoleMissing,
            Action = "Allow the connector to store its state in Secrets",
            Changes = changes,
            ExpectedAccess = [.. secrets.Select(secret => Secrets(cluster, "update", secret)), Secrets(cluster, "create", null)],
        };
    }

    private static RepairStep? VersionRole(DiagnosisSnapshot snapshot, Finding[] wrong) => !Has(wrong, FindingCodes.VersionAccessMissing)
        ? null
        : new RepairStep
        {
            Code = FindingCodes.VersionAccessMissing,
            Action = "Allow the connector to read the API server's version",
            Changes =
            [
                RepairChange.Create(ResourceTypes.ClusterRoles, $"ClusterRole/{ConnectorNames.VersionRole}", null, ManifestObjects.VersionRole()),
                RepairChange.Create(
                    ResourceTypes.ClusterRoleBindings, $"ClusterRoleBinding/{ConnectorNames.VersionRole}", null, ManifestObjects.VersionRoleBinding(snapshot.Cluster!.Account)),
            ],
            ExpectedAccess = [AccessCheck.ForPath("get", "/version") with { User = snapshot.Cluster!.Account.User, Groups = snapshot.Cluster!.Account.Groups }],
        };

    private static RepairStep? Token(DiagnosisSnapshot snapshot, Finding[] wrong)
    {
        // The Secret itself must confirm the problem, because a log can contain a problem that is already resolved.
        if (snapshot.Access.Token is not { Secret: { } secret, IsAccountThere: not false, Unread: null } token
            || Array.Find(wrong, finding => s_tokenCodes.Contains(finding.Code)) is not { } found
            || token is { IsThere: true, HasToken: true, IsOfEarlierAccount: not true })
        {
            return null;
        }

        string id = $"Secret/{secret}";
        RepairChange create = RepairChange.Create(
            ResourceTypes.Secrets, id, snapshot.Cluster!.Namespace, ManifestObjects.TokenSecret(secret, snapshot.Cluster!.Account));
        return new RepairStep
        {
            Code = found.Code,
            Action = "Re-create the Secret with the service account token",
            Changes = token.SecretUid is { } uid ? [RepairChange.Delete(ResourceTypes.Secrets, id, snapshot.Cluster!.Namespace, secret, uid), create] : [create],
            FillsToken = true,
        };
    }

    // connector-proxy stops its attempts after a minute and does not retry. It requires the role and the token.
    private static RepairStep? Keys(DiagnosisSnapshot snapshot, Finding[] wrong, List<RepairStep> steps)
    {
        bool canStore = snapshot.Cluster!.Role is { Fault: null, Unread: null } || steps.Exists(step => step.Code == FindingCodes.StateRoleMissing);
        if (!Has(wrong, FindingCodes.KeyNotPersisted) || !canStore || Array.Exists(wrong, finding => s_tokenCodes.Contains(finding.Code)))
        {
            return null;
        }

        KeySave[] keys = [.. KeyStorage.Unsaved(snapshot).Where(pod => KeyStorage.ImmutableState(snapshot, pod) is null).Select(pod => new KeySave(snapshot.Cluster!.Namespace, pod.Name))];
        return keys.Length == 0
            ? null
            : new RepairStep
            {
                Code = FindingCodes.KeyNotPersisted,
                Action = "Make connector-proxy save the agent's key",
                Changes = [.. keys.Select(key => key.Change)],
                Keys = keys,
            };
    }

    // Selects Pods that never became ready with outdated settings, and Pods whose init container waits for a restart although its problem is
    // resolved. A Pod that is registered with other settings is kept, because its replacement would register again.
    private static RepairStep? Pods(DiagnosisSnapshot snapshot, Finding[] wrong, List<RepairStep> steps)
    {
        ClusterSide cluster = snapshot.Cluster!;
        bool canStore = cluster.Role is { Fault: null, Unread: null } || steps.Exists(step => step.Code == FindingCodes.StateRoleMissing);
        bool makesToken = steps.Exists(step => step.FillsToken);
        bool hasToken = makesToken || snapshot.Access.Token is { IsThere: true, HasToken: true, IsOfEarlierAccount: not true };
        bool isOutdated = Has(wrong, FindingCodes.PodOutdated);
        PodFacts[] hanging = [.. cluster.Pods.Where(pod =>
            (makesToken && !pod.IsOutdated(cluster.Settings) && KeyStorage.CanDelete(snapshot, pod))
            || (isOutdated && !pod.IsInitDone && pod.IsOutdated(cluster.Settings))
            || (pod is { IsInitDone: false, InitExitCode: not null }
                && ((pod.Log?.Code == FindingCodes.StateSecretForbidden && canStore) || (s_tokenCodes.Contains(pod.Log?.Code) && hasToken))))];
        return hanging.Length == 0
            ? null
            : new RepairStep
            {
                Code = Array.Exists(hanging, pod => pod.IsOutdated(cluster.Settings)) ? FindingCodes.PodOutdated : FindingCodes.InitFailed,
                Action = "Re-create the Pods that were blocked by the resolved problems",
                Changes = [.. hanging.Where(pod => pod.Uid is not null).Select(pod =>
                    RepairChange.Delete(ResourceTypes.Pods, $"Pod/{pod.Name}", cluster.Namespace, pod.Name, pod.Uid!) with { Pod = (pod.Name, pod.Uid!) })],
            };
    }

    private static bool Has(Finding[] findings, string code) => Array.Exists(findings, finding => finding.Code == code);

    private static AccessCheck Secrets(ClusterSide cluster, string verb, string? name) =>
        new(verb, "secrets") { User = cluster.Account.User, Groups = cluster.Account.Groups, Namespace = cluster.StateNamespace, Name = name };
}
