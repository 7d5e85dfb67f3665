namespace EksConnector.Core.Findings.Symptoms;

/// <summary>Judges the host names of AWS endpoints in a text.</summary>
internal static class AwsHost
{
    // Longer than any Region in a host name, also where it was percent-encoded.
    private const int LongestRegion = 100;

    private static readonly string[] s_beginnings =
    [
        "//ssm.", "//ssm-fips.", "//ssmmessages.", "//ssmmessages-fips.",
        "lookupssm.", "lookupssm-fips.", "lookupssmmessages.", "lookupssmmessages-fips.",
    ];

    private static readonly string[] s_endings = [".amazonaws.com", ".api.aws"];

    private static readonly HashSet<string> s_directions =
        ["north", "south", "east", "west", "central", "northeast", "northwest", "southeast", "southwest"];

    /// <summary>Whether a text names a host of Systems Manager in which the Region is not one.</summary>
    /// <param name="tight">The text, in lower case and without white space.</param>
    public static bool HasInvalidRegion(ReadOnlySpan<char> tight)
    {
        foreach (string beginning in s_beginnings)
        {
            ReadOnlySpan<char> rest = tight;
            int at;
            while ((at = rest.IndexOf(beginning, StringComparison.Ordinal)) >= 0)
            {
                rest = rest[(at + beginning.Length)..];
                if (RegionAt(rest) is { Length: > 0 } region && !IsRegion(region))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Where no ending of AWS follows, it is a host name of one's own.
    private static string? RegionAt(ReadOnlySpan<char> rest)
    {
        rest = rest[..Math.Min(rest.Length, LongestRegion)];
        int end = rest.Length;
        foreach (string ending in s_endings)
        {
            int at = rest.IndexOf(ending, StringComparison.Ordinal);
            end = at >= 0 && at < end ? at : end;
        }

        ReadOnlySpan<char> region = rest[..end];
        return end < rest.Length && !region.Contains('/') && !region.Contains(".vpce", StringComparison.Ordinal) ? region.ToString() : null;
    }

    private static bool IsRegion(string region)
    {
        string[] parts = region.Split('-');
        return parts.Length is >= 3 and <= 5
            && parts[^1].Length is 1 or 2 && parts[^1].All(char.IsAsciiDigit)
            && s_directions.Contains(parts[^2])
            && parts[..^2].All(part => part.Length is >= 2 and <= 5 && part.All(char.IsAsciiLetterLower));
    }
}
