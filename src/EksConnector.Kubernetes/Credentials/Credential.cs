using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>The credential for the API server. The credential source that returned it owns the certificates.</summary>
/// <param name="Authorization">The Authorization header of every request; null for none.</param>
/// <param name="ClientCertificate">The client certificate for the TLS handshake, with its private key; null for none.</param>
internal sealed record Credential(AuthenticationHeaderValue? Authorization, X509Certificate2? ClientCertificate)
{
    /// <summary>The credential of anonymous requests.</summary>
    public static Credential Anonymous { get; } = new(null, null);

    /// <summary>The intermediate certificates that are sent with the client certificate.</summary>
    public X509Certificate2Collection Intermediates { get; init; } = [];

    public override string ToString() =>
        $"{Authorization?.Scheme ?? "no authorization"}, {(ClientCertificate is null ? "no certificate" : "certificate")}";
}
