using System.Globalization;

namespace EksConnector.FakeCluster.Aws;

/// <summary>Cuts lists into pages.</summary>
internal static class FakeAwsPage
{
    // A token with every character that a query has to encode.
    private const string Token = "next/+= &%";

    /// <summary>Cuts out the page that a token asks for.</summary>
    /// <returns>The page and the token of the next one, which is null after the last; null where the token is none of ours.</returns>
    public static (T[] Items, string? Next)? Cut<T>(T[] all, string? token, int size)
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
