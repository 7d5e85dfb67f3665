using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;
using static EksConnector.Tests.Status.Pods;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Tests.Status;

/// <summary>The reason why a Pod is not ready, in one line.</summary>
public sealed class PodMessageTests
{
    private static readonly Wire.ContainerStatus s_initDone = Container("connector-init", Ended(0, "Completed"), ready: true);

    [Fact]
    public void A_crash_loop_reports_how_the_last_run_ended() =>
        Message(Connector(
            [Container("connector-init", Waiting("CrashLoopBackOff", "back-off 5m0s restarting failed container=connector-init"), restarts: 3, last: Ended(255, "Error", at: Now))],
            [],
            "Pending")).ShouldBe("connector-init: CrashLoopBackOff; the last run ended with exit code 255 (Error) (3 restarts)");

    [Fact]
    public void Names_an_image_that_cannot_be_pulled() =>
        Message(Connector([Container("connector-init", Waiting("ImagePullBackOff", "Back-off pulling image \"x:1\""))], [], "Pending"))
            .ShouldBe("connector-init: ImagePullBackOff: Back-off pulling image \"x:1\"");

    [Fact]
    public void Reports_why_no_node_fits_a_Pod() =>
        Message(Connector([], [], "Pending", conditions: [Is("PodScheduled", "False", "Unschedulable", "0/1 nodes are available:\n1 node(s) didn't match.")]))
            .ShouldBe("Unschedulable: 0/1 nodes are available: 1 node(s) didn't match.");

    [Fact]
    public void An_evicted_Pod_reports_why() =>
        Message(Connector([], [], "Failed", "Evicted", "The node was low on resource: memory."))
            .ShouldBe("Evicted: The node was low on resource: memory.");

    [Fact]
    public void Uses_the_newest_warning_event_when_only_events_have_the_reason()
    {
        Pod pod = Connector([Container("connector-init", Waiting("PodInitializing"))], [], "Pending");
        PodMessage.NeedsEvents(pod).ShouldBeTrue();
        var about = new ObjectReference("Pod", "eks-connector-0", "uid-0");
        KubernetesEvent[] warnings =
        [
            new(null, "Warning", "FailedMount", "configmap \"eks-connector-agent\" not found", LastTimestamp: Now.AddMinutes(-1), InvolvedObject: about),
            new(null, "Warning", "FailedMount", "an older one", LastTimestamp: Now.AddMinutes(-2), InvolvedObject: about),
        ];
        PodMessage.Of(pod, Snapshot(pod) with { Events = warnings }).ShouldBe("FailedMount: configmap \"eks-connector-agent\" not found");
        PodMessage.Of(pod, Snapshot(pod)).ShouldBe("connector-init is waiting: PodInitializing");
    }

    [Fact]
    public void A_slow_init_container_is_reported_as_running() =>
        Message(Connector([Container("connector-init", Running)], [], "Pending"))
            .ShouldBe("connector-init (init container 1 of 1) is running since 2026-03-01 11:55:00Z");

    [Fact]
    public void Names_a_running_container_that_is_not_ready() =>
        Message(Connector([s_initDone], [Container("connector-agent", Running)])).ShouldBe("connector-agent is running but not ready");

    [Fact]
    public void Names_a_readiness_gate()
    {
        Pod pod = Connector([s_initDone], [Container("connector-agent", Running, ready: true)], conditions: [Is("Ready", "False")]);
        Message(pod with { Spec = pod.Spec! with { ReadinessGates = [new PodReadinessGate("example.com/gate")] } })
            .ShouldBe("readiness gate example.com/gate is not met");
    }

    [Fact]
    public void A_Pod_stuck_in_deletion_reports_since_when() =>
        Message(Connector([s_initDone], [], deletion: Now.AddMinutes(-3))).ShouldBe("is still being deleted; the grace period ended at 2026-03-01 11:57:00Z");

    [Fact]
    public void Redacts_a_secret_in_a_message()
    {
        string? message = Message(Connector(
            [Container("connector-init", Ended(1, "Error", message: "bad flag --activation.code=PLANTED-CODE given"))], [], "Pending"));
        message.ShouldBe("connector-init: the last run ended with exit code 1 (Error): bad flag --activation.code=[redacted] given");
    }

    private static ConnectorSnapshot Snapshot(Pod pod) => new() { Context = "c", Namespace = "eks-connector", TakenAt = Now, Pods = [pod] };

    private static string? Message(Pod pod) => PodMessage.Of(pod, Snapshot(pod));
}
