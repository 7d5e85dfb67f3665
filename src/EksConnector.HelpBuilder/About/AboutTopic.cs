using EksConnector.HelpBuilder.Documentation;

namespace EksConnector.HelpBuilder.About;

/// <summary>Creates the conceptual topic from its page.</summary>
internal static class AboutTopic
{
    /// <summary>The placeholder line for the table of errors.</summary>
    public const string ErrorsPlaceholder = "{{errors}}";

    /// <summary>Creates the topic.</summary>
    /// <param name="page">The page.</param>
    /// <param name="documentation">The XML documentation.</param>
    /// <returns>The text of the topic.</returns>
    /// <exception cref="InvalidDataException">The page does not contain the placeholder.</exception>
    public static string Make(string page, DocumentationFile documentation)
    {
        if (!page.Contains("\n" + ErrorsPlaceholder + "\n", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{HelpSource.AboutName}: the line {ErrorsPlaceholder} is missing.");
        }

        return page.Replace(ErrorsPlaceholder, ErrorTable.Make(documentation), StringComparison.Ordinal);
    }
}
