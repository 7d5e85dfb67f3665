using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EksConnector.FakeCluster;

/// <summary>Creates the certificates of a fake cluster, with P-256 keys.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    private const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    /// <summary>Creates an authority.</summary>
    /// <param name="name">Its common name.</param>
    public CertificateAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(10));
        Pem = _certificate.ExportCertificatePem();
    }

    /// <summary>The authority's certificate.</summary>
    public string Pem { get; }

    /// <summary>A certificate for a server on this machine.</summary>
    public X509Certificate2 CreateServer() => CreateServer(names =>
    {
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        names.AddDnsName("kubernetes.default.svc");
    });

    /// <summary>A certificate for a server with host names.</summary>
    /// <param name="names">The host names.</param>
    public X509Certificate2 CreateServerFor(params string[] names) => CreateServer(builder => Array.ForEach(names, builder.AddDnsName));

    /// <summary>A certificate for another host name.</summary>
    public X509Certificate2 CreateServerForWrongName() => CreateServer(names => names.AddDnsName("another-cluster.test"));

    /// <summary>A certificate for a server on this machine that expired yesterday.</summary>
    public X509Certificate2 CreateExpiredServer() => CreateServer(
        names => names.AddIpAddress(IPAddress.Loopback), DateTimeOffset.UtcNow.AddDays(-1));

    /// <summary>A certificate and key for a user, as PEM.</summary>
    /// <param name="user">The user.</param>
    /// <param name="group">The group.</param>
    public (string Certificate, string Key) CreateClient(string user, string group)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = Issue($"O={group}, CN={user}", key, ClientUsage, null, DateTimeOffset.UtcNow.AddYears(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Whether a certificate is valid and was issued by this authority.</summary>
    /// <param name="certificate">The certificate.</param>
    public bool HasIssued(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 CreateServer(Action<SubjectAlternativeNameBuilder> addNames, DateTimeOffset? end = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        addNames(names);
        using X509Certificate2 certificate = Issue("CN=kube-apiserver", key, ServerUsage, names.Build(), end ?? DateTimeOffset.UtcNow.AddYears(1));
        using X509Certificate2 withKey = certificate.CopyWithPrivateKey(key);

        // On Windows, a server certificate needs a key that has been stored once.
        return new X509Certificate2(withKey.Export(X509ContentType.Pfx));
    }

    private X509Certificate2 Issue(string subject, ECDsa key, string usage, X509Extension? names, DateTimeOffset end)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        byte[] serial = RandomNumberGenerator.GetBytes(12);
        serial[0] &= 0x7F;
        return request.Create(_certificate, DateTimeOffset.UtcNow.AddYears(-1), end, serial);
    }
}
