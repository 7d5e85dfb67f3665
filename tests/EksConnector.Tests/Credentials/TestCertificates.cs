using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EksConnector.Tests.Credentials;

/// <summary>Creates certificates and keys in all formats that a kubeconfig can contain.</summary>
internal static class TestCertificates
{
    public static readonly DateTimeOffset Now = new(2024, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Rsa(RSA key, string name = "CN=client", DateTimeOffset? notAfter = null)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Make(request, notAfter);
    }

    public static string Ec(ECDsa key, string name = "CN=client", DateTimeOffset? notAfter = null) =>
        Make(new CertificateRequest(name, key, HashAlgorithmName.SHA256), notAfter);

    private static string Make(CertificateRequest request, DateTimeOffset? notAfter)
    {
        using X509Certificate2 certificate = request.CreateSelfSigned(Now.AddDays(-1), notAfter ?? Now.AddDays(1));
        return certificate.ExportCertificatePem() + "\n";
    }
}
