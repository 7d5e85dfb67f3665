using System.Text;
using System.Text.Json;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Reads whether the connector's service account and its token exist.</summary>
/// <param name="client">The client of the cluster.</param>
internal sealed class TokenReader(IKubernetesClient client)
{
    private const string TokenKey = "token";

    /// <summary>Reads the service account and the token.</summary>
    /// <param name="snapshot">The snapshot of the connector.</param>
    /// <param name="account">The service account of the connector.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task<TokenFacts> ReadAsync(ConnectorSnapshot snapshot, ConnectorAccount account, CancellationToken cancellationToken)
    {
        Task<(bool? IsThere, ServiceAccount? Found, Unread? Unread)> accountRead =
            FindAsync(ResourceTypes.ServiceAccounts, snapshot.Namespace, account.Name, "serviceaccounts", cancellationToken);
        if (SecretOf(snapshot.StatefulSet) is not { } name)
        {
            return new TokenFacts { Account = account.Name, IsAccountThere = (await accountRead.ConfigureAwait(false)).IsThere };
        }

        (bool? isThere, Secret? secret, Unread? unread) = await FindAsync(
            ResourceTypes.Secrets, snapshot.Namespace, name, "secrets", cancellationToken).ConfigureAwait(false);
        (bool? isAccountThere, ServiceAccount? found, _) = await accountRead.ConfigureAwait(false);
        string? token = secret?.Data?.GetValueOrDefault(TokenKey)?.Reveal();
        bool hasToken = !string.IsNullOrWhiteSpace(token);
        string? uid = hasToken ? AccountToken.AccountUid(token!) : null;
        return new TokenFacts
        {
            Account = account.Name,
            IsAccountThere = isAccountThere,
            Secret = name,
            IsThere = isThere,
            SecretUid = secret?.Metadata?.Uid,
            HasToken = hasToken,
            IsOfEarlierAccount = uid is not null && found?.Metadata?.Uid is { } now ? uid != now : null,
            Unread = unread,
        };
    }

    // The volume of connector-init and connector-proxy; without it, the kubelet requests the token.
    private static string? SecretOf(StatefulSet? set)
    {
        string?[] secrets = [.. (set?.Spec?.Template?.Spec?.Volumes).OrEmpty().Select(volume => volume.Secret?.SecretName).OfType<string>()];
        return set is null ? null : Array.Find(secrets, name => name == ConnectorNames.TokenSecret) ?? secrets.FirstOrDefault();
    }

    private async Task<(bool? IsThere, T? Found, Unread? Unread)> FindAsync<T>(
        ResourceType<T> type, string @namespace, string name, string resource, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        try
        {
            return (true, await client.GetAsync(type, @namespace, name, cancellationToken).ConfigureAwait(false), null);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceNotFound)
        {
            return (false, null, null);
        }
        catch (EksConnectorException exception)
        {
            return (null, null, Unread.Because(exception, "get", resource, group: null, @namespace));
        }
    }
}

/// <summary>Reads the account from a service account token. The token itself is not stored.</summary>
internal static class AccountToken
{
    private const string LegacyUid = "kubernetes.io/serviceaccount/service-account.uid";

    /// <summary>Returns the UID of the account that a token was issued for.</summary>
    /// <param name="data">The token in base64, as in a Secret.</param>
    /// <returns>The UID; null if the token does not contain it.</returns>
    public static string? AccountUid(string data)
    {
        try
        {
            string[] parts = Encoding.ASCII.GetString(Convert.FromBase64String(data)).Split('.');
            if (parts.Length != 3)
            {
                return null;
            }

            using JsonDocument payload = JsonDocument.Parse(Decode(parts[1]));
            return payload.RootElement.TryGetProperty(LegacyUid, out JsonElement uid) ? uid.GetString() : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // The encoding is base64url without padding.
    private static byte[] Decode(string part) =>
        Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '='));
}
