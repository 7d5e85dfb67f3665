namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The catalogue of all findings, which the cmdlets, the help and docs/findings.md use.</summary>
internal static class FindingCatalogue
{
    /// <summary>The definitions by theme, in the order of troubleshooting.</summary>
    public static IReadOnlyList<FindingTheme> Themes { get; } =
    [
        InstallationFindings.Theme,
        PodFindings.Theme,
        NodeFindings.Theme,
        ImageFindings.Theme,
        ApiServerFindings.Theme,
        InitFindings.Theme,
        ActivationFindings.Theme,
        StateFindings.Theme,
        TokenFindings.Theme,
        RegistrationFindings.Theme,
        ConnectivityFindings.Theme,
        AgentFindings.Theme,
        RegisterClusterFindings.Theme,
        EksFindings.Theme,
        ImpersonationFindings.Theme,
        ToolFindings.Theme,
    ];

    /// <summary>All definitions, in the order of troubleshooting.</summary>
    public static IReadOnlyList<FindingDefinition> All { get; } = [.. Themes.SelectMany(theme => theme.Findings)];

    private static Dictionary<string, FindingDefinition> ByCode { get; } =
        All.ToDictionary(definition => definition.Code, StringComparer.Ordinal);

    /// <summary>Finds a definition.</summary>
    /// <param name="code">The code, one of <see cref="FindingCodes"/>.</param>
    /// <returns>The definition; null if the code is not known.</returns>
    public static FindingDefinition? Of(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>Returns the definition of a known code.</summary>
    internal static FindingDefinition Row(string code) => ByCode[code];
}
