using System.Text.RegularExpressions;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Core.Diagnosis.Rules;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Kubernetes;
using EksConnector.Tests.Diagnosis.Grid;

namespace EksConnector.Tests.Diagnosis;

/// <summary>
/// No command and no repair deletes anything that cannot be recreated: a key that only the Pod has, a state Secret without an activation
/// that permits another registration, and objects of other owners. All facts of the grid are tested unchanged, with keys that are not
/// saved, and with keys that cannot be saved.
/// </summary>
public sealed partial class DestroysNothingTests
{
    public static TheoryData<string> Cases => new([.. GridCase.All.Keys]);

    public static TheoryData<string> Codes => new([.. FindingCatalogue.All.Select(row => row.Code)]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_command_deletes_a_pod_whose_key_is_not_saved(string name)
    {
        foreach (DiagnosisSnapshot snapshot in Variants(GridCase.All[name].Snapshot))
        {
            string[] remaining = [.. snapshot.Pods.Where(pod => pod.IsInitDone && !IsSaved(snapshot, pod) && !RegistersAgain(snapshot, pod)).Select(pod => pod.Name)];
            foreach (string command in Commands(snapshot))
            {
                command.ShouldNotContain("delete pod -l");
                command.ShouldNotContain("--force");
                foreach (Match deleted in DeletedPods().Matches(command))
                {
                    deleted.Groups["names"].Value.Split(' ').Intersect(remaining).ShouldBeEmpty(command);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_command_deletes_a_state_that_cannot_be_recreated(string name)
    {
        foreach (DiagnosisSnapshot snapshot in Variants(GridCase.All[name].Snapshot))
        {
            bool mayRegister = snapshot.Aws?.Activation is { Expired: not true, RegistrationLimit: { } limit, RegistrationsCount: { } count } && count < limit
                && snapshot.IsExpired == false;
            foreach (string command in Commands(snapshot).Where(_ => !mayRegister))
            {
                command.ShouldNotContain("delete secret eks-connector-state");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_command_names_the_namespace_and_none_applies_the_published_manifest_elsewhere(string name)
    {
        DiagnosisSnapshot facts = GridCase.All[name].Snapshot;
        if (facts.Cluster is not { } cluster)
        {
            return;
        }

        DiagnosisSnapshot snapshot = facts with
        {
            Cluster = cluster with
            {
                Namespace = "platform",
                Account = cluster.Account with { Namespace = "platform" },
                Settings = cluster.Settings is null ? null : cluster.Settings with { StateNamespace = "platform" },
            },
        };
        foreach (string command in Commands(snapshot))
        {
            command.ShouldNotContain("eks-connector.yaml");
            command.ShouldNotContain("-n eks-connector ");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_repair_deletes_a_pod_whose_key_is_not_saved_or_a_state(string name)
    {
        foreach (DiagnosisSnapshot snapshot in Variants(GridCase.All[name].Snapshot).Where(each => each.Cluster is not null))
        {
            string[] remaining = [.. snapshot.Pods.Where(pod => pod.IsInitDone && !IsSaved(snapshot, pod)).Select(pod => $"delete Pod/{pod.Name}")];
            RepairPlan plan = RepairRules.Plan(new ClusterReference("admin", server: null, user: null, isCurrent: true), snapshot, Findings(snapshot));
            string[] changes = [.. plan.Steps.SelectMany(step => step.Changes).Select(change => change.Text)];
            changes.Intersect(remaining).ShouldBeEmpty();
            changes.ShouldAllBe(change => !change.StartsWith("delete", StringComparison.Ordinal) || change.StartsWith("delete Pod/", StringComparison.Ordinal) || change == "delete Secret/eks-connector-token");
        }
    }

    // A text does not show whether a key is saved and whether an activation permits another registration.
    [Theory]
    [MemberData(nameof(Codes))]
    public void No_command_in_the_catalogue_deletes_Pods_or_states(string code)
    {
        string command = FindingCatalogue.Row(code).FixCommand ?? string.Empty;
        command.ShouldNotContain("delete pod");
        command.ShouldNotContain("eks-connector-state");
        command.ShouldNotContain("--force");
        command.ShouldNotContain("delete namespace");
    }

    private static IEnumerable<DiagnosisSnapshot> Variants(DiagnosisSnapshot snapshot)
    {
        yield return snapshot;
        yield return snapshot with { Connection = snapshot.Connection with { Proxies = [] } };
        yield return snapshot with { Aws = null };
        yield return snapshot with { IsWhole = false, Connection = new(), Workload = new(), Access = new() };
        yield return snapshot with
        {
            Connection = snapshot.Connection with
            {
                Proxies = [.. snapshot.Pods.Select(pod => new ProxyFacts
                {
                    Pod = pod.Name,
                    Run = new ContainerRun { Pod = pod.Name, IsRunning = true },
                    Listening = DateTime.UnixEpoch,
                    Faults = [new LoggedFault { Code = FindingCodes.KeyNotPersisted, Text = "it failed", Count = 1 }],
                })],
            },
        };
    }

    private static bool IsSaved(DiagnosisSnapshot snapshot, PodFacts pod) => snapshot.Connection.Proxies.Any(proxy =>
        proxy.Pod == pod.Name && proxy.Unread is null && (proxy.KeySaved ?? proxy.Listening) is not null
        && proxy.Faults.All(fault => fault.Code != FindingCodes.KeyNotPersisted));

    // The key of a state with another activation is no longer needed.
    private static bool RegistersAgain(DiagnosisSnapshot snapshot, PodFacts pod) =>
        snapshot.IsExpired == false
        && snapshot.Aws?.Activation is { RegistrationLimit: { } limit, RegistrationsCount: { } count } && count < limit
        && snapshot.Cluster!.States.Any(state => state.Ordinal == pod.Ordinal && state.ActivationId is { } id && id != snapshot.Settings?.ActivationId.Value);

    private static ValueList<Finding> Findings(DiagnosisSnapshot snapshot) => DiagnosisRules.Evaluate(snapshot).Findings("admin", snapshot.Cluster?.Namespace);

    private static IEnumerable<string> Commands(DiagnosisSnapshot snapshot) =>
        Findings(snapshot).SelectMany(finding => new[] { finding.FixCommand, finding.FixCommandPowerShell }).OfType<string>();

    [GeneratedRegex(@"delete pod (?<names>[a-z0-9. -]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex DeletedPods();
}
