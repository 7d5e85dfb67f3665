using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Reset;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Tests.Diagnosis.Reset;

/// <summary>Whether and how an activation is reset, by the data from the cluster and from AWS.</summary>
public sealed class ResetRulesTests
{
    private const string Set = "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4";
    private const string Other = "0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f50";
    private const string Role = "arn:aws:iam::111122223333:role/Agent";
    private static readonly Registration s_registration = new("my-cluster", "us-west-2", Role, "OTHER", new Dictionary<string, string>());

    public static TheoryData<string> Resolved => new([.. ResetRules.Resolved]);

    [Theory]
    [MemberData(nameof(Resolved))]
    public void Replaces_an_unusable_activation(string code)
    {
        ResetPlan plan = Plan(Snapshot(), Diagnosis(code));
        plan.Registration.ShouldBe(s_registration with { Tags = plan.Registration!.Tags });
        (plan.Deregisters, plan.CurrentActivationId).ShouldBe((true, Set));
        plan.Pods.Select(pod => pod.Name).ShouldBe(["eks-connector-0", "eks-connector-1"]);
        plan.Warning.ShouldBeNull();
    }

    [Theory]
    [InlineData(FindingCodes.SsmDnsFailed)]
    [InlineData(FindingCodes.ImageNotFound)]
    [InlineData(FindingCodes.AgentCredentialsRefused)]
    [InlineData(FindingCodes.KeyNotPersisted)]
    [InlineData(FindingCodes.StateRoleMissing)]
    public void Names_another_root_cause_and_ignores_findings_that_follow_from_it(string code)
    {
        EksConnectorException failure = PlanError(Snapshot(), Diagnosis(code, Finding(FindingCodes.EksClusterFailed, causedBy: code)));
        failure.ErrorId.ShouldBe(ErrorIds.ResetNotRequired);
        failure.Message.ShouldContain($"The root cause is {code}");
        Plan(Snapshot(), Diagnosis(code), request: new ResetRequest { Force = true }).Registration.ShouldNotBeNull();
    }

    [Fact]
    public void Warns_about_a_problem_that_a_new_activation_does_not_resolve() =>
        Plan(Snapshot(), Diagnosis(FindingCodes.SsmDnsFailed, Finding(FindingCodes.ActivationExpired))).Warning!.ShouldContain("SsmDnsFailed");

    [Fact]
    public void Completes_an_unfinished_reset_without_a_new_registration()
    {
        DiagnosisSnapshot snapshot = Snapshot("PENDING");
        snapshot = snapshot with { Cluster = snapshot.Cluster! with { States = [State(0, Other), State(1, null)] } };
        ResetPlan plan = Plan(snapshot, Diagnosis(null), new ResetRecord(s_registration, Other));
        (plan.Registration, plan.Deregisters, plan.HasRecord).ShouldBe((null, false, true));
        plan.OldStateSecrets.ShouldBe(["eks-connector-state-0"]);

        // The second Pod still runs, although its state was deleted.
        plan.Pods.Select(pod => pod.Name).ShouldBe(["eks-connector-0", "eks-connector-1"]);
        snapshot = snapshot with { Cluster = snapshot.Cluster with { States = [State(0, Other), State(1, Set)] } };
        Plan(snapshot, Diagnosis(null), new ResetRecord(s_registration, Other)).Pods.Select(pod => pod.Name).ShouldBe(["eks-connector-0"]);
    }

    [Theory]
    [InlineData("PodOutdated", null, true)]
    [InlineData(null, null, false)]
    [InlineData("ImagePullFailed", null, false)]
    [InlineData(null, Set, false)]
    public void A_Pod_that_runs_without_its_state_is_restarted_unless_it_is_healthy_or_has_another_problem(string? rootCause, string? state, bool isPlanned)
    {
        DiagnosisSnapshot snapshot = Snapshot("PENDING");
        snapshot = snapshot with { Cluster = snapshot.Cluster! with { States = [State(0, Set), State(1, state)] } };

        if (isPlanned)
        {
            ResetPlan plan = Plan(snapshot, Diagnosis(rootCause), record: null);
            (plan.Registration, plan.Deregisters).ShouldBe((null, false));
            plan.Pods.Select(pod => pod.Name).ShouldBe(["eks-connector-1"]);
        }
        else
        {
            Should.Throw<EksConnectorException>(() => Plan(snapshot, Diagnosis(rootCause), record: null)).ErrorId.ShouldBe(ErrorIds.ResetNotRequired);
        }
    }

