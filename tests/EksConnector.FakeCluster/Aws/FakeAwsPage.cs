using System.Globalization;

namespace EksConnector.FakeCluster.Aws;

/// <summary>Divides lists into pages.</summary>
internal static class FakeAwsPage
{
    // The token contains characters that must be encoded in a query.
    private const string Token = "next/+= &%";

    /// <summary>Returns the page for a token.</summary>
    /// <returns>The page and the token of the next page, which is null for the last page; null if the token is not valid.</returns>
    public static (T[] Items, string? Next)? Create<T>(T[] all, string? token, int size)
    {
        int start = 0;
        if (!string.IsNullOrEmpty(token)
            && !(token.StartsWith(Token, StringComparison.Ordinal)
                && int.TryParse(token.AsSpan(Token.Length), NumberStyles.None, CultureInfo.InvariantCulture, out start)
                && start <= all.Length))
        {
            return null;
        }

        int end = Math.Min(all.Length, start + size);
        return (all[start..end], end < all.Length ? string.Create(CultureInfo.InvariantCulture, $"{Token}{end}") : null);
    }
}
