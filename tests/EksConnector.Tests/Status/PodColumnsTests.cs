using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;
using static EksConnector.Tests.Status.Pods;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Tests.Status;

/// <summary>READY, STATUS, and RESTARTS for all states of a Pod, as kubectl shows them.</summary>
public sealed class PodColumnsTests
{
    private static readonly Wire.ContainerStatus s_initDone = Container("connector-init", Ended(0, "Completed"), ready: true);
    private static readonly Wire.ContainerStatus s_initPending = Container("connector-init", Waiting("PodInitializing"));
    private static readonly Wire.ContainerStatus[] s_mainPending =
    [
        Container("connector-agent", Waiting("PodInitializing")),
        Container("connector-proxy", Waiting("PodInitializing")),
    ];

    private static readonly Wire.ContainerStatus[] s_mainRunning =
    [
        Container("connector-agent", Running, ready: true),
        Container("connector-proxy", Running, ready: true),
    ];

    [Fact]
    public void A_healthy_Pod_is_Running() => Shown(Connector([s_initDone], s_mainRunning)).ShouldBe("2/2 Running 0");

    [Theory]
    [InlineData("CrashLoopBackOff", "Init:CrashLoopBackOff")]
    [InlineData("ImagePullBackOff", "Init:ImagePullBackOff")]
    [InlineData("ErrImagePull", "Init:ErrImagePull")]
    [InlineData("CreateContainerConfigError", "Init:CreateContainerConfigError")]
    [InlineData("PodInitializing", "Init:0/1")]
    [InlineData("", "Init:0/1")]
    public void Shows_the_reason_of_a_waiting_init_container(string reason, string status) =>
        Shown(Connector([Container("connector-init", Waiting(reason), restarts: 4)], s_mainPending, "Pending")).ShouldBe($"0/2 {status} 4");

    [Fact]
    public void A_running_init_container_is_counted() =>
        Shown(Connector([Container("connector-init", Running)], s_mainPending, "Pending")).ShouldBe("0/2 Init:0/1 0");

    [Theory]
    [InlineData(255, "Error", null, "Init:Error")]
    [InlineData(137, "OOMKilled", null, "Init:OOMKilled")]
    [InlineData(137, null, 9, "Init:Signal:9")]
    [InlineData(3, null, null, "Init:ExitCode:3")]
    [InlineData(3, "", 0, "Init:ExitCode:3")]
    public void Reports_how_an_init_container_failed(int exitCode, string? reason, int? signal, string status) =>
        Shown(Connector([Container("connector-init", Ended(exitCode, reason, signal), restarts: 1)], s_mainPending, "Pending")).ShouldBe($"0/2 {status} 1");

    [Fact]
    public void Ignores_restarts_of_a_finished_init_container() =>
        Shown(Connector([s_initDone with { RestartCount = 7 }], s_mainRunning)).ShouldBe("2/2 Running 0");

    [Fact]
    public void Adds_up_restarts_of_main_containers_and_reports_the_latest()
    {
        DateTimeOffset earlier = Now.AddHours(-2);
        DateTimeOffset later = Now.AddHours(-1);
        PodColumns columns = PodColumns.Of(Connector(
            [s_initDone],
            [
                Container("connector-agent", Running, ready: true, restarts: 2, last: Ended(1, "Error", at: later)),
                Container("connector-proxy", Running, ready: true, restarts: 3, last: Ended(1, "Error", at: earlier)),
            ]));
        columns.Restarts.ShouldBe(5);
        columns.LastRestart.ShouldBe(later);
    }

    [Fact]
    public void Shows_the_first_failing_main_container() =>
        Shown(Connector(
            [s_initDone],
            [Container("connector-agent", Waiting("ImagePullBackOff")), Container("connector-proxy", Waiting("CrashLoopBackOff"))])).ShouldBe("0/2 ImagePullBackOff 0");

