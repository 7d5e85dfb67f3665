using System.Collections;
using System.Reflection;
using EksConnector.HelpBuilder.Model;

namespace EksConnector.HelpBuilder.Findings;

/// <summary>Reads the catalogue of findings from the built Core.</summary>
internal static class FindingsReader
{
    private const string Catalogue = "EksConnector.Core.Findings.Catalogue.FindingCatalogue";

    /// <summary>Reads the catalogue.</summary>
    /// <param name="core">The built Core.</param>
    /// <returns>The findings, in the catalogue's order.</returns>
    /// <exception cref="InvalidDataException">Core has no catalogue.</exception>
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
