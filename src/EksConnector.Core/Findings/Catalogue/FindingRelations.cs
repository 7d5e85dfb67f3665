namespace EksConnector.Core.Findings.Catalogue;

/// <summary>What the rows of the catalogue say about each other.</summary>
internal static class FindingRelations
{
    private static readonly HashSet<string> s_lessPrecise = [.. FindingCatalogue.All.SelectMany(row => row.MorePreciseThan)];

    /// <summary>Whether a finding follows from a root cause.</summary>
    /// <param name="root">The code of the root cause.</param>
    /// <param name="code">The code of the finding.</param>
    public static bool Leads(string root, string code) =>
        root != code
        && FindingCatalogue.Of(root) is { } cause
        && FindingCatalogue.Of(code) is { } effect
        && ((effect.Tags.Contains(FindingTags.NotYetConnected) && !cause.Tags.Contains(FindingTags.ConsoleUser))
            || cause.LeadsTo.Any(name => name == code || effect.Tags.Contains(name)));

    /// <summary>Whether another finding can say more about the same fault, so that the lines around it are worth a look.</summary>
    /// <param name="code">The code.</param>
    public static bool IsImprecise(string code) => s_lessPrecise.Contains(code) || IsVague(code);

    /// <summary>Whether one of several findings says more than this one.</summary>
    /// <param name="code">The code.</param>
    /// <param name="codes">The codes of the others.</param>
    public static bool IsCoveredBy(string code, IReadOnlySet<string> codes) => IsVague(code)
        ? codes.Any(other => !IsImprecise(other))
        : s_lessPrecise.Contains(code) && codes.Any(other => FindingCatalogue.Of(other)?.MorePreciseThan.Contains(code) == true);

    private static bool IsVague(string code) => FindingCatalogue.Of(code)?.Tags.Contains(FindingTags.Vague) == true;
}
