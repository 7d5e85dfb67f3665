namespace EksConnector.Core.Findings.Catalogue;

/// <summary>All that can be found, by code: the one table that cmdlets, help and docs/findings.md are made from.</summary>
public static class FindingCatalogue
{
    private static readonly Dictionary<string, FindingDefinition> s_byCode = new(StringComparer.Ordinal);

    /// <summary>All definitions, in the order in which a person would look.</summary>
    public static IReadOnlyList<FindingDefinition> All => [.. s_byCode.Values];

    /// <summary>Finds a definition.</summary>
    /// <param name="code">The code, one of <see cref="FindingCodes"/>.</param>
    /// <returns>The definition; null where there is none.</returns>
    public static FindingDefinition? Of(string code) => s_byCode.GetValueOrDefault(code);
}
