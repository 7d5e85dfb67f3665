using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Endpoints;

/// <summary>The state of a temporary Pod: whether its tests have ended, and whether they will not start.</summary>
internal static class EndpointPodState
{
    // A node can be added within this time; a container that waits for one of the other reasons does not start by itself.
    private static readonly TimeSpan s_schedulingTimeout = TimeSpan.FromSeconds(15);

    private static readonly string[] s_fatalReasons =
    [
        "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError", "CreateContainerConfigError", "CreateContainerError", "RunContainerError",
        "CrashLoopBackOff",
    ];

    /// <summary>Returns whether all tests have ended.</summary>
    /// <param name="pod">The Pod.</param>
    public static bool HasEnded(Pod pod) => pod.StatusOf(EndpointPod.ContainerName)?.State?.Terminated is not null;

    /// <summary>Returns whether tests will not start, or will not end.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="elapsed">The time since the Pod was created.</param>
    /// <param name="deadline">The time limit of the Pod.</param>
    public static bool HasFailed(Pod pod, TimeSpan elapsed, TimeSpan deadline)
    {
        Wire.PodStatus? status = pod.Status;
        Wire.ContainerStatus[] containers = [.. (status?.InitContainerStatuses).OrEmpty().Concat((status?.ContainerStatuses).OrEmpty())];
        bool hasStarted = Array.Exists(containers, container => container.State?.Running is not null || container.State?.Terminated is not null);
        return pod.Metadata?.DeletionTimestamp is not null
            || status?.Phase == "Failed"
            || Array.Exists(containers, container => s_fatalReasons.Contains(container.State?.Waiting?.Reason))
            || (elapsed > s_schedulingTimeout && status?.Conditions.Find("PodScheduled")?.Status == "False")
            || (elapsed > EndpointPod.StartTimeout && !hasStarted)
            || elapsed > deadline;
    }

    /// <summary>Returns the reason why tests do not run, for use at the end of a sentence.</summary>
    /// <param name="context">The context.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="events">The events of the Pod.</param>
    /// <param name="now">The current time.</param>
    public static string Reason(string context, Pod pod, IReadOnlyList<KubernetesEvent> events, DateTimeOffset now)
    {
        // While the kubelet waits for the next attempt, the status does not contain the response of the registry.
        KubernetesEvent? pull = events
            .Where(seen => seen is { Type: "Warning", Message: { } message } && message.StartsWith("Failed to pull image", StringComparison.Ordinal))
            .MaxBy(EventTime.GetLast);
        var snapshot = new ConnectorSnapshot { Context = context, Namespace = pod.Metadata?.Namespace ?? string.Empty, TakenAt = now, Pods = [pod], Events = events };
        return (pull?.Message ?? PodMessage.Of(pod, snapshot) ?? "no reason is reported").TrimEnd('.');
    }
}
