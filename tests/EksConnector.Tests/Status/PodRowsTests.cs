using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;
using static EksConnector.Tests.Status.Pods;

namespace EksConnector.Tests.Status;

/// <summary>The rows of a snapshot: existing Pods, Pods that have not been created, and the reason.</summary>
public sealed class PodRowsTests
{
    private static readonly Pod s_ready = Connector(
        [Container("connector-init", Ended(0, "Completed"), ready: true)],
        [Container("connector-agent", Running, ready: true), Container("connector-proxy", Running, ready: true)],
        conditions: [Is("Ready")]);

    private static readonly Pod s_crashing = Connector(
        [Container("connector-init", Waiting("CrashLoopBackOff", "back-off 40s"), restarts: 3, last: Ended(255, "Error", at: Now.AddSeconds(-12)))],
        [],
        "Pending",
        conditions: [Is("Ready", "False")]);

    [Fact]
    public void Returns_Pods_in_the_order_of_their_ordinals() =>
        Rows(StatefulSet(11), AtOrdinal(s_ready, 10), AtOrdinal(s_ready, 2), AtOrdinal(s_ready, 0))
            .Where(row => row.Status != "NotCreated")
            .Select(row => row.Pod)
            .ShouldBe(["eks-connector-0", "eks-connector-2", "eks-connector-10"]);

    [Fact]
    public void A_Pod_that_waits_for_its_predecessor_is_reported_as_not_created()
    {
        PodStatus missing = Rows(StatefulSet(2), s_crashing)[1];
        missing.Pod.ShouldBe("eks-connector-1");
        missing.Status.ShouldBe(StatusWords.NotCreated);
        missing.Ready.ShouldBe("0/2");
        missing.IsReady.ShouldBeFalse();
        missing.Age.ShouldBeNull();
        missing.Message.ShouldBe("the StatefulSet creates it when eks-connector-0 is ready (podManagementPolicy OrderedReady)");
    }

    [Fact]
    public void A_Pod_that_cannot_be_created_shows_the_event()
    {
        var denied = new KubernetesEvent(
            new ObjectMeta("e"), "Warning", "FailedCreate", "create Pod eks-connector-0 failed:\n violates PodSecurity", LastTimestamp: Now, InvolvedObject: new ObjectReference("StatefulSet", "eks-connector", "sts-uid"));
        KubernetesEvent other = denied with { Message = "another object's", LastTimestamp = Now.AddMinutes(1), InvolvedObject = new ObjectReference("Pod", "x", "other") };
        ConnectorSnapshot snapshot = Snapshot(StatefulSet(1)) with { Events = [other, denied] };
        PodRows.NeedsEvents(Snapshot(StatefulSet(1))).ShouldBeTrue();
        PodRows.Of(snapshot).Single().Message.ShouldBe("FailedCreate: create Pod eks-connector-0 failed: violates PodSecurity");
    }

    [Fact]
    public void Parallel_Pods_do_not_wait_for_each_other() =>
        Rows(StatefulSet(2, "Parallel"), s_crashing)[1].Message.ShouldBe("the StatefulSet has not created it");

    [Fact]
    public void Ordinals_can_start_at_another_number() =>
        PodRows.Of(Snapshot(new StatefulSet(
            new ObjectMeta("eks-connector", Uid: "sts-uid"), new StatefulSetSpec(2, Ordinals: new StatefulSetOrdinals(5)))))
            .Select(row => row.Pod).ShouldBe(["eks-connector-5", "eks-connector-6"]);

    [Fact]
    public void Missing_replicas_mean_one() =>
        PodRows.Of(Snapshot(new StatefulSet(new ObjectMeta("eks-connector", Uid: "sts-uid"), new StatefulSetSpec()))).Count.ShouldBe(1);

    [Fact]
    public void A_statefulset_scaled_to_zero_has_no_rows() => Rows(StatefulSet(0)).ShouldBeEmpty();

