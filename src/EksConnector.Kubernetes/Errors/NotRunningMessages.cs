namespace EksConnector.Kubernetes.Errors;

/// <summary>
/// The messages of kubelets and container runtimes that mean that a command cannot run because the container is not running.
/// API servers before 1.30 report them in the handshake, later ones as the exit status of the command.
/// </summary>
internal static class NotRunningMessages
{
    private static readonly string[] s_fragments =
    [
        "container not found (", // the kubelet
        "in a completed pod", // the API server, for a Pod that has completed
        "CONTAINER_EXITED", // containerd and CRI-O, if the kubelet is not yet aware of it
        "no running task found",
        "is not running",
        "stopped container", // runc
        "has stopped",
        "in a stopped state",
    ];

    public static bool IsMatch(string? message) =>
        message is not null && Array.Exists(s_fragments, fragment => message.Contains(fragment, StringComparison.OrdinalIgnoreCase));
}
