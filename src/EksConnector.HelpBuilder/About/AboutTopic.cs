using EksConnector.HelpBuilder.Documentation;

namespace EksConnector.HelpBuilder.About;

/// <summary>Fills in what the conceptual topic does not say by itself.</summary>
internal static class AboutTopic
{
    /// <summary>The line of the page that the errors stand for.</summary>
    public const string ErrorsMark = "{{errors}}";

    /// <summary>Makes the topic.</summary>
    /// <param name="page">The page.</param>
    /// <param name="documentation">The XML documentation.</param>
    /// <returns>The topic's text.</returns>
    /// <exception cref="InvalidDataException">The page has no place for the errors.</exception>
    public static string Make(string page, DocumentationFile documentation)
    {
        if (!page.Contains("\n" + ErrorsMark + "\n", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{HelpSource.AboutName}: there is no line {ErrorsMark}.");
        }

        return page.Replace(ErrorsMark, ErrorTable.Make(documentation), StringComparison.Ordinal);
    }
}