    [Fact]
    public void Without_the_StatefulSet_only_the_Pods_are_shown()
    {
        PodStatus row = PodRows.Of(new ConnectorSnapshot { Context = "c", Namespace = "n", TakenAt = Now, Pods = [s_ready] }).Single();
        row.InstalledBy.ShouldBeNull();
        row.Pod.ShouldBe("eks-connector-0");
    }

    [Fact]
    public void A_row_has_a_value_in_each_required_column()
    {
        PodStatus row = Rows(StatefulSet(1), s_ready)[0];
        row.Context.ShouldBe("kind-test");
        row.Namespace.ShouldBe("eks-connector");
        row.IsReady.ShouldBeTrue();
        row.Message.ShouldBeNull();
        row.Age.ShouldBe(TimeSpan.FromMinutes(10));
        row.CreationTime.ShouldBe(Now.AddMinutes(-10).UtcDateTime);
        row.CreationTime!.Value.Kind.ShouldBe(DateTimeKind.Utc);
        row.ConnectorVersion.ShouldBe("0.0.11");
        row.AgentVersion.ShouldBe("3.2.2303.0");
        row.InstalledBy.ShouldBe(StatusWords.Manifest);
        row.Images.ToString().ShouldBe("public.ecr.aws/eks-connector/eks-connector:0.0.11, public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent:3.2.2303.0");
        row.Containers.Select(container => container.ToString()).ShouldBe(
            ["connector-init: Terminated (Completed)", "connector-agent: Running", "connector-proxy: Running"]);
    }

    [Fact]
    public void A_Pod_created_in_the_future_has_no_negative_age() =>
        PodRows.Of(Snapshot(StatefulSet(1), s_ready) with { TakenAt = Now.AddHours(-1) })[0].Age.ShouldBe(TimeSpan.Zero);

    [Fact]
    public void Recognizes_Helm_by_its_labels()
    {
        StatefulSet helm = StatefulSet(1) with
        {
            Metadata = new ObjectMeta(
                "eks-connector",
                Uid: "sts-uid",
                Labels: new Dictionary<string, string> { ["app.kubernetes.io/managed-by"] = "Helm" },
                Annotations: new Dictionary<string, string> { ["meta.helm.sh/release-name"] = "my-release" }),
        };
        PodStatus row = PodRows.Of(Snapshot(helm, s_ready))[0];
        row.InstalledBy.ShouldBe(StatusWords.Helm);
        row.HelmRelease.ShouldBe("my-release");
    }

    [Theory]
    [InlineData("registry.example:5000/mirror/eks-connector:1.2", "1.2")]
    [InlineData("registry.example:5000/mirror/eks-connector", null)]
    [InlineData("public.ecr.aws/eks-connector/eks-connector@sha256:abc", null)]
    [InlineData("public.ecr.aws/eks-connector/eks-connector:0.0.11@sha256:abc", "0.0.11")]
    [InlineData("public.ecr.aws/eks-connector/other:7", null)]
    public void Reads_the_version_from_the_tag(string image, string? version) => ImageVersion.Of([image], ImageVersion.Connector).ShouldBe(version);

    private static Pod AtOrdinal(Pod pod, int ordinal) => pod with { Metadata = pod.Metadata! with { Name = $"eks-connector-{ordinal}", Uid = $"uid-{ordinal}" } };

    private static StatefulSet StatefulSet(int replicas, string policy = "OrderedReady") =>
        new(new ObjectMeta("eks-connector", Uid: "sts-uid"), new StatefulSetSpec(replicas, policy, Template: new PodTemplate(null, s_ready.Spec)));

    private static ConnectorSnapshot Snapshot(StatefulSet statefulSet, params Pod[] pods) =>
        new() { Context = "kind-test", Namespace = "eks-connector", TakenAt = Now, StatefulSet = statefulSet, Pods = pods };

    private static IReadOnlyList<PodStatus> Rows(StatefulSet statefulSet, params Pod[] pods) => PodRows.Of(Snapshot(statefulSet, pods));
}
