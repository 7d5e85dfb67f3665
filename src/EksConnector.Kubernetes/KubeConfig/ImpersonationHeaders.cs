using System.Globalization;
using System.Text;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Creates the impersonation headers of a user.</summary>
internal static class ImpersonationHeaders
{
    private const string ExtraPrefix = "Impersonate-Extra-";
    private const string TokenPunctuation = "!#$&'*+-.^_`|~";

    /// <summary>Creates the headers.</summary>
    /// <param name="user">The user, whose fields must be valid in headers (see <see cref="UserEntry.HeaderFault"/>).</param>
    /// <returns>
    /// One pair for each header name. .NET joins multiple values with commas, which the API server reads as one value, so a header with
    /// several values is one text with several lines. Add the headers without validation.
    /// </returns>
    public static IReadOnlyList<KeyValuePair<string, string>> Create(UserEntry user) =>
        Lines(user)
            .GroupBy(line => line.Key, line => line.Value, StringComparer.OrdinalIgnoreCase)
            .Select(group => KeyValuePair.Create(group.Key, string.Join($"\r\n{group.Key}: ", group)))
            .ToArray();

    private static IEnumerable<KeyValuePair<string, string>> Lines(UserEntry user)
    {
        if (user.Impersonate is not null)
        {
            yield return new("Impersonate-User", user.Impersonate);
        }

        if (user.ImpersonateUid is not null)
        {
            yield return new("Impersonate-Uid", user.ImpersonateUid);
        }

        foreach (string group in user.ImpersonateGroups)
        {
            yield return new("Impersonate-Group", group);
        }

        foreach ((string key, IReadOnlyList<string> values) in user.ImpersonateExtra)
        {
            string name = ExtraPrefix + Escape(key);
            foreach (string value in values)
            {
                yield return new(name, value);
            }
        }
    }

    // Like client-go, percent-encodes the percent sign and all characters that are not valid in a header name, as UTF-8.
    private static string Escape(string key)
    {
        var escaped = new StringBuilder(key.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(key))
        {
            char c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || TokenPunctuation.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append(c);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }
        }

        return escaped.ToString();
    }
}
