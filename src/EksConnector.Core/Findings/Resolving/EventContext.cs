namespace EksConnector.Core.Findings.Resolving;

/// <summary>
/// What an event of a Pod must contain in addition to the words of its symptom if only its text is known: manifests, other programs, and requests
/// for other objects contain the same words.
/// </summary>
internal static class EventContext
{
    // In lowercase and without white space. A log shipper adds words such as "container" and the path of the log to each line.
    private static readonly string[] s_refused = ["connector", "pods\"", "pods=", "createpod", "statefulset", "installationfailed", "upgradefailed"];

    private static readonly string[] s_files =
        ["watcher", "inotify", "fsnotify", "podsandbox", "containerdcontainer", "containerdtask", "startcontainer", "ociruntime", "syncingpod", "responsefromdaemon"];

    private static readonly string[] s_disk =
    [
        .. s_files, "pullimage", "unpackimage", "extractlayer", "registerlayer", "snapshot", "overlay", "/var/lib/kubelet", "/var/lib/containerd", "/var/lib/containers",
        "/var/lib/docker", "mkdir/var/log/pods", "containercreatefailed",
    ];

    private static readonly string[] s_profile =
        ["cannotload", "cannotenforce", "cannotapply", "failedto", "notfound", "notloaded", "notsupported", "notenabled", "nosuchfile", "unableto", "errorloading"];

    private static readonly Dictionary<string, string[]> s_contexts = new(StringComparer.Ordinal)
    {
        [FindingCodes.NamespaceTerminating] = ["connector"],
        [FindingCodes.ServiceAccountMissing] = ["connector"],
        [FindingCodes.AdmissionDenied] = s_refused,
        [FindingCodes.PodQuotaExceeded] = s_refused,
        [FindingCodes.InotifyLimitReached] = s_files,
        [FindingCodes.NodeDiskFull] = s_disk,
        [FindingCodes.SandboxImagePullFailed] = ["fail", "errorsyncingpod", "errorcreatingpod"],
        [FindingCodes.RunAsNonRootViolated] = ["hasrunasnonroot", "hasnon-numericuser", "breaksnon-rootpolicy"],
        [FindingCodes.SecurityProfileMissing] = s_profile,
    };

    /// <summary>Returns whether some lines contain what a symptom of an event requires.</summary>
    /// <param name="code">The code of the finding.</param>
    /// <param name="lines">The lines, in lowercase and without white space.</param>
    public static bool IsIn(string code, ReadOnlySpan<char> lines)
    {
        if (!s_contexts.TryGetValue(code, out string[]? contexts))
        {
            return true;
        }

        foreach (string context in contexts)
        {
            if (lines.Contains(context, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
