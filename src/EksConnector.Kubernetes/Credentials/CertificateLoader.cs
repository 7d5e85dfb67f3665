using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Loads certificates from the data or files of a kubeconfig.</summary>
internal static class CertificateLoader
{
    private const string CertificateLabel = "CERTIFICATE";
    private const string KeySuffix = "PRIVATE KEY";

    /// <summary>Loads the CA certificates that the API server's certificate is verified against.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The certificates, which the caller must dispose of; null if the trust store of the system applies.</returns>
    /// <exception cref="EksConnectorException">The file cannot be read or contains no certificate.</exception>
    public static X509Certificate2Collection? LoadAuthorities(ClusterEntry cluster)
    {
        string what;
        byte[] bytes;
        if (cluster.CertificateAuthorityData is not null)
        {
            what = $"The certificate-authority-data of the cluster '{cluster.Name}'";
            bytes = cluster.CertificateAuthorityData;
        }
        else if (cluster.CertificateAuthority is not null)
        {
            what = $"The CA file {cluster.CertificateAuthority}";
            bytes = CredentialFile.Read("The CA file", cluster.CertificateAuthority);
        }
        else
        {
            return null;
        }

        // Like client-go, skip invalid entries in a bundle as long as one certificate is valid.
        X509Certificate2Collection authorities = ReadCertificates(Encoding.UTF8.GetString(bytes), skipDamaged: true);
        return authorities.Count > 0 ? authorities : throw CredentialErrors.Invalid(
            $"{what} contains no PEM certificate.", "Add the CA certificates, each between BEGIN CERTIFICATE and END CERTIFICATE.");
    }

    /// <summary>Creates a client certificate with its private key.</summary>
    /// <param name="certificatePem">The client certificate, followed by the intermediate certificates.</param>
    /// <param name="keyPem">The private key: PKCS#1, PKCS#8 or SEC1.</param>
    /// <param name="owner">The owner of the certificate, for error messages.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The certificate and the intermediate certificates.</returns>
    /// <exception cref="EksConnectorException">The certificate or the key is not valid, they do not match, or the certificate is expired.</exception>
    public static (X509Certificate2 Certificate, X509Certificate2Collection Intermediates) LoadClientCertificate(
        byte[] certificatePem, byte[] keyPem, string owner, DateTimeOffset now)
    {
        X509Certificate2Collection certificates = ReadClientCertificates(Encoding.UTF8.GetString(certificatePem), owner);
        X509Certificate2 leaf = certificates[0];
        certificates.RemoveAt(0);
        try
        {
            if (leaf.NotAfter.ToUniversalTime() < now.UtcDateTime)
            {
                string notAfter = leaf.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
                throw CredentialErrors.Invalid(
                    $"The client certificate of {owner} expired at {notAfter} UTC.",
                    "Get a new kubeconfig or a new certificate for this user, and check the clock of this computer.");
            }

            X509Certificate2 withKey = AddKey(leaf, Encoding.UTF8.GetString(keyPem), owner);
            return (MakeUsable(withKey), certificates);
        }
        catch
        {
            Dispose(certificates);
            throw;
        }
        finally
        {
            leaf.Dispose();
        }
    }

    /// <summary>Disposes of the certificates of a credential.</summary>
    /// <param name="credential">The credential.</param>
    public static void Dispose(Credential credential)
    {
        credential.ClientCertificate?.Dispose();
        Dispose(credential.Intermediates);
    }

    private static void Dispose(X509Certificate2Collection certificates)
    {
        foreach (X509Certificate2 certificate in certificates)
        {
            certificate.Dispose();
        }
    }

