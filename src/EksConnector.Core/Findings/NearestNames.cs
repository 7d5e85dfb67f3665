namespace EksConnector.Core.Findings;

/// <summary>Finds the names that are most similar to a mistyped name.</summary>
internal static class NearestNames
{
    private const int Most = 3;

    /// <summary>Finds the names.</summary>
    /// <param name="typed">The mistyped name.</param>
    /// <param name="names">All names.</param>
    /// <returns>Up to three names, the most similar first.</returns>
    public static IReadOnlyList<string> Of(string typed, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(names);
        return [.. names.OrderBy(name => Distance(typed, name)).ThenBy(name => name, StringComparer.Ordinal).Take(Most)];
    }

    // The edit distance; a part of a name is similar to it, regardless of the length of the rest.
    private static int Distance(string typed, string name)
    {
        if (typed.Length > 0 && name.Contains(typed, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        int[] row = [.. Enumerable.Range(0, name.Length + 1)];
        for (int i = 1; i <= typed.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.Length; j++)
            {
                int replaced = diagonal + (char.ToUpperInvariant(typed[i - 1]) == char.ToUpperInvariant(name[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
