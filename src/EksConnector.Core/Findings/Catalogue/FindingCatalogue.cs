namespace EksConnector.Core.Findings.Catalogue;

/// <summary>All that can be found, by code: the one table that cmdlets, help and docs/findings.md are made from.</summary>
internal static class FindingCatalogue
{
    /// <summary>The definitions by what they are about, in the order in which a person would look.</summary>
    public static IReadOnlyList<FindingTheme> Themes { get; } =
    [
        InstallationFindings.Theme,
        PodFindings.Theme,
        ImageFindings.Theme,
        InitFindings.Theme,
        ActivationFindings.Theme,
        StateFindings.Theme,
        TokenFindings.Theme,
        RegistrationFindings.Theme,
        ConnectivityFindings.Theme,
        AgentFindings.Theme,
        EksFindings.Theme,
        ImpersonationFindings.Theme,
        ToolFindings.Theme,
    ];

    /// <summary>All definitions, in the order in which a person would look.</summary>
    public static IReadOnlyList<FindingDefinition> All { get; } = [.. Themes.SelectMany(theme => theme.Findings)];

    private static Dictionary<string, FindingDefinition> ByCode { get; } =
        All.ToDictionary(definition => definition.Code, StringComparer.Ordinal);

    /// <summary>Finds a definition.</summary>
    /// <param name="code">The code, one of <see cref="FindingCodes"/>.</param>
    /// <returns>The definition; null where there is none.</returns>
    public static FindingDefinition? Of(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The row of a code that is known to have one.</summary>
    internal static FindingDefinition Row(string code) => ByCode[code];
}
