using System.Text.Json;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Bundle;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Kubernetes.Models;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Tests.Diagnosis;

/// <summary>The facts of the workload are complete after a round trip through JSON and contain no secrets.</summary>
public sealed class WorkloadFactsTests
{
    private static readonly DateTimeOffset s_now = new(2024, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void JSON_round_trips()
    {
        string json = Json("pulling failed");
        JsonSerializer.Serialize(JsonSerializer.Deserialize(json, BundleJson.Snapshot)!, BundleJson.Snapshot).ShouldBe(json);
        json.ShouldContain("linux/arm64");
        json.ShouldContain("pulling failed");
    }

    [Fact]
    public void Redacts_secrets_in_events() =>
        Json("exec: --activation.code=PLANTED-CODE-4pLe9zQmVtR2xWcBn7Ks, https://user:PLANTED-PASSWORD@registry.test/v2/").ShouldNotContain("PLANTED");

    [Theory]
    [InlineData(null, true, "")]
    [InlineData(null, false, "")]
    [InlineData("Parallel", false, "eks-connector-1")]
    public void Reports_a_missing_Pod(string? policy, bool firstExists, string missing)
    {
        ConnectorSnapshot snapshot = Snapshot("x");
        snapshot = snapshot with { StatefulSet = snapshot.StatefulSet! with { Spec = new StatefulSetSpec(Replicas: 2, PodManagementPolicy: policy) } };
        snapshot = firstExists ? snapshot : snapshot with { Pods = [snapshot.Pods[0] with { Status = new Wire.PodStatus("Pending") }] };
        string.Join(' ', WorkloadReader.Read(snapshot).MissingPods).ShouldBe(missing);
    }

    [Fact]
    public void The_next_Pod_is_due_when_its_predecessor_is_ready()
    {
        ConnectorSnapshot snapshot = Snapshot("x");
        Pod ready = snapshot.Pods[0] with { Status = new Wire.PodStatus("Running", Conditions: [new Condition("Ready", "True")]) };
        WorkloadReader.Read(snapshot with { Pods = [ready] }).MissingPods.ShouldBe(["eks-connector-1"]);
    }

    [Fact]
    public void Reports_what_was_not_read()
    {
        WorkloadFacts facts = WorkloadReader.Read(Snapshot("x") with { Events = null, Detail = null });
        facts.EventsUnread!.Why.ShouldContain("verb list, resource events");
        facts.NodesUnread!.Why.ShouldContain("resource nodes");
    }

    private static string Json(string message) => JsonSerializer.Serialize(
        new DiagnosisSnapshot
        {
            TakenAt = s_now,
            Cluster = new ClusterSide { Context = "edge", Namespace = "eks-connector", Pods = PodFactsReader.Read(Snapshot(message)) },
            Workload = WorkloadReader.Read(Snapshot(message)),
        },
        BundleJson.Snapshot);

    private static ConnectorSnapshot Snapshot(string message) => new()
    {
        Context = "edge",
        Namespace = "eks-connector",
        TakenAt = s_now,
        StatefulSet = new StatefulSet(new ObjectMeta("eks-connector", Uid: "set"), new StatefulSetSpec(Replicas: 2)),
        Pods =
        [
            new Pod(
                new ObjectMeta("eks-connector-0", Uid: "pod", CreationTimestamp: s_now.AddMinutes(-5)),
                new PodSpec("node-1", [new Container("connector-agent", "registry.test/amazon-ssm-agent:3.2.2303.0")], [new Container("connector-init", "registry.test/eks-connector:0.0.11")]),
                new Wire.PodStatus(
                    "Pending",
                    InitContainerStatuses: [new Wire.ContainerStatus("connector-init", RestartCount: 2, State: new ContainerState(new ContainerStateWaiting("CrashLoopBackOff", message)), LastState: new ContainerState(Terminated: new ContainerStateTerminated(255, Reason: "Error", Message: message, FinishedAt: s_now)))])),
        ],
        Events = [new KubernetesEvent(new ObjectMeta("e"), "Warning", "Failed", message, InvolvedObject: new ObjectReference("Pod", "eks-connector-0", "pod"), LastTimestamp: s_now)],
        Detail = new ClusterDetail("v1.31.2", new Dictionary<string, Node>
        {
            ["node-1"] = new(new ObjectMeta("node-1"), new NodeSpec(), new NodeStatus([new Condition("Ready", "True")], NodeInfo: new NodeSystemInfo(OperatingSystem: "linux", Architecture: "arm64"))),
        }),
    };
}
