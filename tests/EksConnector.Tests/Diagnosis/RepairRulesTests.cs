using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Tests.Diagnosis;

/// <summary>The repairs that the module makes, and those that it leaves to the user.</summary>
public sealed class RepairRulesTests
{
    private static readonly ActivationSettings s_settings = Settings("6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4");
    private static readonly ActivationSettings s_earlier = Settings("0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f50");

    [Fact]
    public void Creates_a_missing_role_and_deletes_the_Pod_that_waits_for_it()
    {
        RepairPlan plan = Plan(Side(Waiting(FindingCodes.StateSecretForbidden)), FindingCodes.StateRoleMissing);
        plan.Steps.Select(step => step.Code).ShouldBe([FindingCodes.StateRoleMissing, FindingCodes.InitFailed]);
        plan.Steps[0].Changes.Select(change => change.Id).ShouldBe(["Role/eks-connector-secret-access", "RoleBinding/eks-connector-secret-access"]);
        plan.Steps[1].Changes.Select(change => change.Id).ShouldBe(["Pod/eks-connector-0"]);
        plan.Left.ShouldBeEmpty();
    }

    [Fact]
    public void Does_not_change_an_existing_role_that_differs()
    {
        RepairPlan plan = Plan(Side(Waiting(FindingCodes.StateSecretForbidden)) with { Role = new RoleState("it does not fit") }, FindingCodes.StateRoleMissing);
        plan.Steps.ShouldBeEmpty();
        plan.Left.Select(finding => finding.Code).ShouldBe([FindingCodes.StateRoleMissing]);
    }

    [Fact]
    public void Does_not_change_objects_of_Helm()
    {
        RepairPlan plan = Plan(Side(Waiting(FindingCodes.StateSecretForbidden)) with { IsHelm = true }, FindingCodes.StateRoleMissing, FindingCodes.ServiceAccountTokenMissing);
        plan.Steps.ShouldBeEmpty();
        plan.Left.Count.ShouldBe(2);
    }

    [Fact]
    public void Creates_a_token_and_restarts_the_Pods_except_one_that_would_register_again()
    {
        PodFacts registered = Pod(0) with { IsInitDone = true, Settings = s_settings };
        PodFacts ofEarlier = Pod(1) with { IsInitDone = true, Settings = s_earlier };
        RepairPlan plan = Plan(
            Side(registered, ofEarlier) with { Role = new RoleState(Fault: null) }, [Proxy(0), Proxy(1)], FindingCodes.ServiceAccountTokenMissing);
        plan.Steps[0].Changes.Select(change => change.Text).ShouldBe(["create Secret/eks-connector-token"]);
        plan.Steps[1].Changes.Select(change => change.Id).ShouldBe(["Pod/eks-connector-0"]);
    }

    [Fact]
    public void Deletes_only_outdated_Pods_that_never_became_ready()
    {
        PodFacts stuck = Pod(0) with { InitExitCode = 255, Settings = s_earlier };
        PodFacts registered = Pod(1) with { IsInitDone = true, Settings = s_earlier };
        RepairPlan plan = Plan(Side(stuck, registered) with { Role = new RoleState(Fault: null) }, FindingCodes.PodOutdated);
        plan.Steps.Single().Code.ShouldBe(FindingCodes.PodOutdated);
        plan.Steps.Single().Changes.Select(change => change.Id).ShouldBe(["Pod/eks-connector-0"]);
    }

    [Fact]
    public void Keeps_a_Pod_whose_problem_is_not_fixed()
    {
        RepairPlan plan = Plan(Side(Waiting(FindingCodes.InvalidActivation)) with { Role = new RoleState(Fault: null) }, FindingCodes.InvalidActivation);
        plan.Steps.ShouldBeEmpty();
        plan.Left.Select(finding => finding.Code).ShouldBe([FindingCodes.InvalidActivation]);
    }

    [Fact]
    public void Saves_an_unsaved_key_after_creating_the_role_and_keeps_the_Pod()
    {
        PodFacts registered = Pod(0) with { IsInitDone = true, Settings = s_settings };
        RepairPlan plan = Plan(Side(registered), [Unsaved(0)], FindingCodes.KeyNotPersisted, FindingCodes.StateRoleMissing);
        plan.Steps.Select(step => step.Code).ShouldBe([FindingCodes.StateRoleMissing, FindingCodes.KeyNotPersisted]);
        plan.Steps[1].Describe().ShouldContain("write the key file in Pod/eks-connector-0 again");
        plan.Left.ShouldBeEmpty();
    }

