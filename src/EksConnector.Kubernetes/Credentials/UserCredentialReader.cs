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

    /// <summary>Gives what the kubeconfig itself holds.</summary>
    /// <param name="user">The user.</param>
    /// <returns>The certificate, the key and the token, each where it is there.</returns>
    public static UserMaterial DataOf(UserEntry user) => new(
        user.ClientCertificateData, user.HasClientCertificate ? user.ClientKeyData : null, user.Token?.Reveal().Trim());

    /// <summary>Reads what the user's files hold now; what is there as data needs no reading.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Ends the wait for a file.</param>
    /// <returns>The bytes.</returns>
    public static async Task<UserMaterial> ReadAsync(UserEntry user, CancellationToken cancellationToken)
    {
        UserMaterial data = DataOf(user);
        byte[]? certificate = data.Certificate;
        byte[]? key = data.Key;
        if (user.HasClientCertificate)
        {
            certificate ??= await CredentialFile.ReadAsync("The client certificate", user.ClientCertificate!, cancellationToken).ConfigureAwait(false);
            key ??= await CredentialFile.ReadAsync("The client key", user.ClientKey!, cancellationToken).ConfigureAwait(false);
        }

        string? token = user.TokenFile is null
            ? data.Token
            : await ReadTokenAsync(user.TokenFile, data.Token, cancellationToken).ConfigureAwait(false);
        return new UserMaterial(certificate, key, token);
    }

    /// <summary>Makes the credential.</summary>
    /// <param name="user">The user.</param>
    /// <param name="material">What <see cref="ReadAsync"/> gave.</param>
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
            material.Certificate, material.Key!, $"the user '{user.Name}'", now);
        return new Credential(authorization, certificate) { Intermediates = intermediates };
    }

    /// <summary>Makes the header of a bearer token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="what">What an error calls it, such as <c>The token of user u</c>.</param>
    /// <returns>The header.</returns>
    public static AuthenticationHeaderValue Bearer(string token, string what)
    {
        // Anything else would split the header, or be refused by the HTTP client in an error that quotes it.
        return !token.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? new AuthenticationHeaderValue("Bearer", token)
            : throw CredentialErrors.Invalid(
                $"{what} contains {HeaderText.FindFault(token) ?? "white space"}, which is not valid in a token.",
                "Check that the token is complete, on one line, and ASCII text.");
    }

    private static AuthenticationHeaderValue? MakeAuthorization(UserEntry user, string? token)
    {
        if (!string.IsNullOrEmpty(token))
        {
            string owner = user.Name.Length == 0 ? "the caller" : $"the user '{user.Name}'";
            bool isFromFile = user.TokenFile is not null && token != user.Token?.Reveal().Trim();
            return Bearer(token, isFromFile ? $"The token file '{user.TokenFile}' of {owner}" : $"The token of {owner}");
        }

        if (user.Username is null && user.Password is null)
        {
            return null;
        }

        string pair = $"{user.Username}:{user.Password?.Reveal()}";
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }

    // As in client-go, the file counts as long as it can be read, and the token in the kubeconfig is what remains.
    private static async Task<string?> ReadTokenAsync(string file, string? inline, CancellationToken cancellationToken)
    {
        try
        {
            byte[] content = await CredentialFile.ReadAsync("The token file", file, cancellationToken).ConfigureAwait(false);
            string token = Encoding.UTF8.GetString(content).Trim();
            if (token.Length > 0)
            {
                return token;
            }
        }
        catch (EksConnectorException) when (inline is not null)
        {
            // The token below is there for this.
        }

        return inline ?? throw CredentialErrors.Invalid($"The token file '{file}' is empty.", "Write a token to the file.");
    }
}