    [Theory]
    [InlineData(1, "Error", null, "Error")]
    [InlineData(139, null, 11, "Signal:11")]
    [InlineData(2, null, null, "ExitCode:2")]
    public void Reports_how_a_main_container_ended(int exitCode, string? reason, int? signal, string status) =>
        Shown(Connector(
            [s_initDone],
            [Container("connector-agent", Ended(exitCode, reason, signal)), s_mainRunning[1]])).ShouldBe($"1/2 {status} 0");

    [Theory]
    [InlineData("True", "1/2 Running 0")]
    [InlineData("False", "1/2 NotReady 0")]
    public void A_Pod_with_one_completed_container_keeps_running(string ready, string shown) =>
        Shown(Connector(
            [s_initDone],
            [Container("connector-agent", Ended(0, "Completed")), s_mainRunning[1]],
            conditions: [Is("Ready", ready)])).ShouldBe(shown);

    [Fact]
    public void A_Pod_with_only_completed_containers_is_Completed() =>
        Shown(Connector(
            [s_initDone],
            [Container("connector-agent", Ended(0, "Completed")), Container("connector-proxy", Ended(0, "Completed"))],
            "Succeeded")).ShouldBe("0/2 Completed 0");

    [Fact]
    public void A_pod_without_container_statuses_shows_its_phase() =>
        Shown(Connector([], [], "Pending")).ShouldBe("0/2 Pending 0");

    [Fact]
    public void An_evicted_pod_shows_the_reason() =>
        Shown(Connector([], [], "Failed", reason: "Evicted")).ShouldBe("0/2 Evicted 0");

    [Fact]
    public void A_Pod_with_a_scheduling_gate_is_SchedulingGated() =>
        Shown(Connector([], [], "Pending", conditions: [Is("PodScheduled", "False", "SchedulingGated")])).ShouldBe("0/2 SchedulingGated 0");

    [Fact]
    public void A_Pod_that_is_being_deleted_is_Terminating() =>
        Shown(Connector([s_initDone], s_mainRunning, deletion: Now)).ShouldBe("2/2 Terminating 0");

    [Theory]
    [InlineData("Succeeded", "Completed")]
    [InlineData("Failed", "Completed")]
    public void A_finished_Pod_keeps_its_status_while_it_is_deleted(string phase, string status) =>
        Shown(Connector(
            [s_initDone],
            [Container("connector-agent", Ended(0, "Completed")), Container("connector-proxy", Ended(0, "Completed"))],
            phase,
            deletion: Now)).ShouldBe($"0/2 {status} 0");

    [Fact]
    public void A_deleted_Pod_on_a_lost_node_is_Unknown() =>
        Shown(Connector([s_initDone], s_mainRunning, reason: "NodeLost", deletion: Now)).ShouldBe("2/2 Unknown 0");

    [Fact]
    public void A_started_sidecar_counts_as_a_container() =>
        Shown(Connector(
            [s_initDone, Container("mesh", Running, ready: true, restarts: 2, started: true)], s_mainRunning, sidecar: true)).ShouldBe("3/3 Running 2");

    [Fact]
    public void A_sidecar_that_has_not_started_keeps_the_pod_initializing() =>
        Shown(Connector(
            [s_initDone, Container("mesh", Waiting("CrashLoopBackOff"), restarts: 2, started: false)], s_mainPending, "Pending", sidecar: true)).ShouldBe("0/3 Init:CrashLoopBackOff 2");

    [Fact]
    public void A_crashed_sidecar_does_not_hide_the_main_containers() =>
        Shown(Connector(
            [s_initDone, Container("mesh", Waiting("CrashLoopBackOff"), restarts: 2, started: false)],
            s_mainRunning,
            conditions: [Is("Initialized")],
            sidecar: true)).ShouldBe("2/3 Init:CrashLoopBackOff 2");

    private static string Shown(Pod pod)
    {
        PodColumns columns = PodColumns.Of(pod);
        return $"{columns.Ready} {columns.Status} {columns.Restarts}";
    }
}
