using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Makes the credential of a user whose kubeconfig holds it or points to it.</summary>
internal static class UserCredentialReader
{
    /// <summary>Whether the credential stands in files, and so can change.</summary>
    /// <param name="user">The user.</param>
    /// <returns>True where there is something to read again.</returns>
    public static bool HasFiles(UserEntry user) =>
        user.TokenFile is not null
        || (user.ClientCertificate is not null && user.ClientCertificateData is null)
        || (user.HasClientCertificate && user.ClientKey is not null && user.ClientKeyData is null);

    /// <summary>Reads what the user's files hold now; what is there as data needs no reading.</summary>
    /// <param name="user">The user.</param>
    /// <returns>The bytes.</returns>
    public static UserMaterial Read(UserEntry user)
    {
        byte[]? certificate = null;
        byte[]? key = null;
        if (user.HasClientCertificate)
        {
            certificate = user.ClientCertificateData ?? CertificateLoader.ReadFile("The client certificate", user.ClientCertificate!);
            key = user.ClientKeyData ?? CertificateLoader.ReadFile("The client key", user.ClientKey!);
        }

        return new UserMaterial(certificate, key, ReadToken(user));
    }

    /// <summary>Makes the credential.</summary>
    /// <param name="user">The user.</param>
    /// <param name="material">What <see cref="Read"/> gave.</param>
    /// <param name="now">The time.</param>
    /// <returns>The credential.</returns>
    public static Credential Make(UserEntry user, UserMaterial material, DateTimeOffset now)
    {
        AuthenticationHeaderValue? authorization = MakeAuthorization(user, material.Token);
        if (material.Certificate is null)
        {
            return authorization is null ? Credential.Anonymous : new Credential(authorization, null);
        }

        (X509Certificate2 certificate, X509Certificate2Collection intermediates) = CertificateLoader.LoadClientCertificate(
            material.Certificate, material.Key!, $"user {user.Name}", now);
        return new Credential(authorization, certificate) { Intermediates = intermediates };
    }

    /// <summary>Makes the header of a bearer token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="owner">Whose it is, for errors.</param>
    /// <returns>The header.</returns>
    public static AuthenticationHeaderValue Bearer(string token, string owner)
    {
        foreach (char c in token)
        {
            // Anything else would split the header, or be refused by the HTTP client in an error that quotes it.
            if (c is < '!' or > '~')
            {
                throw CredentialErrors.Invalid(
                    $"The token of {owner} contains a character that no token can have.", "Look whether it was copied whole, without line breaks.");
            }
        }

        return new AuthenticationHeaderValue("Bearer", token);
    }

    private static AuthenticationHeaderValue? MakeAuthorization(UserEntry user, string? token)
    {
        string owner = user.Name.Length == 0 ? "the caller" : $"user {user.Name}";
        if (!string.IsNullOrEmpty(token))
        {
            return Bearer(token, owner);
        }

        if (user.Username is null && user.Password is null)
        {
            return null;
        }

        string pair = $"{user.Username}:{user.Password?.Reveal()}";
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }

    // As in client-go, the file counts as long as it can be read, and the token in the kubeconfig is what remains.
    private static string? ReadToken(UserEntry user)
    {
        if (user.TokenFile is null)
        {
            return user.Token?.Reveal().Trim();
        }

        try
        {
            string token = Encoding.UTF8.GetString(CertificateLoader.ReadFile("The token file", user.TokenFile)).Trim();
            if (token.Length > 0)
            {
                return token;
            }
        }
        catch (EksConnectorException) when (user.Token is not null)
        {
            // The token below is there for this.
        }

        return user.Token?.Reveal().Trim() ?? throw CredentialErrors.Invalid(
            $"The token file {user.TokenFile} is empty.", "Put a token into the file.");
    }
}
