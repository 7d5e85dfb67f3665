using System.Globalization;
using System.Text;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Writes whom a user acts as into the headers that the API server reads.</summary>
internal static class ImpersonationHeaders
{
    private const string ExtraPrefix = "Impersonate-Extra-";
    private const string TokenPunctuation = "!#$&'*+-.^_`|~";

    /// <summary>Makes the headers.</summary>
    /// <param name="user">A user whose fields are suitable for headers (see <see cref="UserEntry.HeaderFault"/>).</param>
    /// <returns>
    /// One pair for each header name. .NET joins the values of a name with commas, which the API server would read as one value,
    /// so a header that has several values is one text of several lines. Add them without validation.
    /// </returns>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(UserEntry user) =>
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

    // As client-go: what a header name cannot have, and the percent sign itself, is written as the percent-encoded UTF-8.
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
