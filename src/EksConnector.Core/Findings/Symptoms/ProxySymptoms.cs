namespace EksConnector.Core.Findings.Symptoms;

/// <summary>What connector-proxy writes.</summary>
internal static class ProxySymptoms
{
    private static readonly string[] s_state = ["failed to save secret", "failed to load Kubernetes secret", "Failed to process updates for", "fs watcher", "file watcher"];

    public static readonly IReadOnlyList<Symptom> Rows =
    [
        // The cluster's own API server does not let it.
        new(FindingCodes.ServiceAccountTokenMissing, "open ", "/serviceaccount/token", "no such file"),
        new(FindingCodes.ServiceAccountTokenMissing, "unable to load in-cluster configuration"),
        new(FindingCodes.ServiceAccountTokenEmpty, "is forbidden", "User \"system:anonymous\""),
        .. s_state.Select(subject => new Symptom(FindingCodes.ServiceAccountTokenStale, subject, "Unauthorized")),
        .. s_state.Select(subject => new Symptom(FindingCodes.ServiceAccountTokenStale, subject, "the server has asked for the client to provide credentials")),
        new(FindingCodes.ServiceAccountTokenStale, "eks connector proxy encountered error", "Unauthorized"),
        .. StateSymptoms.Rows,

        // The API server's certificate does not fit the name that it is called by, or another one answers.
        new(FindingCodes.ApiServerCertificateInvalid, "eks connector proxy encountered error", "x509:"),
        .. s_state.Select(subject => new Symptom(FindingCodes.ApiServerCertificateInvalid, subject, "x509:")),

        // A request of the console.
        new(FindingCodes.ProxyRequestFailed, "eks connector proxy encountered error"),
        new(FindingCodes.ProxyRequestFailed, "eks connector proxy failed to write error response"),
        new(FindingCodes.ProxyRequestFailed, "[ProxyServer] "),

        // It ends.
        .. s_state[^2..].Select(subject => new Symptom(FindingCodes.ApiServerUnreachable, subject, "dial tcp")),
        new(FindingCodes.InotifyLimitReached, "failed to setup file watcher", "too many open files"),
        new(FindingCodes.InotifyLimitReached, "failed to setup file watcher", "no space left on device"),
        new(FindingCodes.InotifyLimitReached, "watcher", "inotify"),
        new(FindingCodes.ProxyCrashLooping, "failed to setup file watcher"),
        new(FindingCodes.ProxyCrashLooping, "could not start listener on"),
        new(FindingCodes.ProxyCrashLooping, "unrecognized socket type"),
        new(FindingCodes.ProxyCrashLooping, "Proxy server exited unexpectedly"),

        // The agent's new key.
        new(FindingCodes.KeyNotPersisted, "failed to save secret due to"),
        new(FindingCodes.KeyNotPersisted, "failed to load Kubernetes secret due to"),
        new(FindingCodes.KeyNotPersisted, "failed to load agent's local file"),
        new(FindingCodes.KeyNotPersisted, "Failed to process updates for"),
    ];
}