    [Fact]
    public void Does_not_save_the_key_when_the_role_differs()
    {
        PodFacts registered = Pod(0) with { IsInitDone = true, Settings = s_settings };
        RepairPlan plan = Plan(Side(registered) with { Role = new RoleState("it does not fit") }, [Unsaved(0)], FindingCodes.KeyNotPersisted, FindingCodes.StateRoleMissing);
        plan.Steps.ShouldBeEmpty();
        plan.Left.Select(finding => finding.Code).ShouldBe([FindingCodes.KeyNotPersisted, FindingCodes.StateRoleMissing]);
    }

    [Fact]
    public void Saves_the_key_for_a_Helm_release()
    {
        PodFacts registered = Pod(0) with { IsInitDone = true, Settings = s_settings };
        RepairPlan plan = Plan(Side(registered) with { IsHelm = true, Role = new RoleState(Fault: null) }, [Unsaved(0)], FindingCodes.KeyNotPersisted);
        plan.Steps.Single().Changes.Select(change => change.Id).ShouldBe(["Pod/eks-connector-0"]);
    }

    [Fact]
    public void Creates_a_token_and_keeps_the_Pod_with_the_only_copy_of_its_key()
    {
        PodFacts registered = Pod(0) with { IsInitDone = true, Settings = s_settings };
        RepairPlan plan = Plan(
            Side(registered) with { Role = new RoleState(Fault: null) }, [Unsaved(0)], FindingCodes.KeyNotPersisted, FindingCodes.ServiceAccountTokenMissing);
        plan.Steps.Single().Changes.Select(change => change.Text).ShouldBe(["create Secret/eks-connector-token"]);
    }

    [Fact]
    public void Creates_no_role_when_the_state_belongs_to_another_namespace()
    {
        ClusterSide side = Side(Waiting(FindingCodes.StateSecretForbidden)) with { Namespace = "real1" };
        Plan(side, FindingCodes.StateRoleMissing).Steps.ShouldBeEmpty();
    }

    private static ProxyFacts Proxy(int ordinal) => new()
    {
        Pod = $"eks-connector-{ordinal}",
        Run = new ContainerRun { Pod = $"eks-connector-{ordinal}", IsRunning = true },
        Listening = DateTime.UnixEpoch,
    };

    private static ProxyFacts Unsaved(int ordinal) => Proxy(ordinal) with
    {
        Faults = [new LoggedFault { Code = FindingCodes.KeyNotPersisted, Text = "it failed", Count = 1 }],
    };

    private static RepairPlan Plan(ClusterSide side, params string[] codes) => Plan(side, [], codes);

    private static RepairPlan Plan(ClusterSide side, ProxyFacts[] proxies, params string[] codes) => RepairRules.Plan(
        new ClusterReference("admin", server: null, user: null, isCurrent: true),
        new DiagnosisSnapshot
        {
            TakenAt = DateTimeOffset.UnixEpoch,
            Cluster = side,
            Connection = new ConnectionFacts { Proxies = proxies },
            Access = new AccessFacts { Token = new TokenFacts { Account = "eks-connector", IsAccountThere = true, Secret = "eks-connector-token", IsThere = false } },
        },
        [.. codes.Select(code => new Finding { Code = code, Result = DiagnosisWords.Failed, Severity = DiagnosisWords.Error, Summary = code })]);

    private static ClusterSide Side(params PodFacts[] pods) => new()
    {
        Context = "admin",
        Namespace = "eks-connector",
        Replicas = 2,
        Settings = s_settings,
        Pods = pods,
        Role = new RoleState("there is none", IsBindingMissing: true) { IsRoleMissing = true },
    };

    private static PodFacts Waiting(string code) => Pod(0) with { InitExitCode = 255, Settings = s_settings, Log = new InitLog("failed", code, null) };

    private static PodFacts Pod(int ordinal) => new() { Name = $"eks-connector-{ordinal}", Ordinal = ordinal, Uid = $"uid-{ordinal}" };

    private static ActivationSettings Settings(string id) => new()
    {
        Where = "StatefulSet eks-connector",
        ActivationId = Setting.ActivationId(id),
        Region = Setting.Region("us-west-2"),
    };
}
