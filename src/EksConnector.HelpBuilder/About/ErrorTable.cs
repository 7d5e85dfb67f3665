using EksConnector.HelpBuilder.Documentation;
using EksConnector.HelpBuilder.Text;

namespace EksConnector.HelpBuilder.About;

/// <summary>The table of all errors, created from the documentation of the constants.</summary>
internal static class ErrorTable
{
    private const string Prefix = "F:EksConnector.ErrorIds.";
    private const string Indent = "    ";
    private const int Width = 80;

    /// <summary>Creates the table.</summary>
    /// <param name="documentation">The XML documentation.</param>
    /// <returns>The lines of the table, indented like the topic.</returns>
    public static string Make(DocumentationFile documentation)
    {
        var rows = documentation.MembersOf(Prefix)
            .Select(member => new[] { member[Prefix.Length..], string.Join(' ', documentation.Paragraphs(member, "summary")) })
            .Prepend(["ErrorId", "What happened"])
            .ToList();
        string[] lines = TextTable.Render(rows, Width - Indent.Length, hasHeader: true).Split('\n');
        return string.Join('\n', lines.Select(line => Indent + line));
    }
}
