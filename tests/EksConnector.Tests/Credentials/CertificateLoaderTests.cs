using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.KubeConfig;
using EksConnector.Tests.KubeConfig;

namespace EksConnector.Tests.Credentials;

public sealed class CertificateLoaderTests
{
    private static readonly byte[] s_data = [1, 2, 3];

    [Fact]
    public void Reads_an_RSA_key_in_PKCS1_or_PKCS8()
    {
        using var key = RSA.Create(2048);
        string certificate = TestCertificates.Rsa(key);

        CanSign(Load(certificate, key.ExportRSAPrivateKeyPem()), key);
        CanSign(Load(certificate, key.ExportPkcs8PrivateKeyPem()), key);
    }

    [Fact]
    public void Reads_an_EC_key_in_SEC1_or_PKCS8_with_its_parameters()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string certificate = TestCertificates.Ec(key);

        // The object identifier of P-256, as written by openssl ecparam -genkey.
        const string Parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        foreach (string pem in new[] { key.ExportECPrivateKeyPem(), key.ExportPkcs8PrivateKeyPem(), Parameters + key.ExportECPrivateKeyPem() })
        {
            (X509Certificate2 loaded, _) = Load(certificate, pem);
            using ECDsa withKey = loaded.GetECDsaPrivateKey().ShouldNotBeNull();
            byte[] signature = withKey.SignData(s_data, HashAlgorithmName.SHA256);
            key.VerifyData(s_data, signature, HashAlgorithmName.SHA256).ShouldBeTrue();
        }
    }

    [Fact]
    public void Uses_the_first_certificate_and_sends_its_intermediates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string bundle = TestCertificates.Ec(key) + TestCertificates.Ec(other, "CN=intermediate") + TestCertificates.Ec(other, "CN=root");

        (X509Certificate2 certificate, X509Certificate2Collection intermediates) = Load(bundle, key.ExportPkcs8PrivateKeyPem());

        certificate.Subject.ShouldBe("CN=client");
        intermediates.Select(one => one.Subject).ShouldBe(["CN=intermediate", "CN=root"]);
    }

    [Fact]
    public void Accepts_certificate_and_key_in_one_text()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string both = TestCertificates.Ec(key) + key.ExportPkcs8PrivateKeyPem();

        Load(both, both).Certificate.HasPrivateKey.ShouldBeTrue();
    }

    [Fact]
    public void Reports_a_key_that_belongs_to_another_certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        string certificate = TestCertificates.Ec(key);

        LoadError(certificate, other.ExportPkcs8PrivateKeyPem()).Message.ShouldContain("do not match");
        LoadError(certificate, rsa.ExportRSAPrivateKeyPem()).Message.ShouldContain("its type does not match");
    }

    [Fact]
    public void Reports_an_encrypted_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string encrypted = key.ExportEncryptedPkcs8PrivateKeyPem("PLANTED", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1));

        LoadError(TestCertificates.Ec(key), encrypted).Message.ShouldContain("encrypted");
        LoadError(TestCertificates.Ec(key), "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nYWJj\n-----END RSA PRIVATE KEY-----\n")
            .Message.ShouldContain("encrypted");
    }

    [Fact]
    public void Reports_an_expired_certificate_with_its_expiration()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string certificate = TestCertificates.Ec(key, notAfter: TestCertificates.Now.AddSeconds(-1));

        LoadError(certificate, key.ExportPkcs8PrivateKeyPem()).Message.ShouldContain("expired at 2024-06-01 11:59:59 UTC");
    }

    [Theory]
    [InlineData("PLANTED", "PLANTED")]
    [InlineData("-----BEGIN CERTIFICATE-----\nUExBTlRFRA==\n-----END CERTIFICATE-----\n", "PLANTED")]
    public void Reports_an_invalid_certificate_without_showing_it(string certificate, string key) =>
        LoadError(certificate, key).Message.ShouldNotContain("PLANTED");

    [Theory]
    [InlineData("PLANTED")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nUExBTlRFRA==\n-----END PRIVATE KEY-----\n")]
    public void Reports_an_invalid_key_without_showing_it(string pem)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        LoadError(TestCertificates.Ec(key), pem).ToString().ShouldNotContain("UExB");
    }

    [Fact]
    public void CA_data_takes_precedence_over_a_file_and_can_hold_many_certificates()
    {
        using var folder = new TemporaryFolder();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string file = folder.Write("ca.crt", TestCertificates.Ec(key, "CN=file"));
        string data = TestCertificates.Ec(key, "CN=one") + "text between\n" + TestCertificates.Ec(key, "CN=two");
        var cluster = new ClusterEntry { Name = "c", CertificateAuthority = file };

        CertificateLoader.LoadAuthorities(cluster)!.Select(one => one.Subject).ShouldBe(["CN=file"]);
        CertificateLoader.LoadAuthorities(cluster with { CertificateAuthorityData = TestCertificates.Bytes(data) })!
            .Select(one => one.Subject).ShouldBe(["CN=one", "CN=two"]);
        CertificateLoader.LoadAuthorities(new ClusterEntry { Name = "c" }).ShouldBeNull();
    }

    [Fact]
    public void Skips_an_invalid_CA_certificate_if_a_valid_one_remains()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        const string Damaged = "-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----\n";
        var cluster = new ClusterEntry { Name = "c", CertificateAuthorityData = TestCertificates.Bytes(Damaged) };

        Should.Throw<EksConnectorException>(() => CertificateLoader.LoadAuthorities(cluster)).ErrorId.ShouldBe(ErrorIds.CredentialInvalid);
        CertificateLoader.LoadAuthorities(cluster with { CertificateAuthorityData = TestCertificates.Bytes(Damaged + TestCertificates.Ec(key)) })!
            .Count.ShouldBe(1);
    }

    [Fact]
    public void Names_a_missing_CA_file()
    {
        var cluster = new ClusterEntry { Name = "c", CertificateAuthority = "/nowhere/ca.crt" };

        EksConnectorException exception = Should.Throw<EksConnectorException>(() => CertificateLoader.LoadAuthorities(cluster));
        exception.ErrorId.ShouldBe(ErrorIds.CredentialInvalid);
        exception.Message.ShouldContain("/nowhere/ca.crt");
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection Intermediates) Load(string certificate, string key) =>
        CertificateLoader.LoadClientCertificate(TestCertificates.Bytes(certificate), TestCertificates.Bytes(key), "user u", TestCertificates.Now);

    private static EksConnectorException LoadError(string certificate, string key)
    {
        EksConnectorException exception = Should.Throw<EksConnectorException>(() => Load(certificate, key));
        exception.ErrorId.ShouldBe(ErrorIds.CredentialInvalid);
        return exception;
    }

    private static void CanSign((X509Certificate2 Certificate, X509Certificate2Collection Intermediates) loaded, RSA key)
    {
        using RSA withKey = loaded.Certificate.GetRSAPrivateKey().ShouldNotBeNull();
        byte[] signature = withKey.SignData(s_data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        key.VerifyData(s_data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).ShouldBeTrue();
    }
}
