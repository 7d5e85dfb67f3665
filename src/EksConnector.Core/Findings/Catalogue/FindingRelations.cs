namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The relations between the rows of the catalogue.</summary>
internal static class FindingRelations
{
    private static readonly HashSet<string> s_lessPrecise = [.. FindingCatalogue.All.SelectMany(row => row.MorePreciseThan)];

    /// <summary>Returns whether a root cause leads to a finding.</summary>
    /// <param name="root">The code of the root cause.</param>
    /// <param name="code">The code of the finding.</param>
    public static bool Leads(string root, string code) =>
        root != code
        && FindingCatalogue.Of(root) is { } cause
        && FindingCatalogue.Of(code) is { } effect
        && ((effect.Tags.Contains(FindingTags.NotYetConnected) && !cause.Tags.Contains(FindingTags.ConsoleUser))
            || cause.LeadsTo.Any(name => name == code || effect.Tags.Contains(name)));

    /// <summary>Returns whether a more specific finding about the same problem can exist, so that the adjacent lines must be searched.</summary>
    /// <param name="code">The code.</param>
    public static bool IsImprecise(string code) => s_lessPrecise.Contains(code) || IsVague(code);

    /// <summary>Returns whether one of several findings is more specific than this one.</summary>
    /// <param name="code">The code.</param>
    /// <param name="codes">The codes of the other findings.</param>
    public static bool IsCoveredBy(string code, IReadOnlySet<string> codes) => IsVague(code)
        ? codes.Any(other => !IsImprecise(other))
        : s_lessPrecise.Contains(code) && codes.Any(other => FindingCatalogue.Of(other)?.MorePreciseThan.Contains(code) == true);

    private static bool IsVague(string code) => FindingCatalogue.Of(code)?.Tags.Contains(FindingTags.Vague) == true;
}
