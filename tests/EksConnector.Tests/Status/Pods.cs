using EksConnector.Core.Kubernetes.Models;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Tests.Status;

/// <summary>Creates minimal Pods for tests of the rules.</summary>
internal static class Pods
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ContainerState Running => new(Running: new ContainerStateRunning(Now.AddMinutes(-5)));

    public static ContainerState Waiting(string? reason, string? message = null) => new(Waiting: new ContainerStateWaiting(reason, message));

    public static ContainerState Ended(int exitCode, string? reason = null, int? signal = null, string? message = null, DateTimeOffset? at = null) =>
        new(Terminated: new ContainerStateTerminated(exitCode, signal, reason, message, at?.AddSeconds(-1), at));

    public static Wire.ContainerStatus Container(
        string name, ContainerState state, bool ready = false, int restarts = 0, ContainerState? last = null, bool? started = null) =>
        new(name, Ready: ready, RestartCount: restarts, State: state, LastState: last, Started: started);

    /// <summary>Creates a Pod of the connector, with one init container and two main containers.</summary>
    public static Pod Connector(
        IReadOnlyList<Wire.ContainerStatus> init,
        IReadOnlyList<Wire.ContainerStatus> main,
        string phase = "Running",
        string? reason = null,
        string? message = null,
        IReadOnlyList<Condition>? conditions = null,
        DateTimeOffset? deletion = null,
        bool sidecar = false,
        int ordinal = 0)
    {
        var spec = new PodSpec(
            "node-1",
            [new Container("connector-agent", "public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent:3.2.2303.0"), new Container("connector-proxy", "public.ecr.aws/eks-connector/eks-connector:0.0.11")],
            sidecar
                ? [new Container("connector-init", "public.ecr.aws/eks-connector/eks-connector:0.0.11"), new Container("mesh", "mesh:1", "Always")]
                : [new Container("connector-init", "public.ecr.aws/eks-connector/eks-connector:0.0.11")]);
        return new Pod(
            new ObjectMeta($"eks-connector-{ordinal}", "eks-connector", $"uid-{ordinal}", CreationTimestamp: Now.AddMinutes(-10), DeletionTimestamp: deletion),
            spec,
            new Wire.PodStatus(phase, reason, message, conditions, init, main));
    }

    public static Condition Is(string type, string status = "True", string? reason = null, string? message = null) => new(type, status, reason, message);
}
