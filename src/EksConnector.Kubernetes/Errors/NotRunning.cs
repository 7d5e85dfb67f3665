namespace EksConnector.Kubernetes.Errors;

/// <summary>
/// Knows the ways in which kubelets and container runtimes say that a command cannot run because its container does not.
/// Servers before 1.30 say it at the handshake, those after it as the command's end.
/// </summary>
internal static class NotRunning
{
    private static readonly string[] s_fragments =
    [
        "container not found (", // the kubelet
        "in a completed pod", // the API server, of a pod that has ended
        "CONTAINER_EXITED", // containerd and CRI-O, where the kubelet does not know it yet
        "no running task found",
        "is not running",
        "stopped container", // runc
        "has stopped",
        "in a stopped state",
    ];

    public static bool IsSaidBy(string? message) =>
        message is not null && Array.Exists(s_fragments, fragment => message.Contains(fragment, StringComparison.OrdinalIgnoreCase));
}
