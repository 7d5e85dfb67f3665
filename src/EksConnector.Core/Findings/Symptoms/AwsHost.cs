namespace EksConnector.Core.Findings.Symptoms;

/// <summary>Checks the host names of AWS endpoints in a text.</summary>
internal static class AwsHost
{
    // Longer than any Region in a host name, even if it is percent-encoded.
    private const int MaxRegionLength = 100;

    private static readonly string[] s_beginnings =
    [
        "//ssm.", "//ssm-fips.", "//ssmmessages.", "//ssmmessages-fips.",
        "lookupssm.", "lookupssm-fips.", "lookupssmmessages.", "lookupssmmessages-fips.",
    ];

    private static readonly string[] s_endings = [".amazonaws.com", ".api.aws"];

    private static readonly HashSet<string> s_directions =
        ["north", "south", "east", "west", "central", "northeast", "northwest", "southeast", "southwest"];

    /// <summary>Returns whether a text contains a Systems Manager host name with an invalid Region.</summary>
    /// <param name="tight">The text, in lowercase and without white space.</param>
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

    // Without an AWS domain suffix, it is a custom host name.
    private static string? RegionAt(ReadOnlySpan<char> rest)
    {
        rest = rest[..Math.Min(rest.Length, MaxRegionLength)];
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
