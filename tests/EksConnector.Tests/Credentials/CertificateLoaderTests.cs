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
    public void An_RSA_key_may_be_PKCS1_or_PKCS8()
    {
        using var key = RSA.Create(2048);
        string certificate = TestCertificates.Rsa(key);

        CanSign(Load(certificate, key.ExportRSAPrivateKeyPem()), key);
        CanSign(Load(certificate, key.ExportPkcs8PrivateKeyPem()), key);
    }

    [Fact]
    public void An_EC_key_may_be_SEC1_or_PKCS8_and_have_its_parameters_before_it()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string certificate = TestCertificates.Ec(key);

        // The object identifier of P-256, as openssl ecparam -genkey writes it.
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
    public void The_first_certificate_is_the_clients_and_the_others_go_with_it()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string bundle = TestCertificates.Ec(key) + TestCertificates.Ec(other, "CN=intermediate") + TestCertificates.Ec(other, "CN=root");

        (X509Certificate2 certificate, X509Certificate2Collection intermediates) = Load(bundle, key.ExportPkcs8PrivateKeyPem());

        certificate.Subject.ShouldBe("CN=client");
        intermediates.Select(one => one.Subject).ShouldBe(["CN=intermediate", "CN=root"]);
    }

    [Fact]
    public void Certificate_and_key_may_stand_in_one_text()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string both = TestCertificates.Ec(key) + key.ExportPkcs8PrivateKeyPem();

        Load(both, both).Certificate.HasPrivateKey.ShouldBeTrue();
    }

    [Fact]
    public void A_key_of_another_certificate_is_told()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        string certificate = TestCertificates.Ec(key);

        Refused(certificate, other.ExportPkcs8PrivateKeyPem()).Message.ShouldContain("do not match");
        Refused(certificate, rsa.ExportRSAPrivateKeyPem()).Message.ShouldContain("its type does not match");
    }

    [Fact]
    public void An_encrypted_key_is_told()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string encrypted = key.ExportEncryptedPkcs8PrivateKeyPem("PLANTED", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1));

        Refused(TestCertificates.Ec(key), encrypted).Message.ShouldContain("encrypted");
        Refused(TestCertificates.Ec(key), "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nYWJj\n-----END RSA PRIVATE KEY-----\n")
            .Message.ShouldContain("encrypted");
    }

    [Fact]
    public void An_expired_certificate_is_told_with_its_end()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string certificate = TestCertificates.Ec(key, notAfter: TestCertificates.Now.AddSeconds(-1));

        Refused(certificate, key.ExportPkcs8PrivateKeyPem()).Message.ShouldContain("expired at 2024-06-01 11:59:59 UTC");
    }

    [Theory]
    [InlineData("PLANTED", "PLANTED")]
    [InlineData("-----BEGIN CERTIFICATE-----\nUExBTlRFRA==\n-----END CERTIFICATE-----\n", "PLANTED")]
    public void What_is_no_certificate_is_told_without_showing_it(string certificate, string key) =>
        Refused(certificate, key).Message.ShouldNotContain("PLANTED");

    [Theory]
    [InlineData("PLANTED")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nUExBTlRFRA==\n-----END PRIVATE KEY-----\n")]
    public void What_is_no_key_is_told_without_showing_it(string pem)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Refused(TestCertificates.Ec(key), pem).ToString().ShouldNotContain("UExB");
    }

    [Fact]
    public void Authorities_come_from_data_before_a_file_and_may_be_many()
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
    public void A_damaged_authority_is_passed_over_as_long_as_one_remains()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        const string Damaged = "-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----\n";
        var cluster = new ClusterEntry { Name = "c", CertificateAuthorityData = TestCertificates.Bytes(Damaged) };

        Should.Throw<EksConnectorException>(() => CertificateLoader.LoadAuthorities(cluster)).ErrorId.ShouldBe(ErrorIds.CredentialInvalid);
        CertificateLoader.LoadAuthorities(cluster with { CertificateAuthorityData = TestCertificates.Bytes(Damaged + TestCertificates.Ec(key)) })!
            .Count.ShouldBe(1);
    }

    [Fact]
    public void A_missing_authority_file_is_named()
    {
        var cluster = new ClusterEntry { Name = "c", CertificateAuthority = "/nowhere/ca.crt" };

        EksConnectorException exception = Should.Throw<EksConnectorException>(() => CertificateLoader.LoadAuthorities(cluster));
        exception.ErrorId.ShouldBe(ErrorIds.CredentialInvalid);
        exception.Message.ShouldContain("/nowhere/ca.crt");
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection Intermediates) Load(string certificate, string key) =>
        CertificateLoader.LoadClientCertificate(TestCertificates.Bytes(certificate), TestCertificates.Bytes(key), "user u", TestCertificates.Now);

    private static EksConnectorException Refused(string certificate, string key)
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