    private static X509Certificate2Collection ReadClientCertificates(string pem, string owner)
    {
        X509Certificate2Collection certificates;
        try
        {
            certificates = ReadCertificates(pem, skipDamaged: false);
        }
        catch (CryptographicException exception)
        {
            throw CredentialErrors.Invalid($"The client certificate of {owner} is damaged.", "Get the certificate again.", exception);
        }

        return certificates.Count > 0 ? certificates : throw CredentialErrors.Invalid(
            $"The client certificate of {owner} is not a PEM certificate.",
            "Add the certificate between BEGIN CERTIFICATE and END CERTIFICATE.");
    }

    private static X509Certificate2Collection ReadCertificates(string pem, bool skipDamaged)
    {
        var certificates = new X509Certificate2Collection();
        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            if (rest[fields.Label].SequenceEqual(CertificateLabel))
            {
                try
                {
                    certificates.Add(X509Certificate2.CreateFromPem(rest[fields.Location]));
                }
                catch (CryptographicException) when (skipDamaged)
                {
                    // Other certificates in the bundle may be valid.
                }
            }

            rest = rest[fields.Location.End..];
        }

        return certificates;
    }

    private static X509Certificate2 AddKey(X509Certificate2 leaf, string keyPem, string owner)
    {
        if (keyPem.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal) || keyPem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw CredentialErrors.Invalid(
                $"The client key of {owner} is encrypted, which Kubernetes clients do not support.",
                "Decrypt the key (openssl pkey -in client.key -out plain.key), and use the decrypted file in the kubeconfig.");
        }

        ReadOnlySpan<char> key = FindKey(keyPem);
        if (key.IsEmpty)
        {
            throw CredentialErrors.Invalid(
                $"The client key of {owner} is not a PEM private key.",
                "Add the key between BEGIN PRIVATE KEY and END PRIVATE KEY.");
        }

        try
        {
            using RSA? rsaPublic = leaf.GetRSAPublicKey();
            if (rsaPublic is not null)
            {
                using var rsa = RSA.Create();
                rsa.ImportFromPem(key);
                RequireSameKey(rsaPublic.ExportSubjectPublicKeyInfo(), rsa.ExportSubjectPublicKeyInfo(), owner);
                return leaf.CopyWithPrivateKey(rsa);
            }

            using ECDsa? ecPublic = leaf.GetECDsaPublicKey();
            if (ecPublic is not null)
            {
                using var ec = ECDsa.Create();
                ec.ImportFromPem(key);
                RequireSameKey(ecPublic.ExportSubjectPublicKeyInfo(), ec.ExportSubjectPublicKeyInfo(), owner);
                return leaf.CopyWithPrivateKey(ec);
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            // A key of the other algorithm fails here too, like a damaged one.
            throw CredentialErrors.Invalid(
                $"The client key of {owner} is damaged, or its type does not match the certificate.",
                "Get the certificate and the key again from the same source.",
                exception);
        }

        throw CredentialErrors.Invalid(
            $"The client certificate of {owner} has a key that is neither RSA nor EC, which is not supported.",
            "Use a certificate with an RSA or EC key, or a token.");
    }

    private static void RequireSameKey(byte[] ofCertificate, byte[] ofKey, string owner)
    {
        if (!ofCertificate.AsSpan().SequenceEqual(ofKey))
        {
            throw CredentialErrors.Invalid(
                $"The client certificate and the client key of {owner} do not match.",
                "Get both again from the same source. The certificate of the user must be the first one in its file.");
        }
    }

    // Uses the first private key and ignores other PEM blocks before it (EC PARAMETERS, certificates).
    private static ReadOnlySpan<char> FindKey(string pem)
    {
        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            if (rest[fields.Label].EndsWith(KeySuffix, StringComparison.Ordinal))
            {
                return rest[fields.Location];
            }

            rest = rest[fields.Location.End..];
        }

        return [];
    }

    // TLS on Windows does not support ephemeral keys, so the certificate is re-imported from PKCS#12.
    private static X509Certificate2 MakeUsable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return new X509Certificate2(certificate.Export(X509ContentType.Pkcs12), (string?)null, X509KeyStorageFlags.DefaultKeySet);
        }
    }
}