    [Theory]
    [InlineData("FAILED", 2, 0, 1, null)]
    [InlineData("PENDING", 2, 0, -1, null)]
    [InlineData("PENDING", 2, 1, 1, null)]
    [InlineData("PENDING", 2, 0, 1, FindingCodes.InvalidActivation)]
    public void An_unfinished_reset_registers_again_if_its_activation_is_unusable(string status, int limit, int count, int days, string? log)
    {
        DiagnosisSnapshot snapshot = Snapshot(status, days);
        snapshot = snapshot with
        {
            Aws = snapshot.Aws! with { Activation = new SsmActivation { ActivationId = Set, RegistrationLimit = limit, RegistrationsCount = count } },
            Cluster = snapshot.Cluster! with
            {
                States = [State(0, null), State(1, null)],
                Pods = [.. snapshot.Cluster.Pods.Select(pod => pod with { IsInitDone = false, Log = log is null ? null : new InitLog("x", log, null) })],
            },
        };
        Plan(snapshot, Diagnosis(null), new ResetRecord(s_registration, Other)).Registration.ShouldNotBeNull();
    }

    [Fact]
    public void The_record_of_an_ineffective_reset_does_not_require_a_reset() =>
        PlanError(Snapshot(), Diagnosis(null), new ResetRecord(s_registration, Set)).ErrorId.ShouldBe(ErrorIds.ResetNotRequired);

    [Fact]
    public void After_the_deregistration_the_record_has_the_settings()
    {
        DiagnosisSnapshot snapshot = Snapshot();
        snapshot = snapshot with { Aws = snapshot.Aws! with { Cluster = null, IsClusterMissing = true } };
        PlanError(snapshot, Diagnosis(FindingCodes.EksClusterNotFound)).RecommendedAction.ShouldContain("-ConnectorRoleArn");
        ResetPlan plan = Plan(snapshot, Diagnosis(FindingCodes.EksClusterNotFound), new ResetRecord(s_registration with { Provider = "GKE" }, Set));
        (plan.Registration!.RoleArn, plan.Registration.Provider, plan.Deregisters).ShouldBe((Role, "GKE", false));
    }

    [Fact]
    public void Does_not_send_the_tags_of_AWS()
    {
        DiagnosisSnapshot snapshot = Snapshot();
        snapshot = snapshot with { Aws = snapshot.Aws! with { Cluster = snapshot.Aws.Cluster! with { Tags = new Dictionary<string, string> { ["aws:x"] = "1", ["team"] = "2" } } } };
        Plan(snapshot, Diagnosis(FindingCodes.ActivationExpired)).Registration!.Tags.Keys.ShouldBe(["team"]);
    }

    [Fact]
    public void Replicas_of_different_clusters_require_the_name()
    {
        DiagnosisSnapshot snapshot = Snapshot();
        snapshot = snapshot with { Cluster = snapshot.Cluster! with { States = [State(0, Set), State(1, Set) with { InstanceId = "eks_c:another_b5c81f52067a0041c" }] } };
        PlanError(snapshot, Diagnosis(FindingCodes.ActivationExpired)).RecommendedAction.ShouldContain("-ClusterName");
        Plan(snapshot with { GivenName = "my-cluster" }, Diagnosis(FindingCodes.ActivationExpired)).ClusterName.ShouldBe("my-cluster");
    }

