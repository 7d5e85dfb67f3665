using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>What the caller shows to the API server. The source that gave it owns the certificates.</summary>
/// <param name="Authorization">The header that goes with every request; null for none.</param>
/// <param name="ClientCertificate">The certificate, with its key, that is shown in the TLS handshake; null for none.</param>
internal sealed record Credential(AuthenticationHeaderValue? Authorization, X509Certificate2? ClientCertificate)
{
    /// <summary>Nobody in particular.</summary>
    public static Credential Anonymous { get; } = new(null, null);

    /// <summary>The intermediate certificates that stood behind the client's, to be sent with it.</summary>
    public X509Certificate2Collection Intermediates { get; init; } = [];

    public override string ToString() =>
        $"{Authorization?.Scheme ?? "no authorization"}, {(ClientCertificate is null ? "no certificate" : "certificate")}";
}
