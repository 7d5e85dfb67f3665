using System.Text;
using System.Text.Json;

namespace EksConnector.Core.Diagnosis.Access;

/// <summary>Reads from a service account's token whose it is. The token itself goes no further.</summary>
internal static class AccountToken
{
    private const string LegacyUid = "kubernetes.io/serviceaccount/service-account.uid";

    /// <summary>The uid of the account that a token was made for.</summary>
    /// <param name="data">The token as a Secret has it, in base64.</param>
    /// <returns>The uid; null where the token does not say it.</returns>
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

    // base64url, without padding
    private static byte[] Decode(string part) =>
        Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '='));
}
