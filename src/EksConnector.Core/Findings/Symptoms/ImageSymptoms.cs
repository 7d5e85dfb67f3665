namespace EksConnector.Core.Findings.Symptoms;

/// <summary>The symptoms of failed image pulls. In other texts, the same words have a different meaning.</summary>
internal static class ImageSymptoms
{
    public static readonly IReadOnlyList<Symptom> Rows =
    [
        // The node rejects the image before it contacts the registry.
        new(FindingCodes.ImageSignatureRejected, "SignatureValidationFailed"),
        new(FindingCodes.ImageSignatureRejected, "Source image rejected"),
        new(FindingCodes.ImageSignatureRejected, "signature was required"),
        new(FindingCodes.ImageSignatureRejected, "rejected by policy"),
        new(FindingCodes.ImageSignatureRejected, "no matching signatures"),
        new(FindingCodes.ImageSignatureRejected, "no signatures found for image"),
        new(FindingCodes.NodeDiskFull, "no space left on device"),
        new(FindingCodes.NodeDiskFull, "disk quota exceeded"),

        // The container runtime does not run.
        new(FindingCodes.ImagePullFailed, "dial unix"),

        // The container runtime has lost parts of an image.
        new(FindingCodes.ImagePullFailed, "content digest", "not found"),
        new(FindingCodes.ImagePullFailed, "content store", "not found"),
        new(FindingCodes.ImagePullFailed, "snapshot", "does not exist"),

        // A web page from a device between the node and the registry.
        new(FindingCodes.RegistryAnswerInvalid, "text/html"),
        new(FindingCodes.RegistryAnswerInvalid, "invalid character '<' looking for beginning of value"),
        new(FindingCodes.RegistryAnswerInvalid, "<html"),
        new(FindingCodes.RegistryAnswerInvalid, "<!doctype"),

        // Responses of a registry.
        new(FindingCodes.ImageNameInvalid, "InvalidImageName"),
        new(FindingCodes.ImageNameInvalid, "invalid reference format"),
        new(FindingCodes.ImageNameInvalid, "couldn't parse image"),
        new(FindingCodes.ImageNameInvalid, "did not resolve to an alias"),
        new(FindingCodes.ImagePullRateLimited, "toomanyrequests"),
        new(FindingCodes.ImagePullRateLimited, "too many requests"),
        new(FindingCodes.ImagePullRateLimited, "Rate exceeded"),
        new(FindingCodes.RegistryUnreachable, "proxyconnect"),
        new(FindingCodes.RegistryUnreachable, "Proxy Authentication Required"),
        .. new[] { "Forbidden", "Method Not Allowed", "Bad Gateway", "Service Unavailable", "Gateway Timeout", "unknown status code" }
            .Select(refusal => new Symptom(FindingCodes.RegistryUnreachable, "https://", "\": " + refusal)),

        // A certificate that is not valid yet shows that the clock of the node is behind.
        new(FindingCodes.NodeClockSkew, "has expired or is not yet valid", "is before"),
        new(FindingCodes.RegistryTlsFailed, "x509:"),
        new(FindingCodes.RegistryTlsFailed, "tls: "),
        new(FindingCodes.RegistryTlsFailed, "server gave HTTP response to HTTPS client"),
        new(FindingCodes.RegistryDnsFailed, "no such host"),
        new(FindingCodes.RegistryDnsFailed, "server misbehaving"),
        new(FindingCodes.RegistryDnsFailed, "dial tcp: lookup "),
        new(FindingCodes.RegistryDnsFailed, "name resolution"),
        new(FindingCodes.ImagePullForbidden, "authorization token has expired"),
        new(FindingCodes.ImagePullUnauthorized, "401 Unauthorized"),
        new(FindingCodes.ImagePullUnauthorized, "(Unauthorized)"),
        new(FindingCodes.ImagePullUnauthorized, "unauthorized: "),
        new(FindingCodes.ImagePullUnauthorized, "authentication required"),
        new(FindingCodes.ImagePullUnauthorized, "no basic auth credentials"),
        new(FindingCodes.ImagePullUnauthorized, "authorization failed"),
        new(FindingCodes.ImagePullUnauthorized, "may require authorization"),
        new(FindingCodes.ImagePullUnauthorized, "may require 'docker login'"),
        new(FindingCodes.ImagePullForbidden, "403 Forbidden"),
        new(FindingCodes.ImagePullForbidden, "403 (Forbidden)"),
        new(FindingCodes.ImagePullForbidden, "is not authorized to perform"),
        new(FindingCodes.ImagePullForbidden, "denied: "),
        new(FindingCodes.ImagePullForbidden, "access to the resource is denied"),
        new(FindingCodes.ImageNotFound, "manifest unknown"),
        new(FindingCodes.ImageNotFound, "name unknown"),
        new(FindingCodes.ImageNotFound, "repository name not known"),
        new(FindingCodes.ImageNotFound, "404 Not Found"),
        new(FindingCodes.ImageNotFound, "image", "does not exist"),
        new(FindingCodes.ImageNotFound, "repository", "does not exist"),
        new(FindingCodes.ImageNotFound, "Error: image ", " not found"),
        new(FindingCodes.ImageNotFound, "manifest for ", " not found"),
        new(FindingCodes.ImageNotFound, "failed to resolve reference", ": not found"),
        new(FindingCodes.ImageNotFound, "code = NotFound", ": not found"),

        // Server errors of the registry.
        .. new[] { "500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable", "504 Gateway Time", "500 (Internal Server Error)", "502 (Bad Gateway)", "503 (Service Unavailable)", "504 (Gateway Time", "received unexpected HTTP status: 5" }
            .Select(status => new Symptom(FindingCodes.RegistryServerError, status)),

        // Connection errors.
        new(FindingCodes.RegistryUnreachable, "image", "connection refused"),
        new(FindingCodes.RegistryUnreachable, "image", "connection reset by peer"),
        new(FindingCodes.RegistryUnreachable, "image", "connection timed out"),
        new(FindingCodes.RegistryUnreachable, "image", "i/o timeout"),
        new(FindingCodes.RegistryUnreachable, "image", "TLS handshake timeout"),
        new(FindingCodes.RegistryUnreachable, "image", "no route to host"),
        new(FindingCodes.RegistryUnreachable, "image", "network is unreachable"),
        new(FindingCodes.RegistryUnreachable, "image", "deadline exceeded"),
        new(FindingCodes.RegistryUnreachable, "image", "Client.Timeout"),
        new(FindingCodes.RegistryUnreachable, "image", "request canceled while waiting for connection"),
        new(FindingCodes.RegistryUnreachable, "image", ": EOF"),
        new(FindingCodes.RegistryUnreachable, "registry", "connection refused"),
        new(FindingCodes.RegistryUnreachable, "registry", "request canceled while waiting for connection"),
        new(FindingCodes.RegistryUnreachable, "daemon", "TLS handshake timeout"),
        new(FindingCodes.RegistryUnreachable, "Get \"https://", "/v2/"),
        new(FindingCodes.RegistryUnreachable, "Head \"https://", "/v2/"),
        new(FindingCodes.RegistryUnreachable, "Get https://", "/v2/"),
        new(FindingCodes.RegistryUnreachable, "Head https://", "/v2/"),

        // Failed pulls without a specific reason.
        new(FindingCodes.ImagePullFailed, "Failed to pull image"),
        new(FindingCodes.ImagePullFailed, "failed to pull and unpack image"),
        new(FindingCodes.ImagePullFailed, "Back-off pulling image"),
        new(FindingCodes.ImagePullFailed, "ErrImagePull"),
        new(FindingCodes.ImagePullFailed, "ImagePullBackOff"),
        new(FindingCodes.ImagePullFailed, "not present with pull policy of Never"),

        // Objects that a container references.
        new(FindingCodes.ContainerNotCreated, "secret \"", "\" not found"),
        new(FindingCodes.ContainerNotCreated, "configmap \"", "\" not found"),
    ];

    private const string Mirrors = "(mirrorsalsofailed:[";
    private const string EndOfMirrors = "]):";

    /// <summary>
    /// Removes the beginning of a CRI-O message up to the responses of the mirrors: the registry that is used last gives the reason.
    /// </summary>
    /// <param name="tight">The text, in lowercase and without white space.</param>
    public static ReadOnlySpan<char> WithoutMirrors(ReadOnlySpan<char> tight)
    {
        int mirrors = tight.IndexOf(Mirrors, StringComparison.Ordinal);
        int end = mirrors < 0 ? -1 : tight[mirrors..].LastIndexOf(EndOfMirrors, StringComparison.Ordinal);
        return end < 0 ? tight : tight[(mirrors + end + EndOfMirrors.Length)..];
    }
}