    [Fact]
    public void Does_not_deregister_a_cluster_that_cannot_be_reconnected()
    {
        DiagnosisSnapshot snapshot = Snapshot();
        PlanError(snapshot with { Cluster = snapshot.Cluster! with { Replicas = 0 } }, Diagnosis(FindingCodes.ActivationExpired)).Message.ShouldContain("scaled to zero");
        PlanError(snapshot with { Cluster = snapshot.Cluster! with { Settings = null } }, Diagnosis(FindingCodes.ActivationExpired)).Message.ShouldContain("connector-init");
        PlanError(snapshot with { Cluster = snapshot.Cluster! with { NotInstalled = "It is not installed." } }, Diagnosis(FindingCodes.ActivationExpired)).ErrorId.ShouldBe(ErrorIds.ConnectorNotInstalled);
        PlanError(snapshot with { Aws = snapshot.Aws! with { Cluster = snapshot.Aws.Cluster! with { ConnectorConfig = null } } }, Diagnosis(FindingCodes.EksClusterNotConnected)).Message.ShouldContain("not a connected cluster");
        PlanError(snapshot with { Aws = snapshot.Aws! with { ClusterUnread = new Unread("it may not") } }, Diagnosis(FindingCodes.ActivationExpired)).Message.ShouldContain("it may not");
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/x", null)]
    [InlineData("no ARN", null)]
    [InlineData(null, "other")]
    [InlineData(null, "A,B")]
    public void Rejects_an_invalid_role_or_provider(string? role, string? provider) =>
        PlanError(Snapshot(), Diagnosis(FindingCodes.ActivationExpired), request: new ResetRequest { ConnectorRoleArn = role, Provider = provider }).ErrorId.ShouldBe(ErrorIds.InvalidParameter);

    private static ResetPlan Plan(DiagnosisSnapshot snapshot, EksConnector.Diagnosis diagnosis, ResetRecord? record = null, ResetRequest? request = null) =>
        ResetRules.Plan(new ClusterReference("admin", server: null, user: null, isCurrent: true), snapshot, diagnosis, record, request ?? new ResetRequest());

    private static EksConnectorException PlanError(DiagnosisSnapshot snapshot, EksConnector.Diagnosis diagnosis, ResetRecord? record = null, ResetRequest? request = null) =>
        Should.Throw<EksConnectorException>(() => Plan(snapshot, diagnosis, record, request));

    private static DiagnosisSnapshot Snapshot(string status = "FAILED", int days = 1)
    {
        var settings = new ActivationSettings { Where = "StatefulSet eks-connector", ActivationId = Setting.ActivationId(Set), Region = Setting.Region("us-west-2") };
        DateTimeOffset now = DateTimeOffset.UnixEpoch;
        return new DiagnosisSnapshot
        {
            TakenAt = now,
            Cluster = new ClusterSide
            {
                Context = "admin",
                Namespace = "eks-connector",
                Replicas = 2,
                Settings = settings,
                ActivationSecret = new SecretState(true, ActivationCodeFacts.OfBase64(Convert.ToBase64String("PLANTED-CODE-0123456789"u8)), null),
                Pods = [.. Enumerable.Range(0, 2).Select(ordinal => new PodFacts { Name = $"eks-connector-{ordinal}", Ordinal = ordinal, Uid = $"uid-{ordinal}", Settings = settings, IsInitDone = true })],
                States = [State(0, Set), State(1, Set)],
            },
            Aws = new AwsSide
            {
                Region = "us-west-2",
                ClusterName = "my-cluster",
                ActivationId = Set,
                Activation = new SsmActivation { ActivationId = Set, RegistrationLimit = 2, RegistrationsCount = 0 },
                Cluster = new EksCluster
                {
                    Name = "my-cluster",
                    Status = status,
                    ConnectorConfig = new EksConnectorConfig { ActivationId = Set, RoleArn = Role, Provider = "OTHER", ActivationExpiry = (now + TimeSpan.FromDays(days)).UtcDateTime },
                },
            },
        };
    }

    private static StateFacts State(int ordinal, string? activation) => new()
    {
        Name = $"eks-connector-state-{ordinal}",
        Ordinal = ordinal,
        IsThere = activation is not null,
        ActivationId = activation,
        InstanceId = activation is null ? null : "eks_c:my-cluster_b5c81f52067a0041c",
    };

    private static Finding Finding(string code, string? causedBy = null) =>
        new() { Code = code, Result = DiagnosisWords.Failed, Severity = DiagnosisWords.Error, Summary = code, CausedBy = causedBy };

    private static EksConnector.Diagnosis Diagnosis(string? root, params Finding[] more) => new()
    {
        Context = "admin",
        Namespace = "eks-connector",
        IsHealthy = root is null,
        RootCause = root,
        Summary = root ?? "No problems were found.",
        Time = DateTime.UnixEpoch,
        Findings = new ValueList<Finding>([.. root is null ? (Finding[])[] : [Finding(root)], .. more]),
    };
}
