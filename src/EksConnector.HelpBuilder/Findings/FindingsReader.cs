using System.Collections;
using System.Reflection;
using EksConnector.HelpBuilder.Model;

namespace EksConnector.HelpBuilder.Findings;

/// <summary>Reads the catalog of findings from the Core assembly.</summary>
internal static class FindingsReader
{
    private const string Catalogue = "EksConnector.Core.Findings.Catalogue.FindingCatalogue";

    /// <summary>Reads the catalog.</summary>
    /// <param name="core">The path of the Core assembly.</param>
    /// <returns>The findings, in the order of the catalog.</returns>
    /// <exception cref="InvalidDataException">The assembly has no catalog.</exception>
    public static IReadOnlyList<FindingHelp> Read(string core)
    {
        object? themes = Assembly.LoadFrom(Path.GetFullPath(core)).GetType(Catalogue)?.GetProperty("Themes")?.GetValue(null);
        return themes is IEnumerable known
            ? [.. known.Cast<object>().SelectMany(theme => ((IEnumerable)Of(theme, "Findings")!).Cast<object>().Select(finding => Make(theme, finding)))]
            : throw new InvalidDataException($"{core} has no {Catalogue} with themes.");
    }

    private static FindingHelp Make(object theme, object finding) => new(
        Text(theme, "Name"),
        Text(finding, "Code"),
        Text(finding, "Severity"),
        Text(finding, "Meaning"),
        Text(finding, "SeenIn"),
        Of(finding, "Cause") as string,
        Text(finding, "RecommendedAction"),
        Of(finding, "FixCommand") as string,
        Text(finding, "DocumentationUri"),
        Of(finding, "CanRepair") is true);

    private static string Text(object from, string property) =>
        Of(from, property) as string ?? throw new InvalidDataException($"{from.GetType()} has no text {property}.");

    private static object? Of(object from, string property) => from.GetType().GetProperty(property)?.GetValue(from);
}
