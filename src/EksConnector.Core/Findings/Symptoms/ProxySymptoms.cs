namespace EksConnector.Core.Findings.Symptoms;

/// <summary>The symptoms in the log of connector-proxy.</summary>
internal static class ProxySymptoms
{
    private static readonly string[] s_state = ["failed to save secret", "failed to load Kubernetes secret", "Failed to process updates for", "fs watcher", "file watcher"];

    private const string Request = "eks connector proxy encountered error";

    // Go reports the reason phrase after the URL if a proxy responds to CONNECT with a status other than 200.
    private static readonly string[] s_refusals =
    [
        "Forbidden", "Bad Request", "Unauthorized", "Payment Required", "Not Found", "Method Not Allowed", "Not Acceptable", "Request Timeout", "Conflict", "Gone",
        "Precondition Failed", "Locked", "Too Many Requests", "Unavailable For Legal Reasons", "Internal Server Error", "Not Implemented", "Bad Gateway",
        "Service Unavailable", "Gateway Timeout", "Gateway Time-out", "Network Authentication Required", "Found", "Moved Permanently", "Moved Temporarily", "See Other",
        "Temporary Redirect", "unknown status code", "Access Denied", "Blocked",
    ];

    private static readonly string[] s_interruptions =
    [
        "\": EOF", "unexpected EOF", "connection reset by peer", "broken pipe", "TLS handshake timeout", "Client.Timeout exceeded", "context deadline exceeded",
        "i/o timeout", "client connection lost", "server sent GOAWAY",
    ];

    /// <summary>The symptoms of an HTTP proxy that is unreachable or rejects requests.</summary>
    public static readonly IReadOnlyList<Symptom> Egress =
    [
        new(FindingCodes.EgressProxyFailed, "proxyconnect"),
        new(FindingCodes.EgressProxyFailed, "socks connect"),
        new(FindingCodes.EgressProxyFailed, "invalid proxy address"),
        new(FindingCodes.EgressProxyFailed, "Proxy Authentication Required"),
        .. s_refusals.SelectMany(Refusals),
    ];

    // Up to Go 1.13, the URL has no quotation marks. The WebSocket library reports only the reason phrase.
    private static Symptom[] Refusals(string refusal) =>
    [
        new(FindingCodes.EgressProxyFailed, "https://", "\": " + refusal),
        new(FindingCodes.EgressProxyFailed, "Post https://", "/: " + refusal),
        new(FindingCodes.EgressProxyFailed, "Failed to dial websocket: " + refusal),
        new(FindingCodes.EgressProxyFailed, "failed to connect controlchannel with error: " + refusal),
    ];

    /// <summary>Returns the symptoms of a connection to the API server that is interrupted or not answered.</summary>
    /// <param name="subject">The text that identifies the API server.</param>
    public static IEnumerable<Symptom> Interruptions(string subject) => s_interruptions.Select(fault => new Symptom(FindingCodes.ApiServerUnreachable, subject, fault));

    /// <summary>Returns the symptoms of an API server certificate that is not valid.</summary>
    /// <param name="subject">The text that identifies the API server.</param>
    public static IEnumerable<Symptom> Certificates(string subject) =>
    [
        new(FindingCodes.NodeClockSkew, subject, "has expired or is not yet valid", "is before"),
        new(FindingCodes.ApiServerNameMismatch, subject, "x509: certificate is valid for"),
        new(FindingCodes.ApiServerNameMismatch, subject, "x509: cannot validate certificate for"),
        new(FindingCodes.ApiServerNameMismatch, subject, "x509: certificate is not valid for any names"),
        new(FindingCodes.ApiServerNameMismatch, subject, "x509: certificate relies on legacy Common Name"),
        new(FindingCodes.ApiServerUntrusted, subject, "x509:"),
    ];

    public static readonly IReadOnlyList<Symptom> Rows =
    [
        // The client did not wait for the response.
        new(Symptom.Harmless, Request, "context canceled"),
        new(Symptom.Harmless, Request, "net/http: abort Handler"),
        .. Egress,
        .. Certificates("/api/v1/"),
        .. Certificates(Request),

        // The cluster's API server rejects the proxy.
        new(FindingCodes.ServiceAccountTokenMissing, "open ", "/serviceaccount/token", "no such file"),
        new(FindingCodes.ServiceAccountTokenMissing, "unable to load in-cluster configuration"),
        new(FindingCodes.ServiceAccountTokenEmpty, "is forbidden", "User \"system:anonymous\""),
        .. s_state.Select(subject => new Symptom(FindingCodes.ServiceAccountTokenStale, subject, "Unauthorized")),
        .. s_state.Select(subject => new Symptom(FindingCodes.ServiceAccountTokenStale, subject, "the server has asked for the client to provide credentials")),
        new(FindingCodes.ServiceAccountTokenStale, "eks connector proxy encountered error", "Unauthorized"),
        .. StateSymptoms.Rows,

        // The certificate of the API server does not match its host name, or another server responds.
        .. s_state.SelectMany(Certificates),

        // A request of the console.
        new(FindingCodes.ProxyRequestFailed, Request),
        new(FindingCodes.ProxyRequestFailed, "eks connector proxy failed to write error response"),
        new(FindingCodes.ProxyRequestFailed, "[ProxyServer] "),

        // The proxy exits.
        .. s_state[^2..].Select(subject => new Symptom(FindingCodes.ApiServerUnreachable, subject, "dial tcp")),
        .. Interruptions("failed to setup file watcher: could not read secrets"),
        new(FindingCodes.InotifyLimitReached, "failed to setup file watcher", "too many open files"),
        new(FindingCodes.InotifyLimitReached, "failed to setup file watcher", "no space left on device"),
        new(FindingCodes.InotifyLimitReached, "watcher", "inotify"),
        new(FindingCodes.ProxyCrashLooping, "failed to setup file watcher"),
        new(FindingCodes.ProxyCrashLooping, "could not start listener on"),
        new(FindingCodes.ProxyCrashLooping, "unrecognized socket type"),
        new(FindingCodes.ProxyCrashLooping, "Proxy server exited unexpectedly"),
        new(FindingCodes.ProxyCrashLooping, "failed to load configuration"),

        // The rotated key of the agent.
        new(FindingCodes.KeyNotPersisted, "failed to save secret due to"),
        new(FindingCodes.KeyNotPersisted, "failed to load Kubernetes secret due to"),
        new(FindingCodes.KeyNotPersisted, "failed to load agent's local file"),
        new(FindingCodes.KeyNotPersisted, "Failed to process updates for"),
    ];
}
