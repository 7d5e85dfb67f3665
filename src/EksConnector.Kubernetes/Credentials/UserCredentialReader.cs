using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Creates the credential of a user from the data and files of the kubeconfig.</summary>
internal static class UserCredentialReader
{
    /// <summary>Returns whether the credential comes from files and can therefore change.</summary>
    /// <param name="user">The user.</param>
    /// <returns>True if there are files to read again.</returns>
    public static bool HasFiles(UserEntry user) =>
        user.TokenFile is not null
        || (user.ClientCertificate is not null && user.ClientCertificateData is null)
        || (user.HasClientCertificate && user.ClientKey is not null && user.ClientKeyData is null);

    /// <summary>Returns the credential data that the kubeconfig contains.</summary>
    /// <param name="user">The user.</param>
    /// <returns>The certificate, the key and the token; null for each that is not in the kubeconfig.</returns>
    public static UserMaterial GetInlineMaterial(UserEntry user) => new(
        user.ClientCertificateData, user.HasClientCertificate ? user.ClientKeyData : null, user.Token?.Reveal().Trim());

    /// <summary>Reads the current content of the user's files. Inline data takes precedence over files.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">A token that cancels the wait for a file.</param>
    /// <returns>The certificate, the key and the token.</returns>
    public static async Task<UserMaterial> ReadAsync(UserEntry user, CancellationToken cancellationToken)
    {
        UserMaterial data = GetInlineMaterial(user);
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

    /// <summary>Creates the credential.</summary>
    /// <param name="user">The user.</param>
    /// <param name="material">The result of <see cref="ReadAsync"/>.</param>
    /// <param name="now">The current time.</param>
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

    /// <summary>Creates the Authorization header for a bearer token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="what">The description of the token in error messages, such as <c>The token of user u</c>.</param>
    /// <returns>The header.</returns>
    public static AuthenticationHeaderValue Bearer(string token, string what)
    {
        // Other characters would split the header or make the HTTP client throw an exception that quotes the token.
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

    // Like client-go, use the token file if it can be read, and otherwise the token in the kubeconfig.
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
            // Fall back to the token in the kubeconfig.
        }

        return inline ?? throw CredentialErrors.Invalid($"The token file '{file}' is empty.", "Write a token to the file.");
    }
}
